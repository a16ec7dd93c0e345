import { expect, test } from 'vitest'
import { gatewayRoutes } from '#channel/routes/gateway.ts'
import { openPool } from '#server/database.ts'
import { makeCustomer } from '#tests/harness/make-customer.ts'
import { makeAppEnrollment, makeSmsEnrollment } from '#tests/harness/make-enrollment.ts'
import { openTestDatabase } from '#tests/harness/open-test-database.ts'
import { startTestChannel } from '#tests/harness/test-channel.ts'
import { readCode } from '#tests/harness/type-code.ts'

const database = await openTestDatabase()
const channel = startTestChannel(database, { routes: gatewayRoutes })
const owner = openPool({ connectionString: database.ownerUrl, max: 2, applicationName: 'test-owner' })
const nowMs = Date.now()
const [presses, verifications, atm] = ['/v1/gateway/otp-requests', '/v1/gateway/verifications', '/v1/atm/verifications']

async function holder() {
  const customer = await makeCustomer(owner, channel.services.keys, { nowMs })
  await makeSmsEnrollment(owner, customer, { nowMs })
  return { customer, pan: customer.card.pan.reveal() }
}
const payee = { merchantId: 'M-1', terminalId: 'T-1' }
const purchase = { processType: 'purchase', amount: 50_000, payee }

test('a button’s press and the use of its code, as a gateway sees them', async () => {
  const { pan } = await holder()
  const pressed = await channel.call('gateway', 'POST', presses, {
    pan,
    ...purchase,
    payee: { ...payee, name: 'کتاب‌فروشی' },
  })
  expect(pressed.status).toBe(202)
  expect(pressed.body).toEqual({
    otpRequestId: expect.stringMatching(/^[0-9a-f-]{36}$/),
    referenceNumber: expect.stringMatching(/^[0-9]{12}$/),
    validitySeconds: 120,
  })
  const code = (await readCode(owner, database, pressed.body.otpRequestId)) ?? ''
  const persian = code.replace(/[0-9]/g, (digit) => String.fromCharCode(0x06f0 + Number(digit)))
  const used = await channel.call('gateway', 'POST', verifications, {
    pan,
    pinKind: 'second',
    code: persian,
    ...purchase,
  })
  expect(used.status).toBe(200)
  expect(used.body).toEqual({
    verificationId: expect.stringMatching(/^[0-9a-f-]{36}$/),
    outcome: 'accepted',
    reason: 'accepted',
    responseCode: '00',
    method: 'sms',
    attemptsLeft: null,
  })
})

test('a one-time first PIN is verified at an ATM, and no gateway may ask for one', async () => {
  const { customer, pan } = await holder()
  const app = await makeAppEnrollment(owner, channel.services.keys, customer, { nowMs, pinKind: 'first' })
  const body = { pan, pinKind: 'first', terminalId: 'ATM-1', code: app.codeAt(Date.now()) }
  const used = await channel.call('atm', 'POST', atm, body)
  expect([used.status, used.body.outcome, used.body.method]).toEqual([200, 'accepted', 'app'])
  expect((await channel.call('gateway', 'POST', atm, body)).body.code).toBe('wrong_client_kind')
})

const account = (kind: string, value: string) => ({ ...payee, account: { kind, value } })
const wrongBodies: [string, Record<string, unknown>, string][] = [
  ['a purchase without amount', { processType: 'purchase', payee }, 'amount'],
  ['a balance inquiry with amount', { processType: 'balance_inquiry', amount: 5, payee }, 'amount'],
  ['a transfer without account', { processType: 'transfer', amount: 5, payee }, 'payee.account'],
  ['a purchase with an account', { ...purchase, payee: account('bill', '12') }, 'payee.account'],
  [
    'a bill payment to a card',
    { ...purchase, processType: 'bill_payment', payee: account('card', '5076771234567890') },
    'payee.account',
  ],
  [
    'a charge of a landline',
    { ...purchase, processType: 'charge', payee: account('mobile', '02112345678') },
    'payee.account',
  ],
  [
    'a transfer to an IBAN with a wrong check',
    { ...purchase, processType: 'transfer', payee: account('iban', `IR00${'1'.repeat(22)}`) },
    'payee.account',
  ],
  ['an amount that is no integer', { ...purchase, amount: 1.5 }, 'amount'],
  ['an amount of nothing', { ...purchase, amount: 0 }, 'amount'],
  [
    'an account with a line feed',
    { ...purchase, processType: 'bill_payment', payee: account('bill', '12\n34') },
    'payee.account',
  ],
  [
    'an account with a direction mark',
    { ...purchase, processType: 'bill_payment', payee: account('bill', '\u200e12') },
    'payee.account',
  ],
  ['an unknown process type', { ...purchase, processType: 'loan' }, 'processType'],
  ['a terminal with a space', { ...purchase, payee: { ...payee, terminalId: 'T 1' } }, 'payee.terminalId'],
  ['a client address that is none', { ...purchase, clientIp: '999.1.1.1' }, 'clientIp'],
]

test.each(wrongBodies)('%s is refused in both calls, and the path is named', async (_, body, path) => {
  const { pan } = await holder()
  const named = { ...(body.payee as object), name: 'فروشگاه' }
  const answers = [
    await channel.call('gateway', 'POST', presses, { pan, ...body, payee: named }),
    await channel.call('gateway', 'POST', verifications, { pan, pinKind: 'second', code: '1234567', ...body }),
  ]
  for (const { status, body: problem } of answers) {
    expect([status, problem.code]).toEqual([422, 'validation_failed'])
    expect(problem.errors.some((error: { path: string }) => String(error.path).startsWith(path))).toBe(true)
  }
})

test('a code that is not five to eight digits is no bad request', async () => {
  const { pan } = await holder()
  for (const code of ['1', 'abc', '123456789', '１２３４５６７', 'x'.repeat(32)]) {
    const used = await channel.call('gateway', 'POST', verifications, { pan, pinKind: 'second', code, ...purchase })
    expect([used.status, used.body.reason]).toEqual([200, 'invalid_code'])
  }
  const long = await channel.call('gateway', 'POST', verifications, {
    pan,
    pinKind: 'second',
    code: 'x'.repeat(33),
    ...purchase,
  })
  expect(long.status).toBe(422)
})

test('a body under another body’s request id is refused', async () => {
  const { pan } = await holder()
  const body = { requestId: 'once-only', pan, pinKind: 'second', code: '1234567', ...purchase }
  const first = await channel.call('gateway', 'POST', verifications, body)
  expect((await channel.call('gateway', 'POST', verifications, body)).body).toEqual(first.body)
  expect((await channel.call('gateway', 'POST', verifications, { ...body, code: '7654321' })).body.code).toBe(
    'request_id_reused',
  )
  const press = { requestId: 'once-only', pan, ...purchase, payee: { ...payee, name: 'فروشگاه' } }
  expect((await channel.call('gateway', 'POST', presses, press)).body.code).toBe('request_id_reused')
})

test('an otpRequestId with a control character is a bad request; any other that is none of ours only matches nothing', async () => {
  const { pan } = await holder()
  const named = (otpRequestId: string) =>
    channel.call('gateway', 'POST', verifications, {
      pan,
      pinKind: 'second',
      code: '1234567',
      ...purchase,
      otpRequestId,
    })
  expect((await named('a\u202eb')).body.code).toBe('validation_failed')
  const strange = await named('not-one-of-yours')
  expect([strange.status, strange.body.reason, strange.body.attemptsLeft]).toEqual([200, 'invalid_code', null])
})
