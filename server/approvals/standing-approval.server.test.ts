import { afterAll, expect, test } from 'vitest'
import { DAY_MS } from '#domain/calendar/day.ts'
import { listApprovalsOfCustomer } from '#server/approvals/list-approvals-of-customer.ts'
import { requestApproval } from '#server/approvals/request-approval.ts'
import { openPool } from '#server/database.ts'
import { approve, ask, openScene, readApprovalRow, type Scene, why } from '#tests/harness/approval-fixture.ts'
import { openTestDatabase } from '#tests/harness/open-test-database.ts'
import { openTestDesk } from '#tests/harness/open-test-desk.ts'
import { readAudit } from '#tests/harness/read-audit.ts'
import { readSms } from '#tests/harness/read-sms.ts'
import { startTestChannel } from '#tests/harness/test-channel.ts'

const database = await openTestDatabase()
const channel = startTestChannel(database)
const owner = openPool({ connectionString: database.ownerUrl, max: 4, applicationName: 'standing-owner' })
afterAll(() => owner.end())
const desk = openTestDesk(database)
const { services } = channel
const atCounter = { reason: 'مشتری در شعبه است', proof: 'card_and_pin' }

const reissue = ({ app, teller }: Scene) =>
  channel.call(
    'backoffice',
    'POST',
    '/v1/backoffice/activation-tokens',
    { enrollmentId: app.enrollmentId, ...atCounter },
    {
      operatorSession: teller.sessionId,
    },
  )
const standingOf = async ({ customer, teller, nowMs }: Scene, atMs = nowMs + 10) => {
  const rows = await listApprovalsOfCustomer(desk, teller.ctx(atMs), customer)
  return rows.filter(({ standingUntilMs, doneAtMs }) => (standingUntilMs ?? 0) > atMs && doneAtMs === null)
}

test('a reissue asked for on the phone issues nothing when it is approved: it stands for the branch until it prints', async () => {
  const scene = await openScene(owner, services)
  const { fraud, nowMs, customer } = scene
  const tokens = () => owner.query('SELECT id FROM activation_token WHERE customer_id = $1', [customer.customerId])
  const before = (await tokens()).rows
  const id = await ask(desk, scene, 'activation_token:reissue')
  const said = await approve(desk, id, { by: fraud, atMs: nowMs })
  expect(said).toEqual({ outcome: 'approved', standingUntilMs: nowMs + DAY_MS })
  expect((await tokens()).rows).toEqual(before)
  expect(await readSms(owner, database, { mobile: customer.mobile ?? '' })).toEqual([])
  expect(await standingOf(scene)).toMatchObject([{ id, act: 'activation_token:reissue', state: 'approved' }])

  const answer = await reissue(scene)
  expect(answer.status).toBe(201)
  expect(await standingOf(scene)).toEqual([])
  expect(await readApprovalRow(owner, id)).toMatchObject({ state: 'approved', doneAtMs: expect.any(Number) })
  const rows = await readAudit(owner, customer.customerId)
  expect(rows.find(({ action }) => action === 'activation_token.reissued')?.data).toMatchObject({ approvalId: id })
})

test('an ATM that issues the token fulfils an approved reissue just as well', async () => {
  const scene = await openScene(owner, services)
  const { fraud, nowMs, customer } = scene
  const id = await ask(desk, scene, 'activation_token:reissue')
  await approve(desk, id, { by: fraud, atMs: nowMs })
  const body = { pan: customer.card.pan.reveal(), terminalId: 'ATM-7', pinKind: 'second', mobile: customer.mobile }
  expect((await channel.call('atm', 'POST', '/v1/atm/activation-tokens', body)).status).toBe(201)
  expect(await standingOf(scene)).toEqual([])
  expect(await readApprovalRow(owner, id)).toMatchObject({ doneAtMs: expect.any(Number) })
})

test('an approved reissue that nobody came for is over after the policy’s hours', async () => {
  const scene = await openScene(owner, services)
  const { nowMs, teller } = scene
  await approve(desk, await ask(desk, scene, 'activation_token:reissue'), { by: teller, atMs: nowMs })
  await owner.query('UPDATE staff_session SET created_at = $2, last_seen_at = $2 WHERE operator_id = $1', [
    teller.operatorId,
    new Date(nowMs + DAY_MS),
  ])
  expect(await standingOf(scene, nowMs + DAY_MS - 1)).toHaveLength(1)
  expect(await standingOf(scene, nowMs + DAY_MS)).toEqual([])
})

test('a reprint asked for on the phone stands for the branch until it prints', async () => {
  const scene = await openScene(owner, services)
  const { maker, fraud, nowMs, teller } = scene
  const { activationTokenId } = (await reissue(scene)).body
  const atMs = Math.max(nowMs, Date.now())
  const wanted = { act: 'activation_token:reprint', payload: { activationTokenId }, ...why } as const
  const { approvalId } = await requestApproval(desk, maker.ctx(atMs), wanted)
  await approve(desk, approvalId, { by: fraud, atMs })
  const path = `/v1/backoffice/activation-tokens/${activationTokenId}/receipt`
  const body = { reason: 'رسید خوانا نبود' }
  expect((await channel.call('backoffice', 'POST', path, body, { operatorSession: teller.sessionId })).status).toBe(200)
  expect(await readApprovalRow(owner, approvalId)).toMatchObject({ doneAtMs: expect.any(Number) })
})

test('no half of a token is in a request, in its answer, in what any role reads of it, or in its audit rows', async () => {
  const scene = await openScene(owner, services)
  const { maker, fraud, teller, nowMs, customer } = scene
  const { receiptPart, activationTokenId } = (await reissue(scene)).body
  const sms = await readSms(owner, database, { mobile: customer.mobile ?? '' })
  const smsPart =
    sms
      .find(({ template }) => template === 'activation_token')
      ?.text?.split('\n')
      .at(-1) ?? ''
  expect(smsPart.length).toBeGreaterThan(5)
  const atMs = Math.max(nowMs, Date.now())
  const wanted = { act: 'activation_token:reprint', payload: { activationTokenId }, ...why } as const
  const asked = await requestApproval(desk, maker.ctx(atMs), wanted)
  const approved = await approve(desk, asked.approvalId, { by: fraud, atMs })
  const seen = await Promise.all(
    [maker, fraud, teller].map(({ ctx }) => listApprovalsOfCustomer(desk, ctx(atMs), customer)),
  )
  const { rows } = await owner.query('SELECT * FROM approval')
  const all = JSON.stringify([asked, approved, seen, rows, await readAudit(owner, customer.customerId)])
  for (const half of [receiptPart, smsPart]) expect(all).not.toContain(half)
})
