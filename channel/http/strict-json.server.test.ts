import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import { gatewayRoutes } from '#channel/routes/gateway.ts'
import { makeCustomer } from '#tests/harness/make-customer.ts'
import { makeSmsEnrollment } from '#tests/harness/make-enrollment.ts'
import { openTestDatabase } from '#tests/harness/open-test-database.ts'
import { openTestServices } from '#tests/harness/open-test-services.ts'
import { signTestRequest } from '#tests/harness/sign-test-request.ts'
import { startTestChannel } from '#tests/harness/test-channel.ts'
import { readCode } from '#tests/harness/type-code.ts'

const database = await openTestDatabase()
const channel = startTestChannel(database, { routes: gatewayRoutes })
const { owner } = openTestServices(database)
const [presses, verifications] = ['/v1/gateway/otp-requests', '/v1/gateway/verifications']
const nowMs = Date.now()

async function send(path: string, body: string) {
  const signed = signTestRequest(channel.signers.gateway, { method: 'POST', path, body })
  return await channel.send('POST', path, { body, headers: { 'content-type': 'application/json', ...signed } })
}

async function holder() {
  const customer = await makeCustomer(owner, channel.services.keys, { nowMs })
  await makeSmsEnrollment(owner, customer, { nowMs })
  return customer.card.pan.reveal()
}

/** A press and a verification whose amount is written so. */
const bodiesOf = (pan: string, amount: string, more = ''): [path: string, body: string][] => [
  [
    presses,
    `{"requestId":"${randomUUID()}","pan":"${pan}","processType":"purchase","amount":${amount},"payee":{"name":"نام","merchantId":"M","terminalId":"T"}${more}}`,
  ],
  [
    verifications,
    `{"requestId":"${randomUUID()}","pan":"${pan}","pinKind":"second","code":"1234567","processType":"purchase","amount":${amount},"payee":{"merchantId":"M","terminalId":"T"}${more}}`,
  ],
]

test.each([
  '1250000.0000000001',
  '0.99999999999999999999',
  '1.0',
  '1250000.0',
  '1e3',
  '125E4',
  '1250000000e-3',
  '-0',
  '10000000000000.0001',
  '9007199254740993',
])('an amount of %s is no integer', async (amount) => {
  const pan = await holder()
  for (const [path, body] of bodiesOf(pan, amount)) {
    const answer = await send(path, body)
    expect([answer.status, answer.body.code]).toEqual([422, 'validation_failed'])
    expect(answer.body.errors.map((error: { path: string }) => error.path)).toEqual(['amount'])
  }
})

test('what the contract does not know may hold any number', async () => {
  const pan = await holder()
  for (const [path, body] of bodiesOf(pan, '1250000', ',"more":{"rate":1.50,"big":123456789012345678901e2}'))
    expect((await send(path, body)).status).toBeLessThan(300)
})

test.each([
  ',"amount":1250000',
  ',"\\u0061mount":1',
  ',"more":{"deep":[{"a":1,"a":1}]}',
  ',"more":{"__proto__":1,"__proto__":1}',
  ',"more":1,"mor\\u0065":2',
  ',"payee":{"merchantId":"M","terminalId":"T","name":"ن"}',
  ',"requestId":"other"',
])('a member twice is no JSON: %s', async (more) => {
  const pan = await holder()
  for (const [path, body] of bodiesOf(pan, '1250000', more)) {
    const answer = await send(path, body)
    expect([answer.status, answer.body.code, answer.body.requestId]).toEqual([400, 'malformed_json', undefined])
  }
})

const ways: [kind: string, processType: string, asked: string, presented: string][] = [
  ['iban', 'transfer', 'IR062960000000100324200001', 'ir06 2960 0000 0010 0324 2000 ۰۱'],
  ['card', 'transfer', '6037 9971 2345 6783', '۶۰۳۷۹۹۷۱۲۳۴۵۶۷۸۳'],
  ['deposit', 'transfer', '0100.12-7', ' ۰۱۰۰.۱۲-۷ '],
  ['bill', 'bill_payment', '000 7748', '٠٠٠٧٧٤٨'],
  ['mobile', 'charge', '0912 123 4567', '00989121234567'],
]

test.each(ways)(
  'a code for a %s is accepted in a %s however the account is written',
  async (kind, processType, asked, presented) => {
    const pan = await holder()
    const payment = { pan, processType, amount: 5_000 }
    const payee = { merchantId: 'M', terminalId: 'T' }
    const pressed = await channel.call('gateway', 'POST', presses, {
      ...payment,
      payee: { ...payee, name: 'نام', account: { kind, value: asked } },
    })
    expect(pressed.status).toBe(202)
    const code = await readCode(owner, database, pressed.body.otpRequestId)
    const used = await channel.call('gateway', 'POST', verifications, {
      ...payment,
      pinKind: 'second',
      code,
      payee: { ...payee, account: { kind, value: presented } },
    })
    expect(used.body.outcome).toBe('accepted')
  },
)

test.each([
  ['00', 'IR00'],
  ['01', 'IR01'],
  ['99', 'IR99'],
])('an IBAN with the check digits %s is refused where it is asked and where it is presented', async (pair, start) => {
  const pan = await holder()
  const number = Array.from({ length: 97 }, (_, n) => String(n).padStart(22, '0')).find(
    (text) => BigInt(`${text}1827${pair}`) % 97n === 1n,
  )
  const payee = { merchantId: 'M', terminalId: 'T', account: { kind: 'iban', value: `${start}${number}` } }
  const payment = { pan, processType: 'transfer', amount: 5_000 }
  const answers = [
    await channel.call('gateway', 'POST', presses, { ...payment, payee: { ...payee, name: 'نام' } }),
    await channel.call('gateway', 'POST', verifications, { ...payment, payee, pinKind: 'second', code: '1234567' }),
  ]
  for (const { status, body } of answers) expect([status, body.errors?.[0]?.path]).toEqual([422, 'payee.account.value'])
})
