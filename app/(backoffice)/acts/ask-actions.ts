'use server'

import { runDecision } from '#app/(backoffice)/approvals/run-decision.ts'
import { ask } from '#app/ask.ts'
import { getTranslator } from '#app/locale.ts'
import type { ActState } from '#components/acts/act-state.ts'
import type { ApprovalRequest } from '#server/approvals/approval-schemas.ts'
import { wordsOf } from './run-act.ts'

type Asked = Pick<ApprovalRequest, 'act' | 'payload'>

/** What was bound comes back from the browser and may be anything: the use case reads it by the act's own schema. */
export async function askAct(on: Asked, _previous: ActState, form: FormData): Promise<ActState> {
  const t = await getTranslator('approvals')
  return await runDecision(async () => {
    const { reason, proof } = wordsOf(form)
    const request = { act: on?.act, payload: on?.payload, reason, ...(proof && { proof }) }
    await ask('request-approval', request)
    return { message: t('ask.done') }
  })
}
