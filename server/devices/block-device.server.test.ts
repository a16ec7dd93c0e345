import { expect, test } from 'vitest'
import { roles } from '#domain/operator/permission.ts'
import { blockDevice } from '#server/devices/block-device.ts'
import { deactivateDevice } from '#server/devices/deactivate-device.ts'
import { makeCustomer } from '#tests/harness/make-customer.ts'
import { makeAppEnrollment } from '#tests/harness/make-enrollment.ts'
import { makeOperator } from '#tests/harness/make-operator.ts'
import { openTestDatabase } from '#tests/harness/open-test-database.ts'
import { openTestDesk } from '#tests/harness/open-test-desk.ts'
import { openTestServices } from '#tests/harness/open-test-services.ts'
import { readAudit } from '#tests/harness/read-audit.ts'
import { readSms } from '#tests/harness/read-sms.ts'
import { startTestChannel } from '#tests/harness/test-channel.ts'

const database = await openTestDatabase()
const { services, owner } = openTestServices(database)
const channel = startTestChannel(database)
const desk = openTestDesk(database)
const why = { reason: 'چند کارت روی یک گوشی', proof: 'not_present' as const }

async function openScene() {
  const nowMs = Date.now()
  const customer = await makeCustomer(owner, services.keys, { nowMs })
  const app = await makeAppEnrollment(owner, services.keys, customer, { nowMs })
  const { ctx, operatorId } = await makeOperator(owner, { role: 'fraud', nowMs })
  const act = { deviceId: app.deviceId, ...why }
  return { customer, app, operatorId, act, ctx, block: () => blockDevice(desk, ctx(Date.now()), act) }
}

const statusOf = async (deviceId: string) =>
  (await owner.query('SELECT status, ended_reason AS reason FROM device WHERE id = $1', [deviceId])).rows

test('a blocked device ends with all it holds, recorded and told, and its codes are known for what they are', async () => {
  const { customer, app, operatorId, block } = await openScene()
  await block()
  expect(await statusOf(app.deviceId)).toEqual([{ status: 'blocked', reason: why.reason }])
  const { rows } = await owner.query(
    `SELECT a.ended_reason AS binding, e.status, e.deactivated_reason AS why FROM activation a
       JOIN enrollment e ON e.id = a.enrollment_id WHERE a.id = $1`,
    [app.activationId],
  )
  expect(rows).toEqual([{ binding: 'device_blocked', status: 'deactivated', why: 'device_blocked' }])
  const audit = await readAudit(owner, customer.customerId)
  expect(audit.map(({ action }) => action).sort()).toEqual(['device.blocked', 'enrollment.deactivated'])
  for (const row of audit) expect(row).toMatchObject({ actorId: operatorId, ...why })
  const notices = await readSms(owner, database, { mobile: customer.mobile ?? '' })
  expect(notices.map(({ noticeKind }) => noticeKind)).toEqual(['device_blocked'])

  const body = {
    pan: customer.card.pan.reveal(),
    pinKind: 'second',
    code: app.codeAt(Date.now()),
    processType: 'balance_inquiry',
    payee: { merchantId: 'm1', terminalId: 't1' },
  }
  const { verificationId } = (await channel.call('gateway', 'POST', '/v1/gateway/verifications', body)).body
  const verdicts = await owner.query('SELECT reason FROM verification WHERE id = $1', [verificationId])
  expect(verdicts.rows).toEqual([{ reason: 'device_blocked' }])
})

test.each(roles.filter((role) => role !== 'fraud'))(
  'role %s blocks nothing, and the denial is recorded',
  async (role) => {
    const { customer, app, act } = await openScene()
    const branchId = role === 'branch' ? customer.branchId : null
    const { ctx, operatorId } = await makeOperator(owner, { role, branchId, nowMs: Date.now() })
    for (const proof of ['not_present', 'card_and_pin'] as const) {
      await expect(blockDevice(desk, ctx(Date.now()), { ...act, proof })).rejects.toMatchObject({ code: 'forbidden' })
    }
    expect(await statusOf(app.deviceId)).toEqual([{ status: 'active', reason: null }])
    const { rows } = await owner.query(
      `SELECT count(*) FROM audit_event WHERE actor_id = $1 AND action = 'permission.denied'`,
      [operatorId],
    )
    expect(rows).toEqual([{ count: 2 }])
  },
)

test('blocked is final: five at once block once, and neither it nor what was deactivated is ended again', async () => {
  const { customer, act, ctx, block } = await openScene()
  const outcomes = await Promise.allSettled(Array.from({ length: 5 }, block))
  expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
  await expect(deactivateDevice(desk, ctx(Date.now()), act)).rejects.toMatchObject({ reason: 'device_blocked' })
  const blocked = (await readAudit(owner, customer.customerId)).filter(({ action }) => action === 'device.blocked')
  expect(blocked).toHaveLength(1)

  const lost = await openScene()
  await deactivateDevice(desk, lost.ctx(Date.now()), lost.act)
  await expect(lost.block()).rejects.toMatchObject({ reason: 'device_deactivated' })
})
