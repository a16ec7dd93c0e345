import { expect, test } from 'vitest'
import { at } from '#server/database.ts'
import {
  appCustomer,
  type CodeFixture,
  endBinding,
  sentCode,
  smsCustomer,
  wrongFor,
} from '#tests/harness/code-fixture.ts'
import { drawPan, makeCustomer } from '#tests/harness/make-customer.ts'
import { openTestDatabase } from '#tests/harness/open-test-database.ts'
import { openTestServices } from '#tests/harness/open-test-services.ts'
import { listReasons, purchase, typeCode } from '#tests/harness/type-code.ts'

const database = await openTestDatabase()
const { services, owner } = openTestServices(database)
const nowMs = Date.now()
const fixture: CodeFixture = { services, owner, database, nowMs }
const type = (typing: Parameters<typeof typeCode>[1]) => typeCode(services, typing)

async function expectRefused(
  typing: Parameters<typeof typeCode>[1],
  fine: string,
  [reason, responseCode, method]: [string, string, 'sms' | 'app' | null],
): Promise<void> {
  expect(await type(typing)).toMatchObject({ outcome: 'rejected', reason, responseCode, method })
  expect((await listReasons(owner, typing.pan)).at(-1)).toBe(fine)
}
const invalid: [string, string, null] = ['invalid_code', '55', null]

test('card_unknown, not_enrolled, no_live_code and code_malformed answer invalid_code', async () => {
  await expectRefused({ pan: drawPan(), code: '1234567', nowMs }, 'card_unknown', invalid)
  const bare = await makeCustomer(owner, services.keys, { nowMs })
  await expectRefused({ pan: bare.card.pan, code: '1234567', nowMs }, 'not_enrolled', invalid)
  const { pan } = (await smsCustomer(fixture)).card
  await expectRefused({ pan, code: '1234567', nowMs }, 'no_live_code', invalid)
  await expectRefused({ pan, code: 'abcdefg', nowMs: nowMs + 1 }, 'code_malformed', invalid)
})

test('code_mismatch and code_already_used answer invalid_code', async () => {
  const customer = await smsCustomer(fixture)
  const { pan } = customer.card
  const { code } = await sentCode(fixture, customer)
  await expectRefused({ pan, code: wrongFor(code), nowMs }, 'code_mismatch', invalid)
  expect(await type({ pan, code, nowMs: nowMs + 1 })).toMatchObject({
    outcome: 'accepted',
    responseCode: '00',
    method: 'sms',
  })
  await expectRefused({ pan, code, nowMs: nowMs + 2 }, 'code_already_used', invalid)
})

test('a code of the other PIN answers invalid_code, in both directions', async () => {
  const { customer, app } = await appCustomer(fixture, { pinKind: 'first' })
  const { pan } = customer.card
  await expectRefused({ pan, code: app.codeAt(nowMs), nowMs }, 'other_pin_kind', invalid)
  expect(await type({ pan, code: app.codeAt(nowMs), nowMs, pinKind: 'first' })).toMatchObject({ outcome: 'accepted' })
  const withSms = await smsCustomer(fixture)
  const { code } = await sentCode(fixture, withSms)
  await expectRefused({ pan: withSms.card.pan, code, nowMs, pinKind: 'first' }, 'other_pin_kind', invalid)
})

test('an app code from a clock that is off answers invalid_code, and the log says by how much', async () => {
  const { customer, app } = await appCustomer(fixture)
  const { pan } = customer.card
  await expectRefused({ pan, code: app.codeAt(nowMs + 5 * 60_000), nowMs }, 'app_code_drifted', invalid)
  const { rows } = await owner.query('SELECT details FROM verification WHERE card_masked = $1', [pan.masked])
  expect(rows[0].details).toEqual({ driftSteps: 5 })
  expect(await type({ pan, code: app.codeAt(nowMs + 60_000), nowMs })).toMatchObject({ outcome: 'accepted' })
})

test.each(['device_deactivated', 'device_blocked', 'device_replaced'] as const)(
  '%s answers invalid_code',
  async (ended) => {
    const { customer, app } = await appCustomer(fixture)
    await endBinding(fixture, app, ended)
    await expectRefused({ pan: customer.card.pan, code: app.codeAt(nowMs), nowMs }, ended, invalid)
  },
)

test('a code of an installation not yet confirmed answers invalid_code', async () => {
  const { customer, app } = await appCustomer(fixture, { status: 'pending', activationStatus: 'unconfirmed' })
  await expectRefused({ pan: customer.card.pan, code: app.codeAt(nowMs), nowMs }, 'enrollment_pending', invalid)
})

test('an expired and a superseded code answer expired', async () => {
  const customer = await smsCustomer(fixture)
  const { pan } = customer.card
  const first = await sentCode(fixture, customer)
  for (let press = 1; press <= 3; press++) await sentCode(fixture, customer, { atMs: nowMs + press })
  await expectRefused({ pan, code: first.code, nowMs: nowMs + 10 }, 'code_superseded', ['expired', '55', 'sms'])
  const last = await sentCode(fixture, customer, { atMs: nowMs + 4 })
  await expectRefused({ pan, code: last.code, nowMs: nowMs + 120_004 }, 'code_expired', ['expired', '55', 'sms'])
  const { rows } = await owner.query(
    `SELECT details FROM verification WHERE card_masked = $1 AND reason = 'code_expired'`,
    [pan.masked],
  )
  expect(rows[0].details).toEqual({ secondsLate: 1 })
})

const transfer = (value: string) => ({
  ...purchase,
  processType: 'transfer',
  payee: { ...purchase.payee, account: { kind: 'card', value } },
})

test('a code for another amount, payee, account or kind answers transaction_mismatch, and costs a try without being used', async () => {
  const customer = await smsCustomer(fixture)
  const { pan } = customer.card
  const [mine, other] = [drawPan().reveal(), drawPan().reveal()]
  const { code, otpRequestId } = await sentCode(fixture, customer, { transaction: transfer(mine) })
  const answer: [string, string, 'sms'] = ['transaction_mismatch', '57', 'sms']
  await expectRefused(
    { pan, code, otpRequestId, nowMs, transaction: { ...transfer(mine), amount: 1 } },
    'amount_mismatch',
    answer,
  )
  await expectRefused(
    { pan, code, otpRequestId, nowMs: nowMs + 1, transaction: transfer(other) },
    'payee_mismatch',
    answer,
  )
  const { rows } = await owner.query(
    `SELECT details, account_masked, attempts_left FROM verification WHERE card_masked = $1 AND reason = 'payee_mismatch'`,
    [pan.masked],
  )
  expect(rows[0]).toMatchObject({ attempts_left: 1, account_masked: `${other.slice(0, 6)}******${other.slice(-4)}` })
  expect(rows[0].details.asked).toMatchObject({
    accountKind: 'card',
    accountMasked: `${mine.slice(0, 6)}******${mine.slice(-4)}`,
  })
  expect(JSON.stringify(rows[0])).not.toMatch(new RegExp(`${mine}|${other}|accountKey`))
  expect(await type({ pan, code, otpRequestId, nowMs: nowMs + 2, transaction: transfer(mine) })).toMatchObject({
    outcome: 'accepted',
  })
  const next = await sentCode(fixture, customer, { atMs: nowMs + 3 })
  const inquiry = { processType: 'balance_inquiry', payee: purchase.payee, amount: undefined }
  await expectRefused({ pan, code: next.code, nowMs: nowMs + 4, transaction: inquiry }, 'process_type_mismatch', answer)
})

test('an exhausted request and a closed guard answer locked', async () => {
  const customer = await smsCustomer(fixture)
  const { pan } = customer.card
  const { code, otpRequestId } = await sentCode(fixture, customer)
  for (let press = 0; press < 3; press++) await type({ pan, code: wrongFor(code), otpRequestId, nowMs: nowMs + press })
  await expectRefused({ pan, code, otpRequestId, nowMs: nowMs + 5 }, 'code_attempts_exhausted', ['locked', '75', null])
  const { customer: holder, app } = await appCustomer(fixture)
  for (let press = 0; press < 5; press++)
    await expectRefused(
      { pan: holder.card.pan, code: wrongFor(app.codeAt(nowMs)), nowMs: nowMs + press },
      'code_mismatch',
      invalid,
    )
  await expectRefused({ pan: holder.card.pan, code: app.codeAt(nowMs), nowMs: nowMs + 9 }, 'enrollment_locked', [
    'locked',
    '75',
    null,
  ])
})

test('suspension, a blocked and an expired card are told to a right code alone', async () => {
  const { customer, app } = await appCustomer(fixture)
  await owner.query('UPDATE guard SET suspended_at = $2, version = version + 1 WHERE id = $1', [
    customer.card.guardIds.second,
    at(nowMs),
  ])
  const { pan } = customer.card
  await expectRefused({ pan, code: app.codeAt(nowMs), nowMs }, 'enrollment_suspended', ['not_permitted', '62', 'app'])
  await expectRefused({ pan, code: wrongFor(app.codeAt(nowMs)), nowMs: nowMs + 1 }, 'code_mismatch', invalid)
  const blocked = await appCustomer(fixture, { customer: { card: { status: 'blocked' } } })
  await expectRefused({ pan: blocked.customer.card.pan, code: blocked.app.codeAt(nowMs), nowMs }, 'card_blocked', [
    'not_permitted',
    '62',
    'app',
  ])
  const old = await appCustomer(fixture, { customer: { card: { expiresAtMs: nowMs - 1 } } })
  await expectRefused({ pan: old.customer.card.pan, code: old.app.codeAt(nowMs), nowMs }, 'card_expired', [
    'not_permitted',
    '54',
    'app',
  ])
})

test('a foreign or unknown otpRequestId is no match and no error', async () => {
  const [mine, theirs] = [await smsCustomer(fixture), await smsCustomer(fixture)]
  const foreign = await sentCode(fixture, theirs)
  const { code } = await sentCode(fixture, mine)
  const { pan } = mine.card
  for (const otpRequestId of [foreign.otpRequestId, 'no-such-request', '00000000-0000-7000-8000-000000000000'])
    expect(await type({ pan, code: wrongFor(code), otpRequestId, nowMs })).toMatchObject({
      reason: 'invalid_code',
      attemptsLeft: null,
    })
})
