import { expect, test } from 'vitest'
import { makeCustomer } from '#tests/harness/make-customer.ts'
import { makeOperator } from '#tests/harness/make-operator.ts'
import { openTestDatabase } from '#tests/harness/open-test-database.ts'
import { openTestServices } from '#tests/harness/open-test-services.ts'
import { readLatestCode } from '#tests/harness/read-sms.ts'
import { startTestChannel } from '#tests/harness/test-channel.ts'
import { activate, codeOf, installPhone, issueToken } from '#tests/harness/test-phone.ts'

const database = await openTestDatabase()
const { services, owner } = openTestServices(database)
const channel = startTestChannel(database, { policy: { registrationsPerAddressPerTenMinutesMax: 1000 } })
const fixture = { channel, owner, database }
/** Every row of every table, as text. */
async function readWholeDatabase(): Promise<string> {
  const { rows } = await owner.query<{ name: string }>(
    `SELECT relname AS name FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind = 'r'`,
  )
  const texts = await Promise.all(
    rows.map(({ name }) => owner.query(`SELECT string_agg(t::text, E'\\n') AS text FROM ${name} t`)),
  )
  return texts.map((result) => result.rows[0]?.text ?? '').join('\n')
}

test('no table holds a half of a token, a code, a secret or a card number', async () => {
  const nowMs = Date.now()
  const customer = await makeCustomer(owner, services.keys, { nowMs })
  const { card, mobile: found, branchId } = customer
  const mobile = found ?? ''
  const pan = card.pan
  const phone = await installPhone(fixture, mobile)
  const registrationCode = await readLatestCode(owner, database, { mobile, template: 'registration_code' })
  const first = await issueToken(fixture, { pan, mobile })
  const teller = await makeOperator(owner, { role: 'branch', branchId, nowMs })
  const why = { reason: 'رسید گم شده است', proof: 'identity_document' }
  const operatorSession = teller.sessionId
  const path = '/v1/backoffice/activation-tokens'
  const act = { enrollmentId: first.enrollmentId, ...why }
  const { body } = await channel.call('backoffice', 'POST', path, act, { operatorSession })
  const smsPart = await readLatestCode(owner, database, { mobile, template: 'activation_token' })
  const { reason } = why
  await channel.call('backoffice', 'POST', `${path}/${body.activationTokenId}/receipt`, { reason }, { operatorSession })
  const { secret } = await activate(phone, { ...first, ...body, smsPart })
  await channel.call('atm', 'POST', '/v1/atm/deactivations', {
    pan: pan.reveal(),
    terminalId: 'A',
    pinKinds: ['second'],
  })
  const everything = await readWholeDatabase()
  expect(everything).toContain(customer.customerId)
  const code = codeOf(secret, { digits: 7 })
  const hidden = {
    firstReceiptPart: first.receiptPart,
    firstSmsPart: first.smsPart,
    receiptPart: body.receiptPart,
    smsPart,
    code,
    registrationCode,
    pan: pan.reveal(),
  }
  for (const [name, value] of Object.entries(hidden)) {
    const isCode = name === 'code' || name === 'registrationCode'
    // A number this short may stand inside a time or an id; as a whole word it may not stand at all.
    const pattern = isCode ? new RegExp(`(?<![0-9a-f.:-])${value}(?![0-9a-f:-])`) : new RegExp(value)
    expect(pattern.test(everything), name).toBe(false)
  }
  expect(everything).not.toContain(secret.toString('hex'))
  expect(everything).not.toContain(secret.toString('base64'))
})
