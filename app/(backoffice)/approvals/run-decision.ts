import { randomUUID } from 'node:crypto'
import { revalidatePath } from 'next/cache'
import { getTranslator, readLocale } from '#app/locale.ts'
import type { ActState } from '#components/customers/act-state.ts'
import { AppError } from '#server/app-error.ts'
import { sayRefusal } from './say-refusal.ts'

type Said = Pick<ActState, 'message' | 'tone'>

/** Asks for or answers a request and says what became of it; lists, records and counts are fresh afterwards. */
export async function runDecision(work: () => Promise<Said>): Promise<ActState> {
  const submissionId = randomUUID()
  try {
    const said = await work()
    revalidatePath('/', 'layout')
    return { outcome: 'done', ...said, submissionId }
  } catch (error) {
    if (!(error instanceof AppError)) throw error
    if (error.code === 'unauthenticated' || error.code === 'busy') {
      // Sent to sign-in, the page would lose what was typed.
      const acts = await getTranslator('customers')
      const message = acts(error.code === 'busy' ? 'acts.unavailable' : 'acts.signedOut')
      return { outcome: 'refused', message, submissionId }
    }
    const [t, locale] = await Promise.all([getTranslator('approvals'), readLocale()])
    const message = sayRefusal(error, { t, locale, nowMs: Date.now() })
    // Somebody was first: the fresh page has no button, and no dialog, to say so in.
    const isOver = error.reason === 'already_decided' || error.reason === 'already_asked'
    const isUnfinished = error.code === 'validation_failed' || error.reason === 'proof_needed'
    if (!isUnfinished) revalidatePath('/', 'layout')
    return { outcome: isOver ? 'done' : 'refused', message, tone: 'warn', submissionId }
  }
}
