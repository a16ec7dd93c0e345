import { expect } from 'vitest'
import type { TestChannel } from '#tests/harness/test-channel.ts'

type Operator = { sessionId: string }
type Answer = Awaited<ReturnType<TestChannel['call']>>

/** An operator asks a customer for a code. */
export function askForProof(
  channel: TestChannel,
  { sessionId }: Operator,
  body: { customerId: string; level: 'app_code' | 'sms_code'; requestId?: string },
): Promise<Answer> {
  return channel.call('backoffice', 'POST', '/v1/backoffice/proofs', body, { operatorSession: sessionId })
}

/** The operator types what the customer gave. */
export function checkProofCode(
  channel: TestChannel,
  { sessionId }: Operator,
  { proofId, code }: { proofId: string; code: string },
): Promise<Answer> {
  const path = `/v1/backoffice/proofs/${proofId}/checks`
  return channel.call('backoffice', 'POST', path, { code }, { operatorSession: sessionId })
}

/** A customer proved to an operator by a code of the app; answers the proof's id. */
export async function proveByApp(
  channel: TestChannel,
  operator: Operator,
  { customerId, code }: { customerId: string; code: string },
): Promise<string> {
  const { body } = await askForProof(channel, operator, { customerId, level: 'app_code' })
  const checked = await checkProofCode(channel, operator, { proofId: body.proofId, code })
  expect([checked.status, checked.text]).toEqual([200, checked.text])
  return body.proofId
}
