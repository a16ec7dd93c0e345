import { expect, test } from 'vitest'
import { defaultPolicy } from '#domain/operator/policy.ts'
import { type PolicyDifference, policyStep } from '#server/approvals/policy-step.ts'
import { readApproval } from '#server/approvals/read-approval.ts'
import { findStaff } from '#server/approvals/repository.ts'
import { requestApproval } from '#server/approvals/request-approval.ts'
import { requireOperator } from '#server/operators/authorize.ts'
import { findPolicyOverrides } from '#server/policy/repository.ts'
import { approve, readApprovalRow, reject, wordOf } from '#tests/harness/approval-fixture.ts'
import { makeOperator, type TestOperator } from '#tests/harness/make-operator.ts'
import { openTestDatabase } from '#tests/harness/open-test-database.ts'
import { openTestDesk } from '#tests/harness/open-test-desk.ts'
import { openTestServices } from '#tests/harness/open-test-services.ts'

const database = await openTestDatabase()
const { owner } = openTestServices(database)
const desk = openTestDesk(database)
const nowMs = Date.now()
const reason = 'بازنگری سالانهٔ سیاست'

const admin = (): Promise<TestOperator> => makeOperator(owner, { role: 'admin', nowMs })
const askFor = async (maker: TestOperator, changes: Record<string, unknown>, atMs = nowMs): Promise<string> =>
  (await requestApproval(desk, maker.ctx(atMs), { act: 'policy:change', payload: { changes }, reason })).approvalId
const listChanged = async (approvalId: string) => {
  const { rows } = await owner.query(
    `SELECT actor_id AS "actorId", reason, data FROM audit_event WHERE action = 'policy.changed' AND data ->> 'approvalId' = $1`,
    [approvalId],
  )
  return rows
}

test('one administrator asks, another approves, and the figure holds; the audit names both and each figure before and after', async () => {
  const [one, two] = [await admin(), await admin()]
  const before = await findPolicyOverrides(owner)
  const id = await askFor(one, { reprintsMax: 2, guardLadderSeconds: [600, 1200] })
  expect(await findPolicyOverrides(owner)).toEqual(before)
  expect(await approve(desk, id, { by: two, atMs: nowMs + 1 })).toEqual({ outcome: 'approved', standingUntilMs: null })
  expect(await findPolicyOverrides(owner)).toEqual({ ...before, reprintsMax: 2, guardLadderSeconds: [600, 1200] })
  const differences: PolicyDifference[] = [
    { key: 'guardLadderSeconds', from: defaultPolicy.guardLadderSeconds, to: [600, 1200] },
    { key: 'reprintsMax', from: 3, to: 2 },
  ]
  expect(await listChanged(id)).toEqual([
    { actorId: one.operatorId, reason, data: expect.objectContaining({ checkerId: two.operatorId, differences }) },
  ])
  expect(await readApproval(desk, one.ctx(nowMs + 2), { approvalId: id })).toMatchObject({
    state: 'approved',
    shown: { differences },
    customerId: null,
  })
})

test('a change asked for before another took effect is stale, whichever figure it is about', async () => {
  const [one, two] = [await admin(), await admin()]
  const id = await askFor(one, { driftMaxSteps: 1 })
  await owner.query(
    `INSERT INTO policy (overrides, updated_at) VALUES ('{"smsPartTriesMax": 4}', now())
     ON CONFLICT (singleton) DO UPDATE SET overrides = policy.overrides || EXCLUDED.overrides, updated_at = now() + interval '1 s'`,
  )
  const { changedSince } = await readApproval(desk, two.ctx(nowMs + 1), { approvalId: id })
  expect(changedSince.map(({ fact }) => fact)).toEqual(['updatedAtMs'])
  expect(await wordOf(approve(desk, id, { by: two, atMs: nowMs + 1 }))).toBe('stale')
  expect(await findPolicyOverrides(owner)).not.toHaveProperty('driftMaxSteps')
  expect(await listChanged(id)).toEqual([])
})

test('one change at a time waits, and a rejected one changes nothing', async () => {
  const [one, two] = [await admin(), await admin()]
  const id = await askFor(one, { coolingOffHours: 48 })
  expect(await wordOf(askFor(two, { reprintsMax: 1 }))).toBe('already_asked')
  expect(await wordOf(approve(desk, id, { by: one, atMs: nowMs + 1 }))).toBe('own_request')
  await reject(desk, id, { by: two, atMs: nowMs + 1 })
  expect(await findPolicyOverrides(owner)).not.toHaveProperty('coolingOffHours')
})

test.each([
  ['a figure out of its range', { otpRequestTriesMax: 50 }, 'policy_invalid'],
  ['a figure that is none', { everythingAllowed: 1 }, 'policy_invalid'],
  ['a figure that is so already', { codeLengthSecondDigits: 7 }, 'policy_unchanged'],
  ['nothing', {}, 'policy_unchanged'],
  ['half a figure', { reprintsMax: 1.5 }, 'validation_failed'],
] as const)('%s is not asked for', async (_, changes, word) => {
  expect(await wordOf(askFor(await admin(), changes))).toBe(word)
})

test('nobody but an administrator asks for it or approves it', async () => {
  for (const role of ['support', 'fraud', 'auditor'] as const) {
    const someone = await makeOperator(owner, { role, nowMs })
    expect(await wordOf(askFor(someone, { reprintsMax: 0 }))).toBe('forbidden')
  }
  const [one, two] = [await admin(), await admin()]
  const id = await askFor(one, { reprintsMax: 0 })
  const fraud = await makeOperator(owner, { role: 'fraud', nowMs })
  expect(await wordOf(approve(desk, id, { by: fraud, atMs: nowMs }))).toBe('not_a_checker')
  await expect(readApproval(desk, fraud.ctx(nowMs), { approvalId: id })).rejects.toMatchObject({ code: 'not_found' })
  await reject(desk, id, { by: two, atMs: nowMs })
})

test('the channel server lays no change over the policy but an approved one, once, of two administrators who were signed in', async () => {
  const [one, two] = [await admin(), await admin()]
  const change = (id: string) => desk.pool.query('SELECT change_policy($1)', [id])
  const decide = (id: string, by: string) =>
    desk.pool.query(`UPDATE approval SET state = 'approved', checker_id = $2, decided_at = $3 WHERE id = $1`, [
      id,
      by,
      new Date(nowMs + 1_000),
    ])
  const id = await askFor(one, { activationTokenLifetimeHours: 12 })
  await expect(change(id)).rejects.toThrow(/no approved change/)
  const neverHere = await makeOperator(owner, { role: 'admin', nowMs: nowMs + 86_400_000 })
  await decide(id, neverHere.operatorId)
  await expect(change(id)).rejects.toThrow(/takes two administrators/)
  expect(await findPolicyOverrides(owner)).not.toHaveProperty('activationTokenLifetimeHours')
  const done = await askFor(one, { activationTokenLifetimeHours: 12 })
  await approve(desk, done, { by: two, atMs: nowMs + 1_000 })
  await expect(change(done)).rejects.toThrow(/no approved change/)
  expect(await readApprovalRow(owner, done)).toMatchObject({ state: 'approved', doneAtMs: nowMs + 1_000 })
})

test('the step reads a change of the policy without any customer, and stands for nobody', async () => {
  const maker = await findStaff(owner, (await admin()).operatorId)
  if (!maker) throw new Error('Nobody asks')
  const ctx = (await admin()).ctx(nowMs)
  const subject = await policyStep.read(owner, ctx, { changes: { reprintsMax: 1 } }, maker)
  expect(subject).toMatchObject({ customerId: null, cardId: null, key: 'policy', refusal: null })
})

test('longer sessions revive none that was over by the shorter ones', async () => {
  const [one, two, gone] = [await admin(), await admin(), await admin()]
  const seenAt = new Date(nowMs - 20 * 60_000)
  await owner.query('UPDATE staff_session SET created_at = $2, last_seen_at = $2 WHERE operator_id = $1', [
    gone.operatorId,
    seenAt,
  ])
  const id = await askFor(one, { staffSessionIdleMinutes: 60 })
  await approve(desk, id, { by: two, atMs: nowMs + 1 })
  const longer = { ...desk, policy: () => ({ ...defaultPolicy, staffSessionIdleMinutes: 60 }) }
  await expect(requireOperator(longer, gone.ctx(nowMs + 2))).rejects.toMatchObject({ code: 'unauthenticated' })
  const { rows } = await owner.query('SELECT revoked_reason AS why FROM staff_session WHERE operator_id = $1', [
    gone.operatorId,
  ])
  expect(rows).toEqual([{ why: 'idle' }])
})
