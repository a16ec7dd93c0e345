import { expect, test } from 'vitest'
import { at } from '#server/database.ts'
import { deactivateDevice } from '#server/devices/deactivate-device.ts'
import { suspendGuard } from '#server/guards/suspend-guard.ts'
import { makeCustomer, type TestCustomer } from '#tests/harness/make-customer.ts'
import { makeAppEnrollment } from '#tests/harness/make-enrollment.ts'
import { makeOperator, type TestOperator } from '#tests/harness/make-operator.ts'
import { openTestDatabase } from '#tests/harness/open-test-database.ts'
import { openTestDesk } from '#tests/harness/open-test-desk.ts'
import { openTestServices } from '#tests/harness/open-test-services.ts'
import { askForProof, checkProofCode, proveByApp } from '#tests/harness/prove.ts'
import { readAudit } from '#tests/harness/read-audit.ts'
import { startTestChannel } from '#tests/harness/test-channel.ts'
import { waitForYoungMinute } from '#tests/harness/young-minute.ts'

const database = await openTestDatabase()
const { services, owner } = openTestServices(database)
const channel = startTestChannel(database)
const desk = openTestDesk(database)
const minuteMs = 60_000

async function openScene() {
  const nowMs = Date.now()
  const customer = await makeCustomer(owner, services.keys, { nowMs })
  const app = await makeAppEnrollment(owner, services.keys, customer, { nowMs })
  const operator = await makeOperator(owner, { role: 'support', nowMs })
  return { customer, app, operator }
}

const pay = async ({ card }: TestCustomer, code: string) => {
  const body = {
    pan: card.pan.reveal(),
    pinKind: 'second',
    code,
    processType: 'balance_inquiry',
    payee: { merchantId: 'm1', terminalId: 't1' },
  }
  return (await channel.call('gateway', 'POST', '/v1/gateway/verifications', body)).body
}
const suspension = ({ card }: TestCustomer, proof: 'app_code' | 'sms_code' = 'app_code') => ({
  cardId: card.cardId,
  pinKind: 'second' as const,
  reason: 'گوشی دزدیده شد',
  proof,
})
const suspend = (operator: TestOperator, customer: TestCustomer, atMs = Date.now()) =>
  suspendGuard(desk, operator.ctx(atMs), suspension(customer)).then(
    () => 'done',
    (error: { reason: string }) => error.reason,
  )
test('a code of the app proves, is used up by it, and pays nothing any more', async () => {
  await waitForYoungMinute()
  const { customer, app, operator } = await openScene()
  const { customerId } = customer
  const code = app.codeAt(Date.now())
  await proveByApp(channel, operator, { customerId, code })
  expect((await pay(customer, code)).outcome).toBe('rejected')
  const again = await askForProof(channel, operator, { customerId, level: 'app_code' })
  expect((await checkProofCode(channel, operator, { proofId: again.body.proofId, code })).body.code).toBe(
    'code_already_used',
  )
  expect((await pay(customer, app.codeAt(Date.now() + minuteMs))).outcome).toBe('accepted')
})

test('of one code used to pay and to prove at once, only one is done', async () => {
  for (let round = 0; round < 6; round++) {
    await waitForYoungMinute()
    const { customer, app, operator } = await openScene()
    const code = app.codeAt(Date.now())
    const { body } = await askForProof(channel, operator, { customerId: customer.customerId, level: 'app_code' })
    const [paid, proved] = await Promise.all([
      pay(customer, code),
      checkProofCode(channel, operator, { proofId: body.proofId, code }),
    ])
    expect([paid.outcome === 'accepted', proved.status === 200].filter(Boolean)).toHaveLength(1)
  }
})

test('it proves while app codes are closed, moves no count of the guard, and wrong ones close nothing', async () => {
  await waitForYoungMinute()
  const { customer, app, operator } = await openScene()
  const guard = async () =>
    (
      await owner.query(
        'SELECT run_count, held_count, day_count, app_closed_until, closing_step FROM guard WHERE id = $1',
        [customer.card.guardIds.second],
      )
    ).rows
  await owner.query('UPDATE guard SET app_closed_until = $2, run_count = 1 WHERE id = $1', [
    customer.card.guardIds.second,
    at(Date.now() + 10 * minuteMs),
  ])
  const before = await guard()
  const { body } = await askForProof(channel, operator, { customerId: customer.customerId, level: 'app_code' })
  expect((await checkProofCode(channel, operator, { proofId: body.proofId, code: '1' })).body.code).toBe('invalid_code')
  const code = app.codeAt(Date.now())
  expect((await checkProofCode(channel, operator, { proofId: body.proofId, code })).status).toBe(200)
  expect(await guard()).toEqual(before)
})

test('a code of a clock that is off is told as such and costs no try; it is not a proof', async () => {
  await waitForYoungMinute()
  const { customer, app, operator } = await openScene()
  const { body } = await askForProof(channel, operator, { customerId: customer.customerId, level: 'app_code' })
  for (let time = 0; time < 4; time++) {
    const code = app.codeAt(Date.now() + 5 * minuteMs)
    expect((await checkProofCode(channel, operator, { proofId: body.proofId, code })).body.code).toBe(
      'app_code_drifted',
    )
  }
  expect(await suspend(operator, customer)).toBe('proof_needed')
})

test.each([
  ['suspended', `UPDATE enrollment SET status = 'suspended' WHERE id = $1`],
  ['ended', `UPDATE enrollment SET status = 'deactivated', deactivated_at = now() WHERE id = $1`],
])('an app that was %s proves nobody', async (_word, statement) => {
  const { customer, app, operator } = await openScene()
  const asked = { customerId: customer.customerId, level: 'app_code' } as const
  const { body } = await askForProof(channel, operator, asked)
  await owner.query(statement, [app.enrollmentId])
  const checked = await checkProofCode(channel, operator, { proofId: body.proofId, code: app.codeAt(Date.now()) })
  expect(checked.body.code).toBe('invalid_code')
  expect((await askForProof(channel, operator, asked)).body.code).toBe('no_app_in_use')
})

test('another customer’s app proves nobody but its own customer', async () => {
  const [scene, other] = [await openScene(), await openScene()]
  const { body } = await askForProof(channel, scene.operator, {
    customerId: scene.customer.customerId,
    level: 'app_code',
  })
  const code = other.app.codeAt(Date.now())
  expect((await checkProofCode(channel, scene.operator, { proofId: body.proofId, code })).body.code).toBe(
    'invalid_code',
  )
})

test('an act takes the proof of its own operator and customer while it holds, and its audit row names it', async () => {
  await waitForYoungMinute()
  const { customer, app, operator } = await openScene()
  const { customerId } = customer
  expect(await suspend(operator, customer)).toBe('proof_needed')
  const proofId = await proveByApp(channel, operator, { customerId, code: app.codeAt(Date.now()) })

  const colleague = await makeOperator(owner, { role: 'support', nowMs: Date.now() })
  expect(await suspend(colleague, customer)).toBe('proof_needed')
  const stranger = (await openScene()).customer
  expect(await suspend(operator, stranger)).toBe('proof_needed')
  expect(await suspend(operator, customer, Date.now() + 10 * minuteMs)).toBe('proof_needed')
  const bySms = suspendGuard(desk, operator.ctx(Date.now()), suspension(customer, 'sms_code'))
  await expect(bySms).rejects.toMatchObject({ reason: 'proof_needed' })

  expect(await suspend(operator, customer)).toBe('done')
  const row = (await readAudit(owner, customerId)).find(({ action }) => action === 'guard.suspended')
  expect(row).toMatchObject({ proof: 'app_code', data: { proofId } })
})

test('on an installation that two customers share the proof of either is enough, and of nobody else', async () => {
  await waitForYoungMinute()
  const { customer, app } = await openScene()
  const nowMs = Date.now()
  const sharer = await makeCustomer(owner, services.keys, { nowMs, mobile: customer.mobile ?? '' })
  const theirs = await makeAppEnrollment(owner, services.keys, sharer, { nowMs })
  const stranger = await openScene()
  const analyst = await makeOperator(owner, { role: 'fraud', nowMs })
  const act = { deviceId: app.deviceId, reason: 'گوشی گم شد', proof: 'app_code' } as const
  const end = () => deactivateDevice(desk, analyst.ctx(Date.now()), act)
  await proveByApp(channel, analyst, {
    customerId: stranger.customer.customerId,
    code: stranger.app.codeAt(Date.now()),
  })
  await expect(end()).rejects.toMatchObject({ reason: 'proof_needed' })
  await proveByApp(channel, analyst, { customerId: sharer.customerId, code: theirs.codeAt(Date.now()) })
  await end()
})
