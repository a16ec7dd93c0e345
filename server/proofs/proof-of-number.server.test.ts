import { expect, test } from 'vitest'
import { suspendGuard } from '#server/guards/suspend-guard.ts'
import { makeCustomer } from '#tests/harness/make-customer.ts'
import { makeAppEnrollment } from '#tests/harness/make-enrollment.ts'
import { makeOperator } from '#tests/harness/make-operator.ts'
import { openTestDatabase } from '#tests/harness/open-test-database.ts'
import { openTestDesk } from '#tests/harness/open-test-desk.ts'
import { openTestServices } from '#tests/harness/open-test-services.ts'
import { askForProof, checkProofCode, proveByApp } from '#tests/harness/prove.ts'
import { readLatestCode } from '#tests/harness/read-sms.ts'
import { startTestChannel } from '#tests/harness/test-channel.ts'

const database = await openTestDatabase()
const { services, owner } = openTestServices(database)
const channel = startTestChannel(database)
const desk = openTestDesk(database)

async function openScene() {
  const nowMs = Date.now()
  const customer = await makeCustomer(owner, services.keys, { nowMs })
  const operator = await makeOperator(owner, { role: 'support', nowMs })
  const { customerId, card } = customer
  const ask = () => askForProof(channel, operator, { customerId, level: 'sms_code' })
  const code = () => readLatestCode(owner, database, { mobile: customer.mobile ?? '', template: 'proof_code' })
  const check = (proofId: string, typed: string) => checkProofCode(channel, operator, { proofId, code: typed })
  const suspend = (proof: 'sms_code' | 'app_code') => {
    const act = { cardId: card.cardId, pinKind: 'second', reason: 'گوشی دزدیده شد', proof } as const
    return suspendGuard(desk, operator.ctx(Date.now()), act).then(
      () => 'done',
      (error: { reason: string }) => error.reason,
    )
  }
  const moveTo = (mobile: string | null) =>
    owner.query('UPDATE customer SET mobile = $2 WHERE id = $1', [customerId, mobile])
  return { customer, operator, ask, code, check, suspend, moveTo }
}

const coolOff = (customerId: string) =>
  owner.query(`UPDATE customer SET cooling_off_until = now() + interval '1 day' WHERE id = $1`, [customerId])

test.each(['+989120000000', null])(
  'a code passed from the former number proves nobody once the number on file is %s',
  async (mobile) => {
    const { ask, code, check, suspend, moveTo } = await openScene()
    const { body } = await ask()
    expect((await check(body.proofId, await code())).status).toBe(200)
    await moveTo(mobile)
    expect(await suspend('sms_code')).toBe('proof_needed')
  },
)

test('a code that was sent to the former number is not taken any more', async () => {
  const { ask, code, check, moveTo } = await openScene()
  const { body } = await ask()
  const sent = await code()
  await moveTo('+989120000000')
  expect((await check(body.proofId, sent)).body.code).toBe('superseded')
})

test('a code of the app that was passed before the number changed proves nobody after it', async () => {
  const { customer, operator, suspend, moveTo } = await openScene()
  const { codeAt } = await makeAppEnrollment(owner, services.keys, customer, { nowMs: Date.now() })
  await proveByApp(channel, operator, { customerId: customer.customerId, code: codeAt(Date.now()) })
  await moveTo('+989120000000')
  expect(await suspend('app_code')).toBe('proof_needed')
})

test('a proof holds on while the number stays what it was', async () => {
  const { customer, ask, code, check, suspend, moveTo } = await openScene()
  const { body } = await ask()
  await check(body.proofId, await code())
  await moveTo(customer.mobile)
  expect(await suspend('sms_code')).toBe('done')
})

test('a number that changed and changed back proves by no code that was passed before, as by none at all while it cools off', async () => {
  const { customer, ask, code, check, suspend, moveTo } = await openScene()
  const { body } = await ask()
  await check(body.proofId, await code())
  await moveTo('+989120000000')
  await moveTo(customer.mobile)
  await coolOff(customer.customerId)
  expect(await suspend('sms_code')).toBe('proof_needed')
})

test('a code sent before a number changed and changed back is not taken', async () => {
  const { customer, ask, code, check, moveTo } = await openScene()
  const { body } = await ask()
  const sent = await code()
  await moveTo(customer.mobile)
  await coolOff(customer.customerId)
  expect((await check(body.proofId, sent)).body.code).toBe('superseded')
})

test('what number a proof is of is not changed', async () => {
  const { ask } = await openScene()
  const { body } = await ask()
  const moved = owner.query(`UPDATE proof SET mobile = '+989120000000' WHERE id = $1`, [body.proofId])
  await expect(moved).rejects.toThrow(/not changed/)
})
