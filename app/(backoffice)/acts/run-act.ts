import { randomUUID } from 'node:crypto'
import { getTranslator } from '#app/locale.ts'
import type { ActState } from '#components/acts/act-state.ts'
import type { ProofLevel } from '#domain/operator/act-proofs.ts'
import { AppError } from '#server/app-error.ts'

type Said = Pick<ActState, 'message' | 'more' | 'tone'>
/** `isStale`: the page shows what is so no more; `isOver`: nothing is left that the dialog could ask for. */
export type Refusal = Said & { isStale: boolean; isOver?: boolean }
type Run = { work: () => Promise<Said>; refuse: (error: AppError) => Promise<Refusal>; refresh: () => void }

/** Does an operator's act and says what became of it; the pages that show it are fresh afterwards. */
export async function runAct({ work, refuse, refresh }: Run): Promise<ActState> {
  try {
    const said = await work()
    refresh()
    return done(said)
  } catch (error) {
    if (!(error instanceof AppError)) throw error
    if (error.code === 'unauthenticated' || error.code === 'busy') {
      const t = await getTranslator('customers')
      // Sent to sign-in, the page would lose what was typed.
      return refused({ message: t(error.code === 'busy' ? 'acts.unavailable' : 'acts.signedOut') })
    }
    const { isStale, isOver = false, ...said } = await refuse(error)
    if (isStale) refresh()
    return isOver ? done(said) : refused(said)
  }
}

export function done(said: Said): ActState {
  return { outcome: 'done', ...said, submissionId: randomUUID() }
}

export function refused(said: Said): ActState {
  return { outcome: 'refused', ...said, submissionId: randomUUID() }
}

/** What was typed; the act itself looks whether the proof is one at all. */
export function wordsOf(form: FormData): { reason: string; proof: ProofLevel } {
  return { reason: String(form.get('reason') ?? '').trim(), proof: String(form.get('proof') ?? '') as ProofLevel }
}
