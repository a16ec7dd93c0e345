import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import { type ApprovalAct, approvalActs, mayRequestApproval } from '#domain/operator/approval.ts'
import { roles } from '#domain/operator/permission.ts'
import { requestApproval } from '#server/approvals/request-approval.ts'
import { approve, ask, openScene, passProof, payloadOf, reject, why, wordOf } from '#tests/harness/approval-fixture.ts'
import { makeCustomer } from '#tests/harness/make-customer.ts'
import { makeOperator, putInHand } from '#tests/harness/make-operator.ts'
import { openTestDatabase } from '#tests/harness/open-test-database.ts'
import { openTestDesk } from '#tests/harness/open-test-desk.ts'
import { openTestServices } from '#tests/harness/open-test-services.ts'
import { readAudit } from '#tests/harness/read-audit.ts'
import { readSms } from '#tests/harness/read-sms.ts'

const database = await openTestDatabase()
const { services, owner } = openTestServices(database)
const desk = openTestDesk(database)
const HOUR_MS = 3_600_000

const onRecord = ['device:deactivate', 'enrollment:deactivate', 'guard:unlock', 'activation_token:reissue'] as const

test.each(onRecord)(
  '%s: asked by support with reason and proof, it waits for its time, is recorded, and nobody is told yet',
  async (act) => {
    const scene = await openScene(owner, services)
    const { maker, nowMs, customer } = scene
    const wanted = { act, payload: payloadOf(scene, act), ...why }
    const asked = await requestApproval(desk, maker.ctx(nowMs), wanted)
    expect(asked).toMatchObject({ requestedAtMs: nowMs, expiresAtMs: nowMs + 24 * HOUR_MS })
    const { rows } = await owner.query('SELECT payload, shown, state, reason, proof FROM approval WHERE id = $1', [
      asked.approvalId,
    ])
    expect(rows[0]).toMatchObject({ payload: wanted.payload, state: 'open', ...why })
    const stored = JSON.stringify(rows[0])
    expect(stored).not.toContain(customer.card.pan.reveal())
    expect(stored).not.toContain(customer.mobile?.slice(3))
    const [row, ...more] = await readAudit(owner, customer.customerId)
    expect(row).toMatchObject({ action: 'approval.requested', actorId: maker.operatorId, ...why })
    expect(row?.data).toMatchObject({ act, expiresAtMs: nowMs + 24 * HOUR_MS, proofId: expect.any(String) })
    expect(more).toEqual([])
    expect(await readSms(owner, database, { mobile: customer.mobile ?? '' })).toEqual([])
  },
)

const cases = approvalActs.flatMap((act) => roles.map((role) => [act, role] as const))
test.each(cases.filter(([act, role]) => !mayRequestApproval(role, act, { isForeign: true })))(
  '%s may not be asked for by role %s, and the try is recorded',
  async (act, role) => {
    const nowMs = Date.now()
    const { branchId } = await makeCustomer(owner, services.keys, { nowMs })
    const { operatorId, ctx } = await makeOperator(owner, {
      role,
      branchId: role === 'branch' ? branchId : null,
      nowMs,
    })
    const work = requestApproval(desk, ctx(nowMs), { act, payload: {}, ...why })
    expect(await wordOf(work)).toBe('forbidden')
    const { rows } = await owner.query(
      `SELECT subject_id AS act FROM audit_event WHERE actor_id = $1 AND action = 'permission.denied'`,
      [operatorId],
    )
    expect(rows).toEqual([{ act }])
  },
)

test('the same thing asked by another is refused, and says who asked, and when', async () => {
  const scene = await openScene(owner, services)
  const { nowMs, customer } = scene
  const approvalId = await ask(desk, scene)
  const other = await makeOperator(owner, { role: 'support', nowMs })
  await passProof(owner, { operatorId: other.operatorId, customerId: customer.customerId, nowMs })
  const again = { act: 'device:deactivate', payload: payloadOf(scene, 'device:deactivate'), ...why } as const
  await expect(requestApproval(desk, other.ctx(nowMs + 7), again)).rejects.toMatchObject({
    code: 'conflict',
    reason: 'already_asked',
    fields: { approvalId, makerName: 'کاربر آزمون', requestedAtMs: nowMs },
  })
  await expect(
    requestApproval(desk, scene.maker.ctx(nowMs + 7), { ...again, reason: 'دلیلی دیگر' }),
  ).rejects.toMatchObject({ reason: 'already_asked' })
})

test('after a rejection it may be asked again; one past its time that nobody swept stands in no way', async () => {
  const scene = await openScene(owner, services)
  const { fraud, maker, nowMs, customer } = scene
  await reject(desk, await ask(desk, scene), { by: fraud, atMs: nowMs })
  const second = await ask(desk, scene)
  await owner.query('UPDATE staff_session SET created_at = $2, last_seen_at = $2 WHERE operator_id = $1', [
    maker.operatorId,
    new Date(nowMs + 24 * HOUR_MS),
  ])
  await passProof(owner, { operatorId: maker.operatorId, customerId: customer.customerId, nowMs: nowMs + 24 * HOUR_MS })
  const third = await ask(desk, { ...scene, nowMs: nowMs + 24 * HOUR_MS })
  const { rows } = await owner.query('SELECT id, state FROM approval WHERE customer_id = $1 ORDER BY requested_at', [
    customer.customerId,
  ])
  expect(rows.map(({ state }) => state).sort()).toEqual(['expired', 'open', 'rejected'])
  expect(rows.find(({ state }) => state === 'expired')?.id).toBe(second)
  expect(rows.find(({ state }) => state === 'open')?.id).toBe(third)
})

test('what cannot be done now is not asked for', async () => {
  const scene = await openScene(owner, services)
  await owner.query('UPDATE guard SET app_closed_until = NULL WHERE id = $1', [scene.customer.card.guardIds.second])
  expect(await wordOf(ask(desk, scene, 'guard:unlock'))).toBe('not_locked')
  await owner.query(`UPDATE device SET status = 'blocked', ended_at = now(), ended_reason = 'fraud' WHERE id = $1`, [
    scene.app.deviceId,
  ])
  expect(await wordOf(ask(desk, scene, 'device:deactivate'))).toBe('device_blocked')
  const sms = { act: 'activation_token:reissue', payload: { enrollmentId: scene.smsEnrollmentId }, ...why } as const
  expect(await wordOf(requestApproval(desk, scene.maker.ctx(scene.nowMs), sms))).toBe('enrollment_not_app')
})

test('an approved reissue is not asked for again while it stands', async () => {
  const scene = await openScene(owner, services)
  const { fraud, nowMs } = scene
  const approvalId = await ask(desk, scene, 'activation_token:reissue')
  await approve(desk, approvalId, { by: fraud, atMs: nowMs })
  await expect(ask(desk, scene, 'activation_token:reissue')).rejects.toMatchObject({
    reason: 'already_approved',
    fields: { approvalId, standingUntilMs: nowMs + 24 * HOUR_MS },
  })
})

test('a proof by code that the customer did not give is no proof', async () => {
  const scene = await openScene(owner, services)
  const other = await makeOperator(owner, { role: 'support', nowMs: scene.nowMs })
  const payload = payloadOf(scene, 'device:deactivate')
  const wanted = { act: 'device:deactivate', payload, ...why } as const
  expect(await wordOf(requestApproval(desk, other.ctx(scene.nowMs), wanted))).toBe('proof_needed')
  const { proof: _, ...unproved } = wanted
  expect(await wordOf(requestApproval(desk, scene.maker.ctx(scene.nowMs), unproved))).toBe('validation_failed')
})

test('an installation is asked about on the record of a customer whom it serves, and on no other', async () => {
  const [scene, other] = [await openScene(owner, services), await openScene(owner, services)]
  const payload = { deviceId: scene.app.deviceId, customerId: other.customer.customerId }
  const wanted = { act: 'device:deactivate', payload, ...why } as const
  expect(await wordOf(requestApproval(desk, scene.maker.ctx(scene.nowMs), wanted))).toBe('not_found')
})

test('a branch asks for a customer of its own or one at its counter with a reason, and for nobody else’s', async () => {
  const [scene, other] = [await openScene(owner, services), await openScene(owner, services)]
  const { customer, nowMs, teller } = scene
  const { customerId } = customer
  await owner.query('UPDATE customer SET cooling_off_until = $2 WHERE id = $1', [customerId, new Date(nowMs + HOUR_MS)])
  const act = { act: 'cooling_off:lift', payload: { customerId }, reason: 'سیم‌کارت را دیدم' } as const
  const asks = (by: typeof teller) => requestApproval(desk, by.ctx(nowMs), { ...act, proof: 'identity_document' })
  expect(await wordOf(asks(other.teller))).toBe('not_found')
  const hand = { operatorId: other.teller.operatorId, customerId, reason: 'سفر', untilMs: nowMs + HOUR_MS }
  await putInHand(owner, hand)
  const { approvalId } = await asks(other.teller)
  expect(await wordOf(approve(desk, approvalId, { by: other.teller, atMs: nowMs }))).toBe('own_request')
  expect(await wordOf(approve(desk, approvalId, { by: teller, atMs: nowMs }))).toBe('approved')
})

const malformed: [string, Record<string, unknown>][] = [
  ['an act that is not on the list', { act: 'customer:delete' }],
  ['a payload of another act', { act: 'guard:unlock' }],
  ['a reason not worth the name', { reason: '-' }],
  ['a payload that is no object', { payload: 'x' }],
  ['an id that is none', { payload: { deviceId: 'x', customerId: randomUUID() } }],
]
test.each(malformed)('%s is refused', async (_, wrong) => {
  const scene = await openScene(owner, services)
  const act: ApprovalAct = 'device:deactivate'
  const wanted = { act, payload: payloadOf(scene, act), ...why, ...wrong } as Parameters<typeof requestApproval>[2]
  expect(await wordOf(requestApproval(desk, scene.maker.ctx(scene.nowMs), wanted))).toBe('validation_failed')
})
