import { expect, test } from 'vitest'
import { DAY_MS } from '#domain/calendar/day.ts'
import type { ApprovalAct } from '#domain/operator/approval.ts'
import { decideApproval } from '#server/approvals/decide-approval.ts'
import { expireApprovals } from '#server/approvals/expire-approvals.ts'
import { withdrawApproval } from '#server/approvals/withdraw-approval.ts'
import {
  approve,
  ask,
  no,
  openScene,
  readApprovalRow,
  reject,
  type Scene,
  why,
  wordOf,
} from '#tests/harness/approval-fixture.ts'
import { makeCustomer } from '#tests/harness/make-customer.ts'
import { makeOperator, signInAgain } from '#tests/harness/make-operator.ts'
import { openTestDatabase } from '#tests/harness/open-test-database.ts'
import { openTestDesk } from '#tests/harness/open-test-desk.ts'
import { openTestServices } from '#tests/harness/open-test-services.ts'
import { openTestWorker } from '#tests/harness/open-test-worker.ts'
import { readActions, readAudit } from '#tests/harness/read-audit.ts'
import { readSms } from '#tests/harness/read-sms.ts'

const database = await openTestDatabase()
const { services, owner } = openTestServices(database)
const desk = openTestDesk(database)
const worker = openTestWorker(database, services.institution)

type Event = (scene: Scene, approvalId: string, atMs: number) => Promise<string>
const events: Record<string, Event> = {
  approve: (scene, id, atMs) => wordOf(approve(desk, id, { by: scene.fraud, atMs })),
  reject: (scene, id, atMs) => wordOf(reject(desk, id, { by: scene.fraud, atMs })),
  withdraw: ({ maker }, approvalId, atMs) => wordOf(withdrawApproval(desk, maker.ctx(atMs), { approvalId })),
  expire: async (_scene, approvalId, atMs) => {
    await expireApprovals(worker, atMs + DAY_MS)
    return String((await readApprovalRow(owner, approvalId)).state)
  },
}
const endOf = { approve: 'approved', reject: 'rejected', withdraw: 'withdrawn', expire: 'expired' } as const
const names = Object.keys(endOf) as (keyof typeof endOf)[]

test.each(names)(
  'an open request ends by %s, once, with its audit row, and stays so whatever comes after',
  async (first) => {
    const scene = await openScene(owner, services)
    const { customerId } = scene.customer
    const id = await ask(desk, scene)
    const atMs = scene.nowMs + 1_000
    await events[first]?.(scene, id, atMs)
    expect(await readApprovalRow(owner, id)).toMatchObject({ state: endOf[first] })
    const actions = await readActions(owner, customerId)
    expect(actions.filter((action) => action.startsWith('approval.')).sort()).toEqual(
      ['approval.requested', `approval.${endOf[first]}`].sort(),
    )
    const row = await readApprovalRow(owner, id)
    for (const later of names.filter((name) => name !== first)) {
      const said = await events[later]?.(scene, id, atMs + 1_000)
      expect(said, later).toBe(later === 'expire' ? endOf[first] : 'already_decided')
      expect(await readApprovalRow(owner, id)).toEqual(row)
    }
    expect(await readActions(owner, customerId)).toEqual(actions)
  },
)

const acts: [ApprovalAct, string[], string, string][] = [
  ['device:deactivate', ['device.deactivated', 'enrollment.deactivated'], 'device_deactivated', 'device'],
  ['enrollment:deactivate', ['enrollment.deactivated'], 'deactivated', 'enrollment'],
  ['guard:unlock', ['guard.unlocked'], 'unlocked', 'guard'],
]
const statusOf = async ({ customer, smsEnrollmentId, app }: Scene) => {
  const { rows } = await owner.query(
    `SELECT (SELECT status FROM device WHERE id = $1) AS device, (SELECT status FROM enrollment WHERE id = $2) AS enrollment,
       (SELECT CASE WHEN app_closed_until IS NULL THEN 'open' ELSE 'closed' END FROM guard WHERE id = $3) AS guard`,
    [app.deviceId, smsEnrollmentId, customer.card.guardIds.second],
  )
  return rows[0]
}

test.each(acts)(
  '%s: approved, it is done at once in the maker’s name, with the checker beside it, and the customer is told',
  async (act, actions, notice, subject) => {
    const scene = await openScene(owner, services)
    const id = await ask(desk, scene, act)
    const before = await statusOf(scene)
    expect(await approve(desk, id, { by: scene.teller, atMs: scene.nowMs + 5 })).toEqual({
      outcome: 'approved',
      standingUntilMs: null,
    })
    const after = await statusOf(scene)
    expect(after[subject]).not.toBe(before[subject])
    expect(await readApprovalRow(owner, id)).toMatchObject({
      state: 'approved',
      checkerId: scene.teller.operatorId,
      doneAtMs: scene.nowMs + 5,
    })
    const rows = await readAudit(owner, scene.customer.customerId)
    const done = rows.filter(({ action }) => !action.startsWith('approval.'))
    expect(done.map(({ action }) => action).sort()).toEqual(actions)
    for (const row of done) {
      expect(row).toMatchObject({ actorId: scene.maker.operatorId, ...why })
      expect(row.data).toMatchObject({ approvalId: id, checkerId: scene.teller.operatorId, checkerRole: 'branch' })
    }
    const approved = rows.find(({ action }) => action === 'approval.approved')
    expect(approved).toMatchObject({ actorId: scene.teller.operatorId })
    expect(approved?.data).toMatchObject({ act, makerId: scene.maker.operatorId })
    const sms = await readSms(owner, database, { mobile: scene.customer.mobile ?? '' })
    expect(sms.map(({ noticeKind }) => noticeKind)).toEqual([notice])
  },
)

test('a rejection does nothing to the record, and keeps its reason', async () => {
  const scene = await openScene(owner, services)
  const id = await ask(desk, scene)
  const before = await statusOf(scene)
  expect(await reject(desk, id, { by: scene.fraud, atMs: scene.nowMs + 1 })).toEqual({ outcome: 'rejected' })
  expect(await statusOf(scene)).toEqual(before)
  expect(await readApprovalRow(owner, id)).toMatchObject({ state: 'rejected', decisionReason: no, doneAtMs: null })
  const rows = await readAudit(owner, scene.customer.customerId)
  expect(rows.find(({ action }) => action === 'approval.rejected')).toMatchObject({ reason: no })
  expect(await readSms(owner, database, { mobile: scene.customer.mobile ?? '' })).toEqual([])
})

test.each(['', 'ن'])('a rejection without a reason worth the name is refused', async (reason) => {
  const scene = await openScene(owner, services)
  const approvalId = await ask(desk, scene)
  const input = { approvalId, decision: 'reject' as const, reason }
  expect(await wordOf(decideApproval(desk, scene.fraud.ctx(scene.nowMs), input))).toBe('validation_failed')
  expect(await readApprovalRow(owner, approvalId)).toMatchObject({ state: 'open' })
})

test('the same answer of the same person twice is answered alike and done once; another hears who decided, and when', async () => {
  const scene = await openScene(owner, services)
  const id = await ask(desk, scene)
  const atMs = scene.nowMs + 10
  const first = await approve(desk, id, { by: scene.fraud, atMs })
  expect(await approve(desk, id, { by: scene.fraud, atMs: atMs + 5 })).toEqual(first)
  expect(await wordOf(reject(desk, id, { by: scene.fraud, atMs: atMs + 5 }))).toBe('already_decided')
  await expect(approve(desk, id, { by: scene.teller, atMs: atMs + 5 })).rejects.toMatchObject({
    reason: 'already_decided',
    fields: { state: 'approved', checkerName: 'کاربر آزمون', decidedAtMs: atMs },
  })
  const actions = await readActions(owner, scene.customer.customerId)
  expect(actions.filter((action) => action === 'device.deactivated')).toHaveLength(1)
})

test('nobody approves or rejects what they asked for themselves, and the try is recorded', async () => {
  const scene = await openScene(owner, services)
  const { nowMs } = scene
  const id = await ask(desk, scene)
  await owner.query(`UPDATE operator SET role = 'fraud' WHERE id = $1`, [scene.maker.operatorId])
  // With the role the session went.
  const maker = await signInAgain(owner, scene.maker.operatorId, nowMs)
  expect(await wordOf(approve(desk, id, { by: maker, atMs: nowMs }))).toBe('own_request')
  expect(await wordOf(reject(desk, id, { by: maker, atMs: nowMs }))).toBe('own_request')
  expect(await readApprovalRow(owner, id)).toMatchObject({ state: 'open' })
  const { rows } = await owner.query(
    `SELECT subject_id AS act FROM audit_event WHERE actor_id = $1 AND action = 'permission.denied'`,
    [maker.operatorId],
  )
  expect(rows).toEqual([{ act: 'device:deactivate' }, { act: 'device:deactivate' }])
})

test('a branch decides on its own customers alone; another branch’s request is not there for it', async () => {
  const scene = await openScene(owner, services)
  const id = await ask(desk, scene)
  const { branchId } = await makeCustomer(owner, services.keys, { nowMs: scene.nowMs })
  const elsewhere = await makeOperator(owner, { role: 'branch', branchId, nowMs: scene.nowMs })
  expect(await wordOf(approve(desk, id, { by: elsewhere, atMs: scene.nowMs }))).toBe('not_found')
  expect(await wordOf(reject(desk, id, { by: elsewhere, atMs: scene.nowMs }))).toBe('not_found')
  expect(await wordOf(approve(desk, id, { by: scene.teller, atMs: scene.nowMs }))).toBe('approved')
})

test.each(['support', 'auditor', 'admin'] as const)('%s decides on no act on a customer', async (role) => {
  const scene = await openScene(owner, services)
  const id = await ask(desk, scene)
  const by = await makeOperator(owner, { role, nowMs: scene.nowMs })
  expect(await wordOf(approve(desk, id, { by, atMs: scene.nowMs }))).toBe('not_a_checker')
  expect(await readApprovalRow(owner, id)).toMatchObject({ state: 'open' })
})

test('a request is decided until its last millisecond and not after, though nobody swept it', async () => {
  const scene = await openScene(owner, services)
  const [device, enrollment] = [await ask(desk, scene), await ask(desk, scene, 'enrollment:deactivate')]
  await owner.query('UPDATE staff_session SET created_at = $2, last_seen_at = $2 WHERE operator_id = $1', [
    scene.fraud.operatorId,
    new Date(scene.nowMs + DAY_MS - 1),
  ])
  expect(await wordOf(approve(desk, device, { by: scene.fraud, atMs: scene.nowMs + DAY_MS - 1 }))).toBe('approved')
  expect(await wordOf(approve(desk, enrollment, { by: scene.fraud, atMs: scene.nowMs + DAY_MS }))).toBe('expired')
  expect(await readApprovalRow(owner, enrollment)).toMatchObject({ state: 'expired', checkerId: null })
  expect(await statusOf(scene)).toMatchObject({ device: 'deactivated', enrollment: 'active' })
  expect(await readActions(owner, scene.customer.customerId)).toContain('approval.expired')
})

test('only its maker withdraws a request, and twice is once', async () => {
  const scene = await openScene(owner, services)
  const { maker, fraud, nowMs } = scene
  const approvalId = await ask(desk, scene)
  expect(await wordOf(withdrawApproval(desk, fraud.ctx(nowMs), { approvalId }))).toBe('not_found')
  for (let press = 0; press < 2; press++)
    expect(await wordOf(withdrawApproval(desk, maker.ctx(nowMs + 1), { approvalId }))).toBe('done')
  const actions = await readActions(owner, scene.customer.customerId)
  expect(actions.filter((action) => action === 'approval.withdrawn')).toHaveLength(1)
})
