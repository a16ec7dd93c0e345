'use server'

import { runDecision } from '#app/(backoffice)/approvals/run-decision.ts'
import { ask } from '#app/ask.ts'
import { getTranslator } from '#app/locale.ts'
import type { RaiseAnswer } from '#components/ceilings/ask-raise.tsx'

/** What was bound and typed comes back from the browser and may be anything: the use case reads it by its own schema. */
export async function askRaise(kind: string, reason: string): Promise<RaiseAnswer> {
  const t = await getTranslator('approvals')
  const { outcome, message } = await runDecision(async () => {
    await ask('request-approval', { act: 'ceiling:raise', payload: { kind }, reason: String(reason).trim() })
    return { message: t('ceiling.asked') }
  })
  return { isSent: outcome === 'done', message: message ?? '' }
}
