import { expect, test } from 'vitest'
import { gatewayRoutes } from '#channel/routes/gateway.ts'
import { makeCustomer } from '#tests/harness/make-customer.ts'
import { makeSmsEnrollment } from '#tests/harness/make-enrollment.ts'
import { openTestDatabase } from '#tests/harness/open-test-database.ts'
import { openTestServices } from '#tests/harness/open-test-services.ts'
import { startTestChannel } from '#tests/harness/test-channel.ts'

const database = await openTestDatabase()
const channel = startTestChannel(database, { routes: gatewayRoutes })
const { owner } = openTestServices(database)
const nowMs = Date.now()

async function press(name: string, requesterId = 'R') {
  const customer = await makeCustomer(owner, channel.services.keys, { nowMs })
  await makeSmsEnrollment(owner, customer, { nowMs })
  const payee = { name, merchantId: 'M', terminalId: 'T' }
  const payment = { pan: customer.card.pan.reveal(), processType: 'purchase', amount: 5_000, payee, requesterId }
  return await channel.call('gateway', 'POST', '/v1/gateway/otp-requests', payment)
}

test.each([
  ['فروش\u200bگاه \u{e0065}\u{e0076}نوین\u200c', 'فروشگاه نوین'],
  ['کتاب\u200cفروشی', 'کتاب\u200cفروشی'],
  ['Shop\u2060\ufeff\u3164\ufe0f 1', 'Shop 1'],
  [`ن${'\u200b'.repeat(100)}`, 'ن'],
])('a payee named %j is paid, and kept as it is seen', async (sent, kept) => {
  const answer = await press(sent)
  expect(answer.status).toBe(202)
  const { rows } = await owner.query('SELECT payee_name FROM otp_request WHERE id = $1', [answer.body.otpRequestId])
  expect(rows).toEqual([{ payee_name: kept }])
})

test.each(['\u200b', '\u200c\u200d', '\u{e0041}\u{e007f}', '\u3164', 'a\u202eb', 'a\u0000'])(
  'a name of nothing that is seen, or that turns text round, is none: %j',
  async (name) => {
    const { status, body } = await press(name)
    expect([status, body.errors?.[0]?.path]).toEqual([422, 'payee.name'])
  },
)
