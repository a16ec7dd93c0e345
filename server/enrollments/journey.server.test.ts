import { expect, test } from 'vitest'
import { suspendGuard } from '#server/guards/suspend-guard.ts'
import { unsuspendGuard } from '#server/guards/unsuspend-guard.ts'
import { makeCustomer, type TestCustomer } from '#tests/harness/make-customer.ts'
import { makeOperator } from '#tests/harness/make-operator.ts'
import { openTestDatabase } from '#tests/harness/open-test-database.ts'
import { openTestDesk } from '#tests/harness/open-test-desk.ts'
import { openTestServices } from '#tests/harness/open-test-services.ts'
import { readLatestCode } from '#tests/harness/read-sms.ts'
import { startTestChannel } from '#tests/harness/test-channel.ts'
import { activate, codeOf, installPhone, issueToken } from '#tests/harness/test-phone.ts'

const database = await openTestDatabase()
const { services, owner } = openTestServices(database)
const desk = openTestDesk(database)
const channel = startTestChannel(database, { policy: { registrationsPerAddressPerTenMinutesMax: 1000 } })
const fixture = { channel, owner, database }

type Subject = { customer: TestCustomer; pan: TestCustomer['card']['pan']; mobile: string }

async function openSubject(): Promise<Subject> {
  const customer = await makeCustomer(owner, services.keys, { nowMs: Date.now() })
  return { customer, pan: customer.card.pan, mobile: customer.mobile ?? '' }
}

const merchant = { merchantId: 'M-100', terminalId: 'T-100' }
const atAtm = ({ pan }: Subject, path: string, more = {}) =>
  channel.call('atm', 'POST', `/v1/atm/${path}`, { pan: pan.reveal(), terminalId: 'ATM-0001', ...more })

async function pay({ pan, customer }: Subject, code: string): Promise<{ answered: string; logged: string }> {
  const body = { pan: pan.reveal(), pinKind: 'second', code, processType: 'purchase', amount: 250_000, payee: merchant }
  const answer = await channel.call('gateway', 'POST', '/v1/gateway/verifications', body)
  const { rows } = await owner.query('SELECT reason FROM verification WHERE id = $1 AND customer_id = $2', [
    answer.body.verificationId,
    customer.customerId,
  ])
  return { answered: answer.body.reason, logged: rows[0]?.reason }
}

async function askForCode({ pan, mobile }: Subject): Promise<string> {
  const payee = { name: 'فروشگاه', ...merchant }
  const body = { pan: pan.reveal(), processType: 'purchase', amount: 250_000, payee }
  await channel.call('gateway', 'POST', '/v1/gateway/otp-requests', body)
  return await readLatestCode(owner, database, { mobile, template: 'otp' })
}

test('a code of the app pays after its activation, and no more once the ATM has ended it', async () => {
  const subject = await openSubject()
  const phone = await installPhone(fixture, subject.mobile)
  const { secret } = await activate(phone, await issueToken(fixture, subject))
  const confirmed = codeOf(secret, { digits: 7 })
  expect((await pay(subject, codeOf(secret, { digits: 7, steps: 1 }))).answered).toBe('accepted')
  expect(await pay(subject, confirmed)).toEqual({ answered: 'invalid_code', logged: 'code_already_used' })
  await atAtm(subject, 'deactivations', { pinKinds: ['second'] })
  const after = await pay(subject, codeOf(secret, { digits: 7, steps: 1 }))
  expect(after).toEqual({ answered: 'invalid_code', logged: 'not_enrolled' })
})

test('an SMS code under way is worth nothing once the ATM has ended its enrollment', async () => {
  const subject = await openSubject()
  await atAtm(subject, 'sms-enrollments')
  const code = await askForCode(subject)
  await atAtm(subject, 'deactivations', { pinKinds: ['second'], methods: ['sms'] })
  expect(await pay(subject, code)).toEqual({ answered: 'invalid_code', logged: 'not_enrolled' })
})

test('the old phone pays until the new one is confirmed, then the new one does', async () => {
  const subject = await openSubject()
  const old = await installPhone(fixture, subject.mobile, 'Old')
  const { secret: oldSecret } = await activate(old, await issueToken(fixture, subject))
  const token = await issueToken(fixture, subject)
  expect((await pay(subject, codeOf(oldSecret, { digits: 7, steps: 1 }))).answered).toBe('accepted')
  const { secret } = await activate(await installPhone(fixture, subject.mobile, 'New'), token)
  const replaced = await pay(subject, codeOf(oldSecret, { digits: 7, steps: 1 }))
  expect(replaced).toEqual({ answered: 'invalid_code', logged: 'device_replaced' })
  expect((await pay(subject, codeOf(secret, { digits: 7, steps: 1 }))).answered).toBe('accepted')
})

test('the phone that was reported lost pays no more, and the log says why', async () => {
  const subject = await openSubject()
  const phone = await installPhone(fixture, subject.mobile)
  const { secret } = await activate(phone, await issueToken(fixture, subject))
  await phone.post('/v1/app/devices/me/deactivations', { reason: 'lost' })
  const after = await pay(subject, codeOf(secret, { digits: 7, steps: 1 }))
  expect(after).toEqual({ answered: 'invalid_code', logged: 'device_deactivated' })
})

test('while staff have suspended the PIN a right code is not permitted; lifted, it pays', async () => {
  const subject = await openSubject()
  await atAtm(subject, 'sms-enrollments')
  const { ctx } = await makeOperator(owner, { role: 'fraud', nowMs: Date.now() })
  const act = {
    cardId: subject.customer.card.cardId,
    pinKind: 'second',
    reason: 'بررسی تقلب',
    proof: 'not_present',
  } as const
  const code = await askForCode(subject)
  await suspendGuard(desk, ctx(Date.now()), act)
  expect((await pay(subject, code)).answered).toBe('not_permitted')
  await unsuspendGuard(desk, ctx(Date.now()), act)
  expect((await pay(subject, code)).answered).toBe('accepted')
})

test('payments and a deactivation at once: what the ATM has answered as ended accepts nothing after', async () => {
  for (let round = 0; round < 3; round++) {
    const subject = await openSubject()
    const phone = await installPhone(fixture, subject.mobile)
    const { secret } = await activate(phone, await issueToken(fixture, subject))
    const uses = [1, 1, 1, 1].map((steps) => pay(subject, codeOf(secret, { digits: 7, steps })))
    const [ended, ...used] = await Promise.all([atAtm(subject, 'deactivations', { pinKinds: ['second'] }), ...uses])
    expect(ended.body.deactivated).toHaveLength(1)
    expect(used.filter(({ answered }) => answered === 'accepted').length).toBeLessThanOrEqual(1)
    expect((await pay(subject, codeOf(secret, { digits: 7, steps: 1 }))).answered).not.toBe('accepted')
  }
})
