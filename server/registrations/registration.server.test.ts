import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import { at } from '#server/database.ts'
import { makeCustomer } from '#tests/harness/make-customer.ts'
import { openTestDatabase } from '#tests/harness/open-test-database.ts'
import { openTestServices } from '#tests/harness/open-test-services.ts'
import { readActions, readAudit } from '#tests/harness/read-audit.ts'
import { readLatestCode, readSms } from '#tests/harness/read-sms.ts'
import { startTestChannel } from '#tests/harness/test-channel.ts'
import { activate, installPhone, issueToken, registrationBody } from '#tests/harness/test-phone.ts'

const database = await openTestDatabase()
const { services, owner } = openTestServices(database)
const policy = { registrationsPerAddressPerTenMinutesMax: 1000 }
const channel = startTestChannel(database, { policy })
const fixture = { channel, owner, database }
const path = '/v1/app/registrations'

let drawn = 0
const unknownMobile = (): string => `+98900${String(1_000_000 + drawn++)}`
const mobileOfCustomer = async (): Promise<string> =>
  (await makeCustomer(owner, services.keys, { nowMs: Date.now() })).mobile ?? ''
const start = (mobile: string, more = {}) =>
  channel.call(null, 'POST', path, { ...registrationBody(mobile).body, ...more })
const confirm = (registrationId: string, code: string, more = {}) =>
  channel.call(null, 'POST', `${path}/${registrationId}/confirmations`, { code, ...more })
const otherCode = (code: string): string => (code === '000000' ? '000001' : '000000')

test('a customer’s mobile and any other are answered alike; only the customer’s gets an SMS', async () => {
  const [known, unknown] = [await mobileOfCustomer(), unknownMobile()]
  const [first, second] = [await start(known), await start(unknown)]
  for (const { status, body } of [first, second]) {
    expect(status).toBe(202)
    expect(Object.keys(body)).toEqual(['registrationId', 'codeLength', 'expiresAt'])
    expect(body.codeLength).toBe(6)
    expect(Math.abs(Date.parse(body.expiresAt) - Date.now() - 180_000)).toBeLessThan(10_000)
  }
  const sent = await readSms(owner, database, { mobile: known })
  expect(sent.map(({ template }) => template)).toEqual(['registration_code'])
  expect(sent[0]?.text?.split('\n').at(-1)).toMatch(/^[0-9]{6}$/)
  expect(await readSms(owner, database, { mobile: unknown })).toEqual([])
})

test.each(['known', 'unknown'])('wrong codes on a %s mobile are counted down alike', async (kind) => {
  const mobile = kind === 'known' ? await mobileOfCustomer() : unknownMobile()
  const { registrationId } = (await start(mobile)).body
  const code = kind === 'known' ? await readLatestCode(owner, database, { mobile, template: 'registration_code' }) : ''
  const answers: unknown[] = []
  for (let n = 0; n < 7; n++) {
    const { status, body } = await confirm(registrationId, otherCode(code))
    answers.push([status, body.code, body.attemptsLeft])
  }
  expect(answers).toEqual([
    ...[4, 3, 2, 1, 0].map((left) => [409, 'invalid_code', left]),
    ...Array(2).fill([409, 'attempts_exhausted', undefined]),
  ])
})

test('the right code makes an installation, once, and its customers’ records say so', async () => {
  const customer = await makeCustomer(owner, services.keys, { nowMs: Date.now() })
  const mobile = customer.mobile ?? ''
  const { registrationId } = (await start(mobile)).body
  const code = await readLatestCode(owner, database, { mobile, template: 'registration_code' })
  const answers = await Promise.all(Array.from({ length: 6 }, () => confirm(registrationId, code)))
  expect(answers.filter(({ status }) => status === 201)).toHaveLength(1)
  expect(answers.filter(({ body }) => body.code === 'already_confirmed')).toHaveLength(5)
  const actions = await readActions(owner, customer.customerId)
  expect(actions.sort()).toEqual(['device.registered', 'registration.started'])
  const { rows } = await owner.query('SELECT count(*) FROM device WHERE mobile = $1', [mobile])
  expect(rows).toEqual([{ count: 1 }])
})

test('a wrong or late code stands on the customer’s record with its reason', async () => {
  const customer = await makeCustomer(owner, services.keys, { nowMs: Date.now() })
  const mobile = customer.mobile ?? ''
  const { registrationId } = (await start(mobile)).body
  const code = await readLatestCode(owner, database, { mobile, template: 'registration_code' })
  await confirm(registrationId, otherCode(code))
  await owner.query('UPDATE registration SET expires_at = $2 WHERE id = $1', [registrationId, at(Date.now())])
  await confirm(registrationId, code)
  const refused = (await readAudit(owner, customer.customerId)).filter(
    ({ action }) => action === 'registration.refused',
  )
  const reasons = refused.map(({ data }) => data.reason).sort()
  expect(reasons).toEqual(['registration_code_expired', 'registration_code_wrong'])
})

test('a number in its cooling-off gets no code, and the customer’s record says until when', async () => {
  const untilMs = Date.now() + 3_600_000
  const customer = await makeCustomer(owner, services.keys, { nowMs: Date.now() })
  const mobile = customer.mobile ?? ''
  const cool = (until: number | null) =>
    owner.query('UPDATE customer SET cooling_off_until = $2 WHERE id = $1', [customer.customerId, until && at(until)])
  await cool(untilMs)
  const answer = await start(mobile)
  expect([answer.status, answer.body.codeLength]).toEqual([202, 6])
  expect(await readSms(owner, database, { mobile })).toEqual([])
  const [refused] = await readAudit(owner, customer.customerId)
  expect(refused).toMatchObject({ action: 'registration.refused', data: { reason: 'cooling_off', untilMs } })
  expect((await confirm(answer.body.registrationId, '000000')).body).toMatchObject({
    code: 'invalid_code',
    attemptsLeft: 4,
  })
  await cool(Date.now() - 1)
  await start(mobile)
  expect(await readSms(owner, database, { mobile })).toHaveLength(1)
})

test('a number that another customer has long had gets its code', async () => {
  const settled = await makeCustomer(owner, services.keys, { nowMs: Date.now() })
  const mobile = settled.mobile ?? ''
  const moved = await makeCustomer(owner, services.keys, { nowMs: Date.now() })
  const until = at(Date.now() + 3_600_000)
  await owner.query('UPDATE customer SET mobile = $2, cooling_off_until = $3 WHERE id = $1', [
    moved.customerId,
    mobile,
    until,
  ])
  await start(mobile)
  expect(await readSms(owner, database, { mobile })).toHaveLength(1)
})

test('a code past its 180 seconds is expired', async () => {
  const mobile = await mobileOfCustomer()
  const { registrationId } = (await start(mobile)).body
  const code = await readLatestCode(owner, database, { mobile, template: 'registration_code' })
  await owner.query('UPDATE registration SET expires_at = $2 WHERE id = $1', [registrationId, at(Date.now())])
  expect((await confirm(registrationId, code)).body.code).toBe('expired')
})

test('an unknown registration is not there', async () => {
  const answer = await confirm(randomUUID(), '123456')
  expect([answer.status, answer.body.code]).toEqual([404, 'not_found'])
})

test('repeats are answered as stored: no second SMS, no second installation, no second try', async () => {
  const mobile = await mobileOfCustomer()
  const body = { ...registrationBody(mobile).body, requestId: randomUUID() }
  const answers = await Promise.all([1, 2, 3].map(() => channel.call(null, 'POST', path, body)))
  expect(new Set(answers.map((answer) => answer.body.registrationId)).size).toBe(1)
  expect(await readSms(owner, database, { mobile })).toHaveLength(1)
  const { registrationId } = answers[0]?.body ?? {}
  const code = await readLatestCode(owner, database, { mobile, template: 'registration_code' })
  const requestId = randomUUID()
  const wrong = await Promise.all([1, 2, 3].map(() => confirm(registrationId, otherCode(code), { requestId })))
  expect(wrong.map((answer) => answer.body.attemptsLeft)).toEqual([4, 4, 4])
})

test('over five in ten minutes a mobile is sent nothing more, and nothing tells', async () => {
  const mobile = await mobileOfCustomer()
  const answers = await Promise.all(Array.from({ length: 8 }, () => start(mobile)))
  expect(answers.map(({ status }) => status)).toEqual(Array(8).fill(202))
  expect(await readSms(owner, database, { mobile })).toHaveLength(5)
  await owner.query(`UPDATE registration SET created_at = created_at - interval '10 minutes' WHERE mobile = $1`, [
    mobile,
  ])
  await start(mobile)
  expect(await readSms(owner, database, { mobile })).toHaveLength(6)
})

test('over twenty a day a mobile is sent nothing more', async () => {
  const mobile = await mobileOfCustomer()
  for (let n = 0; n < 4; n++) {
    await Promise.all(Array.from({ length: 5 }, () => start(mobile)))
    await owner.query(`UPDATE registration SET created_at = created_at - interval '11 minutes' WHERE mobile = $1`, [
      mobile,
    ])
  }
  expect((await start(mobile)).status).toBe(202)
  expect(await readSms(owner, database, { mobile })).toHaveLength(20)
})

test('of a mobile’s installations without an enrollment the five latest live on', async () => {
  const mobile = await mobileOfCustomer()
  const phones = []
  for (let n = 0; n < 7; n++) {
    phones.push(await installPhone(fixture, mobile))
    await owner.query(`UPDATE registration SET created_at = created_at - interval '11 minutes' WHERE mobile = $1`, [
      mobile,
    ])
  }
  const statuses = []
  for (const phone of phones) statuses.push((await phone.readMe()).body.status)
  expect(statuses).toEqual(['deactivated', 'deactivated', ...Array(5).fill('registered')])
})

test('an installation that holds an enrollment is never one too many', async () => {
  const customer = await makeCustomer(owner, services.keys, { nowMs: Date.now() })
  const mobile = customer.mobile ?? ''
  const phone = await installPhone(fixture, mobile)
  await activate(phone, await issueToken(fixture, { pan: customer.card.pan, mobile }))
  for (let n = 0; n < 6; n++) {
    await owner.query(`UPDATE registration SET created_at = created_at - interval '11 minutes' WHERE mobile = $1`, [
      mobile,
    ])
    await installPhone(fixture, mobile)
  }
  expect((await phone.readMe()).body.status).toBe('active')
})

const { body: good } = registrationBody('09121234567')
test.each<[string, Record<string, unknown>]>([
  ['a private key', { signingKey: { ...good.signingKey, d: 'x'.repeat(43) } }],
  ['one more member', { agreementKey: { ...good.agreementKey, alg: 'ES256' } }],
  ['a member less', { agreementKey: { kty: 'EC', crv: 'P-256', x: good.agreementKey.x } }],
  ['another curve', { signingKey: { ...good.signingKey, crv: 'P-384' } }],
  ['a point off the curve', { signingKey: { ...good.signingKey, y: good.signingKey.x } }],
  ['two equal keys', { agreementKey: good.signingKey }],
  ['an unknown platform', { platform: 'windows' }],
  ['no mobile', { mobile: '02112345678' }],
])('%s is not a valid registration', async (_name, wrong) => {
  const answer = await channel.call(null, 'POST', path, { ...good, ...wrong })
  expect([answer.status, answer.body.code]).toEqual([422, 'validation_failed'])
})
