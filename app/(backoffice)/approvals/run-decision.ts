import { revalidatePath } from 'next/cache'
import { runAct } from '#app/(backoffice)/acts/run-act.ts'
import { getTranslator, readLocale } from '#app/locale.ts'
import type { ActState } from '#components/acts/act-state.ts'
import { sayRefusal } from './say-refusal.ts'

/** Asks for or answers a request; lists, records and counts are fresh afterwards. */
export async function runDecision(work: () => Promise<Pick<ActState, 'message' | 'tone'>>): Promise<ActState> {
  return await runAct({
    work,
    refuse: async (error) => {
      const [t, locale] = await Promise.all([getTranslator('approvals'), readLocale()])
      const isUnfinished = error.code === 'validation_failed' || error.reason === 'proof_needed'
      return {
        message: sayRefusal(error, { t, locale, nowMs: Date.now() }),
        tone: 'warn',
        isStale: !isUnfinished,
        // Somebody was first: the fresh page has no button, and no dialog, to say so in.
        isOver: error.reason === 'already_decided' || error.reason === 'already_asked',
      }
    },
    refresh: () => revalidatePath('/', 'layout'),
  })
}
