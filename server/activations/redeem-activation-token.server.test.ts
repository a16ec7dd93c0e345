import { randomUUID } from 'node:crypto'
import { decodeProtectedHeader } from 'jose'
import { expect, test } from 'vitest'
import { tokenCheckCharacter } from '#domain/activation/token-alphabet.ts'
import { at } from '#server/database.ts'
import { makeCustomer, type TestCustomer } from '#tests/harness/make-customer.ts'
import { openTestDatabase } from '#tests/harness/open-test-database.ts'
import { openTestServices } from '#tests/harness/open-test-services.ts'
import { readActions, readAudit } from '#tests/harness/read-audit.ts'
import { startTestChannel } from '#tests/harness/test-channel.ts'
import {
  activate,
  codeOf,
  installPhone,
  issueToken,
  openSecret,
  type TestPhone,
  type TokenOfAtm,
} from '#tests/harness/test-phone.ts'

const database = await openTestDatabase()
const { services, owner } = openTestServices(database)
const channel = startTestChannel(database, { policy: { registrationsPerAddressPerTenMinutesMax: 1000 } })
const fixture = { channel, owner, database }
const path = '/v1/app/activations'

type Scene = { customer: TestCustomer; mobile: string; phone: TestPhone; pan: TestCustomer['card']['pan'] }

async function openScene(): Promise<Scene> {
  const customer = await makeCustomer(owner, services.keys, { nowMs: Date.now() })
  const mobile = customer.mobile ?? ''
  return { customer, mobile, phone: await installPhone(fixture, mobile), pan: customer.card.pan }
}

const refusalsOf = async ({ customerId }: TestCustomer): Promise<unknown[]> =>
  (await readAudit(owner, customerId))
    .filter((row) => row.action === 'activation.refused')
    .map(({ data }) => data.reason)
const partsOf = ({ receiptPart, smsPart }: TokenOfAtm) => ({ receiptPart, smsPart })
/** Another part whose check character is right. */
const otherPart = (part: string): string => {
  const body = (part.startsWith('0') ? '1' : '0') + part.slice(1, -1)
  return body + tokenCheckCharacter(body)
}
const wrongSms = (token: TokenOfAtm) => ({ receiptPart: token.receiptPart, smsPart: otherPart(token.smsPart) })
const nothing = { receiptPart: '7M4QK2R5', smsPart: '9X8W7V6T5S4B' }

test('both halves bind the installation, and only it can open the secret', async () => {
  const { customer, phone, ...subject } = await openScene()
  const token = await issueToken(fixture, subject)
  const { status, body } = await phone.post(path, partsOf(token))
  expect(status).toBe(201)
  expect(body).toEqual({
    activationId: body.activationId,
    enrollmentId: token.enrollmentId,
    pinKind: 'second',
    card: customer.card.pan.masked,
    otp: { algorithm: 'SHA256', digits: 7, periodSeconds: 60, t0: 0 },
    secretJwe: body.secretJwe,
  })
  const header = decodeProtectedHeader(body.secretJwe)
  expect(Object.keys(header).sort()).toEqual(['alg', 'enc', 'epk'])
  expect(header).toMatchObject({ alg: 'ECDH-ES', enc: 'A256GCM' })
  expect(Object.keys(header.epk ?? {}).sort()).toEqual(['crv', 'kty', 'x', 'y'])
  expect(body.secretJwe.split('.')[1]).toBe('')
  const { secret, ...ids } = await openSecret(phone, body.secretJwe)
  expect(secret).toHaveLength(32)
  const { activationId, enrollmentId } = body
  expect(ids).toEqual({ activationId, enrollmentId, deviceId: phone.deviceId })
  const row = (await readAudit(owner, customer.customerId)).find(({ action }) => action === 'activation.redeemed')
  expect(row).toMatchObject({ actorKind: 'device', actorId: phone.deviceId, data: { model: 'Test Phone' } })
  const { rows } = await owner.query(
    'SELECT receipt_sealed FROM activation_token_secret WHERE activation_token_id = $1',
    [token.activationTokenId],
  )
  expect(rows).toEqual([{ receipt_sealed: null }])
})

test('the halves may be typed in lower case, in groups and with look-alike letters', async () => {
  const { phone, ...subject } = await openScene()
  const token = await issueToken(fixture, subject)
  const typed = (part: string): string => ` ${part.slice(0, 4)}-${part.slice(4)} `.toLowerCase().replaceAll('0', 'o')
  const answer = await phone.post(path, { receiptPart: typed(token.receiptPart), smsPart: typed(token.smsPart) })
  expect(answer.status).toBe(201)
})

test('the same token redeemed by many requests at once is redeemed once', async () => {
  const { phone, ...subject } = await openScene()
  const token = await issueToken(fixture, subject)
  const second = await installPhone(fixture, subject.mobile)
  const phones = [phone, second, phone, second, phone, second]
  const answers = await Promise.all(phones.map((one) => one.post(path, partsOf(token))))
  expect(answers.filter(({ status }) => status === 201)).toHaveLength(1)
  expect(answers.filter(({ body }) => body.code === 'already_redeemed')).toHaveLength(5)
})

test('a repeat is answered with the same secret until it is confirmed, and then no more', async () => {
  const { phone, ...subject } = await openScene()
  const token = await issueToken(fixture, subject)
  const body = { ...partsOf(token), requestId: randomUUID() }
  const [first, twin] = await Promise.all([phone.post(path, body), phone.post(path, body)])
  expect([first.status, twin.status]).toEqual([201, 201])
  expect(twin.body).toEqual(first.body)
  const { secret, activationId } = await openSecret(phone, first.body.secretJwe)
  await phone.post(`${path}/${activationId}/confirmations`, { code: codeOf(secret, { digits: 7 }) })
  const late = await phone.post(path, body)
  expect([late.status, late.body.code]).toEqual([409, 'already_redeemed'])
  expect(late.text).not.toContain('secretJwe')
})

test('the stored secret is not answered after a day', async () => {
  const { phone, ...subject } = await openScene()
  const body = { ...partsOf(await issueToken(fixture, subject)), requestId: randomUUID() }
  expect((await phone.post(path, body)).status).toBe(201)
  const dayAgo = at(Date.now() - 86_400_001)
  await owner.query('UPDATE request_outcome SET created_at = $2 WHERE client_id = $1', [phone.deviceId, dayAgo])
  expect((await phone.post(path, body)).body.code).toBe('already_redeemed')
})

test.each([
  ['receipt', '7M4QK2R4', '9X8W7V6T5S4B'],
  ['receipt', '', ''],
  ['receipt', '7M4QK2R', '9X8W7V6T5S4C'],
  ['sms', '7M4QK2R5', '9X8W7V6T5S4C'],
  ['sms', '7M4QK2R5', '9X8W7V6T5S4U'],
])('a mistyped %s part costs no try, however often', async (part, receiptPart, smsPart) => {
  const { phone, customer } = await openScene()
  for (let n = 0; n < 7; n++) {
    const { status, body } = await phone.post(path, { receiptPart, smsPart })
    expect([status, body.code, body.part]).toEqual([409, 'mistyped', part])
  }
  expect(await refusalsOf(customer)).toEqual(Array(7).fill('part_mistyped'))
})

test('support reads why an activation failed, and no installation fills the record', async () => {
  const { phone, customer, ...subject } = await openScene()
  const token = await issueToken(fixture, subject)
  await phone.post(path, nothing)
  await phone.post(path, wrongSms(token))
  expect((await refusalsOf(customer)).sort()).toEqual(['part_wrong', 'part_wrong'])
  for (let n = 0; n < 30; n++) await phone.post(path, { receiptPart: '', smsPart: '' })
  expect(await refusalsOf(customer)).toHaveLength(20)
})

test('five unknown receipt parts close the installation for the window, whatever it types next', async () => {
  const { phone, ...subject } = await openScene()
  const token = await issueToken(fixture, subject)
  for (const attemptsLeft of [4, 3, 2, 1, 0]) {
    const { status, body } = await phone.post(path, nothing)
    expect([status, body.code, body.attemptsLeft]).toEqual([409, 'invalid_token', attemptsLeft])
  }
  const closed = await phone.post(path, partsOf(token))
  expect([closed.status, closed.body.code]).toEqual([429, 'rate_limited'])
  expect(Number(closed.headers.get('retry-after'))).toBeGreaterThan(890)
  expect((await phone.post(path, { receiptPart: 'x', smsPart: 'y' })).status).toBe(429)
  await owner.query(`UPDATE wrong_token_try SET at = at - interval '15 minutes' WHERE device_id = $1`, [phone.deviceId])
  expect((await phone.post(path, partsOf(token))).status).toBe(201)
})

test('of wrong receipt parts typed at once no more than five are looked at', async () => {
  const { phone } = await openScene()
  const answers = await Promise.all(Array.from({ length: 12 }, () => phone.post(path, nothing)))
  expect(answers.filter(({ status }) => status === 409)).toHaveLength(5)
  expect(answers.filter(({ status }) => status === 429)).toHaveLength(7)
})

test('a token of another mobile answers like an unknown one and loses no try', async () => {
  const { phone, customer, ...subject } = await openScene()
  const stranger = await openScene()
  const token = await issueToken(fixture, subject)
  const { body } = await stranger.phone.post(path, partsOf(token))
  const unknown = await stranger.phone.post(path, nothing)
  expect([body.code, body.attemptsLeft, unknown.body.attemptsLeft]).toEqual(['invalid_token', 4, 3])
  const { rows } = await owner.query('SELECT failed_attempts, tried FROM activation_token WHERE customer_id = $1', [
    customer.customerId,
  ])
  expect(rows).toEqual([{ failed_attempts: 0, tried: false }])
  expect((await phone.post(path, partsOf(token))).status).toBe(201)
})

test('five wrong SMS parts exhaust the token, and cost the installation nothing', async () => {
  const { phone, customer, ...subject } = await openScene()
  const token = await issueToken(fixture, subject)
  for (const attemptsLeft of [4, 3, 2, 1, 0]) {
    const { status, body } = await phone.post(path, wrongSms(token))
    expect([status, body.code, body.attemptsLeft]).toEqual([409, 'invalid_token', attemptsLeft])
  }
  const { status, body } = await phone.post(path, partsOf(token))
  expect([status, body.code]).toEqual([409, 'attempts_exhausted'])
  expect(await readActions(owner, customer.customerId)).toContain('activation_token.exhausted')
  expect((await phone.post(path, nothing)).body.attemptsLeft).toBe(4)
})

test('twenty wrong SMS parts at once cost five tries', async () => {
  const { phone, customer, ...subject } = await openScene()
  const token = await issueToken(fixture, subject)
  await Promise.all(Array.from({ length: 20 }, () => phone.post(path, wrongSms(token))))
  const { rows } = await owner.query('SELECT failed_attempts, status FROM activation_token WHERE customer_id = $1', [
    customer.customerId,
  ])
  expect(rows).toEqual([{ failed_attempts: 5, status: 'exhausted' }])
})

test('an older token is superseded, one past its day expired, one of an ended enrollment expired too', async () => {
  const { phone, pan, ...subject } = await openScene()
  const old = await issueToken(fixture, { pan, ...subject })
  const token = await issueToken(fixture, { pan, ...subject })
  expect((await phone.post(path, partsOf(old))).body.code).toBe('superseded')
  await owner.query('UPDATE activation_token SET expires_at = $2 WHERE id = $1', [
    token.activationTokenId,
    at(Date.now()),
  ])
  expect((await phone.post(path, partsOf(token))).body.code).toBe('expired')
  const third = await issueToken(fixture, { pan, ...subject })
  const body = { pan: pan.reveal(), terminalId: 'ATM-0001', pinKinds: ['second'] }
  expect((await channel.call('atm', 'POST', '/v1/atm/deactivations', body)).body.deactivated).toHaveLength(1)
  expect((await phone.post(path, partsOf(third))).body.code).toBe('expired')
})

test('a suspended enrollment is not bound, and the token lives on', async () => {
  const { phone, customer, ...subject } = await openScene()
  const token = await issueToken(fixture, subject)
  const suspend = (suspendedAt: Date | null) =>
    owner.query('UPDATE guard SET suspended_at = $2 WHERE id = $1', [customer.card.guardIds.second, suspendedAt])
  await suspend(at(Date.now()))
  expect((await phone.post(path, partsOf(token))).body.code).toBe('enrollment_suspended')
  await suspend(null)
  expect((await phone.post(path, partsOf(token))).status).toBe(201)
})

test('the binding in use works on until the new installation is confirmed', async () => {
  const { phone, customer, ...subject } = await openScene()
  await activate(phone, await issueToken(fixture, subject))
  const second = await installPhone(fixture, subject.mobile, 'New Phone')
  await second.post(path, partsOf(await issueToken(fixture, subject)))
  const { rows } = await owner.query(
    `SELECT device_id AS "deviceId" FROM activation a WHERE status = 'active' AND card_id = $1`,
    [customer.card.cardId],
  )
  expect(rows).toEqual([{ deviceId: phone.deviceId }])
})
