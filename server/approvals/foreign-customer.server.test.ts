import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import { requestApproval } from '#server/approvals/request-approval.ts'
import { approve, openScene, passProof, payloadOf, type Scene, wordOf } from '#tests/harness/approval-fixture.ts'
import { makeOperator, putInHand, type TestOperator } from '#tests/harness/make-operator.ts'
import { openTestDatabase } from '#tests/harness/open-test-database.ts'
import { openTestDesk } from '#tests/harness/open-test-desk.ts'
import { openTestServices } from '#tests/harness/open-test-services.ts'
import { startTestChannel } from '#tests/harness/test-channel.ts'

const database = await openTestDatabase()
const channel = startTestChannel(database)
const { services, owner } = openTestServices(database)
const desk = openTestDesk(database)
const said = { reason: 'مشتری در این شعبه است', proof: 'identity_document' } as const
const acts = ['device:deactivate', 'enrollment:deactivate', 'activation_token:reissue'] as const

type Foreign = Scene & { clerk: TestOperator }

/** A scene whose customer stands at the counter of another branch. */
async function openForeign(): Promise<Foreign> {
  const scene = await openScene(owner, services)
  const { nowMs, customer } = scene
  const { branchId } = (await openScene(owner, services)).customer
  const clerk = await makeOperator(owner, { role: 'branch', branchId, nowMs })
  const { operatorId } = clerk
  await putInHand(owner, { operatorId, customerId: customer.customerId, reason: 'سفر', untilMs: nowMs + 1_800_000 })
  return { ...scene, clerk }
}

const post = (by: TestOperator, path: string, body: Record<string, unknown>) =>
  channel.call('backoffice', 'POST', `/v1/backoffice/${path}`, body, { operatorSession: by.sessionId })
const reissue = (by: TestOperator, { app }: Scene, proof: string) =>
  post(by, 'activation-tokens', { ...said, proof, enrollmentId: app.enrollmentId, submissionId: randomUUID() })
const reprint = (by: TestOperator, tokenId: string, proof?: string) =>
  post(by, `activation-tokens/${tokenId}/receipt`, { reason: said.reason, ...(proof && { proof }) })
const wordOfCall = ({ status, body }: { status: number; body: { code?: string } }) =>
  status < 300 ? 'done' : body.code

test('by a code that this operator checked a branch acts for another branch’s customer as for its own', async () => {
  const scene = await openForeign()
  const { clerk, nowMs, customer } = scene
  expect(wordOfCall(await reissue(clerk, scene, 'app_code'))).toBe('proof_needed')
  await passProof(owner, { operatorId: clerk.operatorId, customerId: customer.customerId, nowMs })
  const issued = await reissue(clerk, scene, 'app_code')
  expect(wordOfCall(issued)).toBe('done')
  const printed = await reprint(clerk, issued.body.activationTokenId, 'app_code')
  expect([wordOfCall(printed), printed.body.receiptPart]).toEqual(['done', issued.body.receiptPart])
  const { rows } = await owner.query(
    `SELECT proof, data->>'proofId' AS "proofId" FROM audit_event WHERE actor_id = $1 AND action = 'activation_token.reprinted'`,
    [clerk.operatorId],
  )
  expect(rows).toEqual([{ proof: 'app_code', proofId: expect.any(String) }])
  const input = { ...said, proof: 'app_code', deviceId: scene.app.deviceId }
  expect(wordOfCall(await post(clerk, 'acts/deactivate-device', { input }))).toBe('done')
})

test('the customer’s own branch needs no code, nor does the fraud desk', async () => {
  const scene = await openForeign()
  const issued = await reissue(scene.teller, scene, 'card_and_pin')
  expect(wordOfCall(issued)).toBe('done')
  expect(wordOfCall(await reprint(scene.teller, issued.body.activationTokenId))).toBe('done')
  const input = { reason: said.reason, proof: 'not_present', enrollmentId: scene.smsEnrollmentId }
  expect(wordOfCall(await post(scene.fraud, 'acts/deactivate-enrollment', { input }))).toBe('done')
})

test.each(acts)(
  '%s: the branch may ask that branch, which decides, and fraud may; its own colleague finds nothing',
  async (act) => {
    const scene = await openForeign()
    const { clerk, teller, nowMs } = scene
    const ask = async () =>
      (await requestApproval(desk, clerk.ctx(nowMs), { act, payload: payloadOf(scene, act), ...said })).approvalId
    const approvalId = await ask()
    const { rows } = await owner.query('SELECT branch_id AS "branchId" FROM operator WHERE id = $1', [clerk.operatorId])
    const colleague = await makeOperator(owner, { role: 'branch', branchId: rows[0].branchId, nowMs })
    expect(await wordOf(approve(desk, approvalId, { by: clerk, atMs: nowMs + 1 }))).toBe('own_request')
    expect(await wordOf(approve(desk, approvalId, { by: colleague, atMs: nowMs + 1 }))).toBe('not_found')
    expect(await wordOf(approve(desk, approvalId, { by: teller, atMs: nowMs + 1 }))).toBe('approved')
  },
)

test('an approved reissue and reprint are carried out by the foreign branch once each, with the customer before it', async () => {
  const scene = await openForeign()
  const { clerk, teller, fraud, nowMs } = scene
  const ask = async (
    act: 'activation_token:reissue' | 'activation_token:reprint',
    payload: object,
    by: TestOperator,
  ) => {
    const wanted = { act, payload: payload as Record<string, unknown>, ...said }
    const { approvalId } = await requestApproval(desk, clerk.ctx(nowMs), wanted)
    await approve(desk, approvalId, { by, atMs: nowMs + 1 })
  }
  await ask('activation_token:reissue', { enrollmentId: scene.app.enrollmentId }, teller)
  const issued = await reissue(clerk, scene, said.proof)
  expect(wordOfCall(issued)).toBe('done')
  expect(wordOfCall(await reissue(clerk, scene, said.proof))).toBe('foreign_customer')
  const { activationTokenId } = issued.body
  expect(wordOfCall(await reprint(clerk, activationTokenId))).toBe('foreign_customer')
  await ask('activation_token:reprint', { activationTokenId }, fraud)
  expect(wordOfCall(await reprint(clerk, activationTokenId))).toBe('done')
  expect(wordOfCall(await reprint(clerk, activationTokenId))).toBe('foreign_customer')
  const uses = await owner.query('SELECT FROM ceiling_use WHERE operator_id = $1', [clerk.operatorId])
  expect(uses.rowCount, 'what a second person approved does not count').toBe(0)
})

test('for its own customer a branch asks nobody, and the try is recorded', async () => {
  const scene = await openForeign()
  const { teller, nowMs } = scene
  for (const act of acts) {
    const wanted = { act, payload: payloadOf(scene, act), ...said }
    expect(await wordOf(requestApproval(desk, teller.ctx(nowMs), wanted))).toBe('forbidden')
  }
  const { rows } = await owner.query(
    `SELECT subject_id AS act FROM audit_event WHERE actor_id = $1 AND action = 'permission.denied'`,
    [teller.operatorId],
  )
  expect(rows.map(({ act }) => act).sort()).toEqual([...acts].sort())
})

test('a branch that says nothing that anybody could weigh asks nothing', async () => {
  const scene = await openForeign()
  const payload = payloadOf(scene, 'enrollment:deactivate')
  for (const proof of ['spoken_answers', 'not_present', undefined] as const) {
    const wanted = { act: 'enrollment:deactivate', payload, reason: said.reason, ...(proof && { proof }) } as const
    expect(await wordOf(requestApproval(desk, scene.clerk.ctx(scene.nowMs), wanted))).toBe('validation_failed')
  }
})
