import { expect, test } from 'vitest'
import { permissionTable, roles } from '#domain/operator/permission.ts'
import type { AppError } from '#server/app-error.ts'
import { at } from '#server/database.ts'
import { deactivateDevice } from '#server/devices/deactivate-device.ts'
import { deactivateEnrollment } from '#server/enrollments/deactivate-enrollment.ts'
import { suspendGuard } from '#server/guards/suspend-guard.ts'
import { unlockGuard } from '#server/guards/unlock-guard.ts'
import { unsuspendGuard } from '#server/guards/unsuspend-guard.ts'
import type { RequestContext } from '#server/request-context.ts'
import { makeCustomer, type TestCustomer } from '#tests/harness/make-customer.ts'
import { makeAppEnrollment, makeSmsEnrollment, type TestAppEnrollment } from '#tests/harness/make-enrollment.ts'
import { makeOperator, putInHand } from '#tests/harness/make-operator.ts'
import { openTestDatabase } from '#tests/harness/open-test-database.ts'
import { openTestDesk } from '#tests/harness/open-test-desk.ts'
import { openTestServices } from '#tests/harness/open-test-services.ts'
import { openTestWeb } from '#tests/harness/open-test-web.ts'
import { readAudit } from '#tests/harness/read-audit.ts'
import { readSms } from '#tests/harness/read-sms.ts'

const database = await openTestDatabase()
const { services, owner } = openTestServices(database)
const desk = openTestDesk(database)
const web = openTestWeb(database)
const nowMs = Date.now()
const why = { reason: 'به درخواست مشتری', proof: 'card_and_pin' as const }

type Proof = 'card_and_pin' | 'spoken_answers'
type Scene = { customer: TestCustomer; sms: string; app: TestAppEnrollment; proof?: Proof }

async function openScene(): Promise<Scene> {
  const customer = await makeCustomer(owner, services.keys, { nowMs })
  const sms = await makeSmsEnrollment(owner, customer, { nowMs })
  return { customer, sms, app: await makeAppEnrollment(owner, services.keys, customer, { nowMs }) }
}

const lock = ({ customer }: Scene) =>
  owner.query(
    `UPDATE guard SET app_closed_until = $2, run_count = 0, closing_step = 2, held_count = 100, held_since = $3,
       day_count = 60, day = '2026-01-01', all_closed_until = $2 WHERE id = $1`,
    [customer.card.guardIds.second, at(nowMs + 60_000), at(nowMs)],
  )
const suspendRows = ({ customer }: Scene) =>
  owner.query('UPDATE guard SET suspended_at = $2 WHERE id = $1', [customer.card.guardIds.second, at(nowMs)])

const whyOf = ({ proof = 'card_and_pin' }: Scene) => ({ ...why, proof })
const guardOf = (scene: Scene) => ({
  cardId: scene.customer.card.cardId,
  pinKind: 'second' as const,
  ...whyOf(scene),
})
type Act = {
  permission: keyof typeof permissionTable
  prepare?: (scene: Scene) => Promise<unknown>
  run: (ctx: RequestContext, scene: Scene) => Promise<void>
  actions: string[]
  notices: string[]
}
const acts: Record<string, Act> = {
  suspend: {
    permission: 'guard:suspend',
    run: (ctx, scene) => suspendGuard(desk, ctx, guardOf(scene)),
    actions: ['guard.suspended'],
    notices: ['suspended'],
  },
  unsuspend: {
    permission: 'guard:unsuspend',
    prepare: suspendRows,
    run: (ctx, scene) => unsuspendGuard(desk, ctx, guardOf(scene)),
    actions: ['guard.unsuspended'],
    notices: ['unsuspended'],
  },
  unlock: {
    permission: 'guard:unlock',
    prepare: lock,
    run: (ctx, scene) => unlockGuard(desk, ctx, guardOf(scene)),
    actions: ['guard.unlocked'],
    notices: ['unlocked'],
  },
  'deactivate an enrollment': {
    permission: 'enrollment:deactivate',
    run: (ctx, scene) => deactivateEnrollment(desk, ctx, { enrollmentId: scene.sms, ...whyOf(scene) }),
    actions: ['enrollment.deactivated'],
    notices: ['deactivated'],
  },
  'deactivate a device': {
    permission: 'device:deactivate',
    run: (ctx, scene) => deactivateDevice(desk, ctx, { deviceId: scene.app.deviceId, ...whyOf(scene) }),
    actions: ['device.deactivated', 'enrollment.deactivated'],
    notices: ['device_deactivated'],
  },
}
const each = Object.entries(acts)
const codeOf = (work: Promise<void>): Promise<string> =>
  work.then(
    () => 'done',
    (error: AppError) => error.reason,
  )

const cases = each.flatMap(([name, act]) => roles.map((role) => [name, role, act] as const))
test.each(cases)('%s: role %s may or may not, as the one table says', async (_name, role, act) => {
  const scene = await openScene()
  await act.prepare?.(scene)
  const isBranch = role === 'branch'
  const operator = await makeOperator(owner, { role, branchId: isBranch ? scene.customer.branchId : null, nowMs })
  const proof = role === 'support' ? 'spoken_answers' : 'card_and_pin'
  const outcome = await codeOf(act.run(operator.ctx(nowMs + 1), { ...scene, proof }))
  const mayDo = permissionTable[act.permission][role].answer === 'yes'
  expect(outcome).toBe(mayDo ? 'done' : 'forbidden')
  const rows = await readAudit(owner, scene.customer.customerId)
  expect(rows.map(({ action }) => action).sort()).toEqual(mayDo ? act.actions : [])
  for (const row of rows)
    expect(row).toMatchObject({ actorKind: 'operator', actorId: operator.operatorId, ...why, proof })
  const mobile = scene.customer.mobile ?? ''
  const notices = (await readSms(owner, database, { mobile })).map(({ noticeKind }) => noticeKind)
  expect(notices).toEqual(mayDo ? act.notices : [])
})

const byBranch = each.filter(([, { permission }]) => permissionTable[permission].branch.answer === 'yes')
test.each(byBranch)(
  '%s: another branch’s customer is out of reach until they come with a reason, and what ends something takes a code then',
  async (name, act) => {
    const scene = await openScene()
    await act.prepare?.(scene)
    const elsewhere = await makeCustomer(owner, services.keys, { nowMs })
    const { ctx, operatorId } = await makeOperator(owner, { role: 'branch', branchId: elsewhere.branchId, nowMs })
    expect(await codeOf(act.run(ctx(nowMs + 1), scene))).toBe('not_found')
    const { customerId } = scene.customer
    await putInHand(owner, { operatorId, customerId, reason: 'سفر', untilMs: nowMs + 60_000 })
    expect(await codeOf(act.run(ctx(nowMs + 60_000), scene))).toBe('not_found')
    const isEnd = name.startsWith('deactivate')
    expect(await codeOf(act.run(ctx(nowMs + 1), scene))).toBe(isEnd ? 'foreign_customer' : 'done')
  },
)

test.each([
  ['suspend', 'already_suspended'],
  ['unsuspend', 'not_suspended'],
  ['unlock', 'not_locked'],
  ['deactivate an enrollment', 'enrollment_deactivated'],
  ['deactivate a device', 'device_deactivated'],
])('%s: the second time is told that it was done', async (name, reason) => {
  const act = acts[name]
  if (!act) throw new Error('no such act')
  const scene = await openScene()
  await act.prepare?.(scene)
  const { ctx } = await makeOperator(owner, { role: 'fraud', nowMs })
  const outcomes = await Promise.all([1, 2, 3].map(() => codeOf(act.run(ctx(nowMs + 1), scene))))
  expect(outcomes.sort()).toEqual([reason, reason, 'done'].sort())
  expect(await readAudit(owner, scene.customer.customerId)).toHaveLength(act.actions.length)
})

test.each(['', 'x'])('an act without a reason worth the name is refused', async (reason) => {
  const scene = await openScene()
  const { ctx } = await makeOperator(owner, { role: 'fraud', nowMs })
  expect(await codeOf(suspendGuard(desk, ctx(nowMs), { ...guardOf(scene), reason }))).toBe('validation_failed')
  const act = { enrollmentId: scene.sms, proof: why.proof, reason }
  expect(await codeOf(deactivateEnrollment(desk, ctx(nowMs), act))).toBe('validation_failed')
})

test.each(['branch', 'fraud'] as const)('%s unlocks only with a proof that is enough for it', async (role) => {
  const scene = await openScene()
  await lock(scene)
  const branchId = role === 'branch' ? scene.customer.branchId : null
  const { ctx } = await makeOperator(owner, { role, branchId, nowMs })
  const { proof: _proof, ...unproved } = guardOf(scene)
  const tryWith = (proof?: string) => codeOf(unlockGuard(desk, ctx(nowMs), { ...unproved, proof } as never))
  for (const proof of [undefined, '', 'کارت ملی دیده شد', 'spoken_answers'])
    expect(await tryWith(proof)).toBe('validation_failed')
  if (role === 'branch') {
    for (const proof of ['identity_document', 'not_present']) expect(await tryWith(proof)).toBe('validation_failed')
  }
  for (const proof of ['app_code', 'sms_code']) expect(await tryWith(proof)).toBe('proof_needed')
  expect(await tryWith('card_and_pin')).toBe('done')
})

const enrollmentsOf = async ({ sms, app }: Scene) => {
  const { rows } = await owner.query('SELECT status FROM enrollment WHERE id = ANY($1) ORDER BY method', [
    [sms, app.enrollmentId],
  ])
  return rows.map(({ status }) => status)
}

test('a suspension stops both methods of its PIN, and lifting it brings both back; the guard moves each time', async () => {
  const scene = await openScene()
  const { ctx } = await makeOperator(owner, { role: 'fraud', nowMs })
  const version = async () =>
    (await owner.query('SELECT version FROM guard WHERE id = $1', [scene.customer.card.guardIds.second])).rows[0]
      .version
  const before = await version()
  await suspendGuard(desk, ctx(nowMs), guardOf(scene))
  expect(await enrollmentsOf(scene)).toEqual(['suspended', 'suspended'])
  const between = await version()
  expect(between).toBeGreaterThan(before)
  await unsuspendGuard(desk, ctx(nowMs), guardOf(scene))
  expect(await enrollmentsOf(scene)).toEqual(['active', 'active'])
  expect(await version()).toBeGreaterThan(between)
})

test('unlocking opens everything and starts every count anew', async () => {
  const scene = await openScene()
  await lock(scene)
  const { ctx } = await makeOperator(owner, { role: 'fraud', nowMs })
  await unlockGuard(desk, ctx(nowMs), guardOf(scene))
  const { rows } = await owner.query(
    `SELECT run_count, held_count, day_count, closing_step, app_closed_until, all_closed_until, held_since
     FROM guard WHERE id = $1`,
    [scene.customer.card.guardIds.second],
  )
  const closed = { app_closed_until: null, all_closed_until: null, held_since: null }
  expect(rows).toEqual([{ run_count: 0, held_count: 0, day_count: 0, closing_step: 0, ...closed }])
})

test('the database refuses the web process whatever the acts are made of', async () => {
  const { customer, app } = await openScene()
  const refused = [
    `UPDATE guard SET suspended_at = NULL WHERE id = '${customer.card.guardIds.second}'`,
    `UPDATE enrollment SET status = 'active' WHERE id = '${app.enrollmentId}'`,
    `UPDATE guard SET card_status = 'active' WHERE id = '${customer.card.guardIds.second}'`,
    `UPDATE enrollment SET activated_at = now() WHERE id = '${app.enrollmentId}'`,
    `UPDATE activation SET last_time_step = 0 WHERE id = '${app.activationId}'`,
    `UPDATE device SET signing_key = '{}' WHERE id = '${app.deviceId}'`,
    'INSERT INTO enrollment SELECT * FROM enrollment',
    'SELECT sealed FROM enrollment_secret',
    'SELECT receipt_sealed FROM activation_token_secret',
    'SELECT fingerprint FROM card_fingerprint',
    'SELECT code_mac FROM otp_code',
    'SELECT sealed FROM sms_body',
    'SELECT at FROM wrong_token_try',
    'DELETE FROM audit_event',
  ]
  for (const statement of refused) await expect(web.pool.query(statement)).rejects.toThrow(/permission denied/)
})
