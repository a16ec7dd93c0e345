import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import { at } from '#server/database.ts'
import { makeCustomer, type TestCustomer } from '#tests/harness/make-customer.ts'
import { openTestDatabase } from '#tests/harness/open-test-database.ts'
import { openTestServices } from '#tests/harness/open-test-services.ts'
import { readAudit } from '#tests/harness/read-audit.ts'
import { readSms } from '#tests/harness/read-sms.ts'
import { startTestChannel } from '#tests/harness/test-channel.ts'
import { activate, codeOf, installPhone, issueToken, openSecret, type TestPhone } from '#tests/harness/test-phone.ts'
import { waitForYoungMinute } from '#tests/harness/young-minute.ts'

const database = await openTestDatabase()
const { services, owner } = openTestServices(database)
const channel = startTestChannel(database, { policy: { registrationsPerAddressPerTenMinutesMax: 1000 } })
const fixture = { channel, owner, database }

type Bound = {
  customer: TestCustomer
  subject: { pan: TestCustomer['card']['pan']; mobile: string }
  phone: TestPhone
  secret: Buffer
  activationId: string
  enrollmentId: string
  confirm: (code: string, requestId?: string) => ReturnType<TestPhone['post']>
}

async function bind(wish: { customer?: TestCustomer; phone?: TestPhone } = {}): Promise<Bound> {
  const customer = wish.customer ?? (await makeCustomer(owner, services.keys, { nowMs: Date.now() }))
  const subject = { pan: customer.card.pan, mobile: customer.mobile ?? '' }
  const phone = wish.phone ?? (await installPhone(fixture, subject.mobile))
  const { receiptPart, smsPart } = await issueToken(fixture, subject)
  const redeemed = await phone.post('/v1/app/activations', { receiptPart, smsPart })
  const { secret, activationId, enrollmentId } = await openSecret(phone, redeemed.body.secretJwe)
  const path = `/v1/app/activations/${activationId}/confirmations`
  const confirm: Bound['confirm'] = (code, requestId = randomUUID()) => phone.post(path, { code, requestId })
  return { customer, subject, phone, secret, activationId, enrollmentId, confirm }
}

const right = (secret: Buffer, steps = 0): string => codeOf(secret, { digits: 7, steps })
const wrong = (secret: Buffer): string => {
  const near = Array.from({ length: 25 }, (_, index) => right(secret, index - 12))
  return ['0000000', '1111111', '2222222'].find((code) => !near.includes(code)) ?? '3333333'
}
const activationOf = async (activationId: string) => {
  const { rows } = await owner.query(
    `SELECT a.status, a.ended_reason AS "endedReason", a.drift_steps AS "driftSteps", a.last_time_step AS "lastTimeStep",
       t.status AS token, e.status AS enrollment, d.status AS device
     FROM activation a JOIN activation_token t ON t.id = a.activation_token_id JOIN enrollment e ON e.id = a.enrollment_id
       JOIN device d ON d.id = a.device_id WHERE a.id = $1`,
    [activationId],
  )
  return rows[0]
}

test('the first right code makes enrollment and installation active, is recorded and told', async () => {
  const { customer, phone, secret, activationId, enrollmentId, confirm } = await bind()
  const answer = await confirm(right(secret))
  expect([answer.status, answer.body]).toEqual([200, { enrollmentId, status: 'active' }])
  expect(await activationOf(activationId)).toMatchObject({
    status: 'active',
    token: 'confirmed',
    enrollment: 'active',
    device: 'active',
  })
  const row = (await readAudit(owner, customer.customerId)).find(({ action }) => action === 'activation.confirmed')
  expect(row).toMatchObject({ actorId: phone.deviceId, data: { model: 'Test Phone', pinKind: 'second' } })
  const kinds = (await readSms(owner, database, { mobile: customer.mobile ?? '' })).map((sms) => sms.noticeKind)
  expect(kinds).toContain('activated')
  expect((await confirm(right(secret))).body.code).toBe('already_confirmed')
})

test('Persian digits are digits', async () => {
  const { secret, confirm } = await bind()
  const code = right(secret).replace(/[0-9]/g, (digit) => String.fromCharCode(0x06f0 + Number(digit)))
  expect((await confirm(code)).status).toBe(200)
})

test.each([-3, -2, -1, 0, 1, 2, 3])('a code %d steps off is accepted, used up, and sets the drift', async (steps) => {
  const { secret, activationId, confirm } = await bind()
  await waitForYoungMinute()
  const step = Math.floor(Date.now() / 60_000)
  expect((await confirm(right(secret, steps))).status).toBe(200)
  const { driftSteps, lastTimeStep } = await activationOf(activationId)
  expect(Math.abs(driftSteps - Math.max(-2, Math.min(2, steps)))).toBeLessThanOrEqual(1)
  expect(Math.abs(lastTimeStep - (step + steps))).toBeLessThanOrEqual(1)
})

test.each([-9, -5, 5, 9])('a code %d steps off says how far the clock is off, and costs no try', async (steps) => {
  const { secret, confirm } = await bind()
  for (let n = 0; n < 6; n++) {
    const { status, body } = await confirm(right(secret, steps))
    expect([status, body.code]).toEqual([409, 'clock_off'])
    expect(Math.abs(body.seconds - steps * 60)).toBeLessThanOrEqual(60)
  }
  expect((await confirm(right(secret))).status).toBe(200)
})

test('five wrong codes exhaust it, and the right one comes too late', async () => {
  const { customer, secret, activationId, confirm } = await bind()
  for (const attemptsLeft of [4, 3, 2, 1, 0]) {
    const { status, body } = await confirm(wrong(secret))
    expect([status, body.code, body.attemptsLeft]).toEqual([409, 'invalid_code', attemptsLeft])
  }
  expect((await confirm(right(secret))).body.code).toBe('attempts_exhausted')
  const refused = (await readAudit(owner, customer.customerId)).filter(({ action }) => action === 'activation.refused')
  const reasons = refused.map(({ data }) => data.reason).sort()
  expect(reasons).toEqual([...Array(5).fill('code_mismatch'), 'token_attempts_exhausted'])
  expect(await activationOf(activationId)).toMatchObject({
    status: 'ended',
    endedReason: 'exhausted',
    token: 'exhausted',
  })
})

test('a code that is no code costs a try like a wrong one', async () => {
  const { confirm } = await bind()
  expect((await confirm('not a code')).body).toMatchObject({ code: 'invalid_code', attemptsLeft: 4 })
})

test('an activation of another installation is not there', async () => {
  const { activationId, secret } = await bind()
  const stranger = await bind()
  const path = `/v1/app/activations/${activationId}/confirmations`
  const answer = await stranger.phone.post(path, { code: right(secret) })
  expect([answer.status, answer.body.code]).toEqual([404, 'not_found'])
})

test('after a day it has lapsed', async () => {
  const { secret, activationId, confirm } = await bind()
  const dayAgo = at(Date.now() - 86_400_000)
  await owner.query('UPDATE activation SET created_at = $2 WHERE id = $1', [activationId, dayAgo])
  expect((await confirm(right(secret))).body.code).toBe('lapsed')
})

test('while suspended nothing is confirmed', async () => {
  const { customer, secret, confirm } = await bind()
  await owner.query('UPDATE guard SET suspended_at = $2 WHERE id = $1', [customer.card.guardIds.second, at(Date.now())])
  expect((await confirm(right(secret))).body.code).toBe('enrollment_suspended')
})

test('a new installation replaces the old binding and supersedes what was redeemed before it', async () => {
  const first = await bind()
  await first.confirm(right(first.secret))
  const { customer } = first
  const second = await bind({ customer, phone: await installPhone(fixture, first.subject.mobile, 'Second') })
  const third = await bind({ customer, phone: await installPhone(fixture, first.subject.mobile, 'Third') })
  expect((await third.confirm(right(third.secret))).status).toBe(200)
  expect(await activationOf(first.activationId)).toMatchObject({ status: 'ended', endedReason: 'device_replaced' })
  expect(await activationOf(second.activationId)).toMatchObject({ endedReason: 'superseded', token: 'superseded' })
  expect((await second.confirm(right(second.secret))).body.code).toBe('superseded')
  expect((await first.phone.readMe()).body.enrollments).toEqual([])
})

test('two installations that confirm at once: one binding is active', async () => {
  const first = await bind()
  const { customer } = first
  const second = await bind({ customer, phone: await installPhone(fixture, first.subject.mobile, 'Second') })
  await Promise.all([first.confirm(right(first.secret)), second.confirm(right(second.secret))])
  const { rows } = await owner.query(`SELECT count(*) FROM activation WHERE card_id = $1 AND status = 'active'`, [
    customer.card.cardId,
  ])
  expect(rows).toEqual([{ count: 1 }])
})

test('the same code sent many times at once confirms once', async () => {
  const { secret, confirm } = await bind()
  const answers = await Promise.all(Array.from({ length: 10 }, () => confirm(right(secret))))
  expect(answers.filter(({ status }) => status === 200)).toHaveLength(1)
  expect(answers.filter(({ body }) => body.code === 'already_confirmed')).toHaveLength(9)
})

test('confirmed and deactivated at once, nothing is left active behind the deactivation', async () => {
  for (let round = 0; round < 5; round++) {
    const { customer, secret, activationId, confirm } = await bind()
    const body = { pan: customer.card.pan.reveal(), terminalId: 'ATM-0001', pinKinds: ['second'] }
    const [confirmed, ended] = await Promise.all([
      confirm(right(secret)),
      channel.call('atm', 'POST', '/v1/atm/deactivations', body),
    ])
    expect([200, 409]).toContain(confirmed.status)
    expect(ended.body.deactivated).toHaveLength(1)
    expect(await activationOf(activationId)).toMatchObject({ status: 'ended', enrollment: 'deactivated' })
  }
})

test('one installation holds the first and the second PIN of a card', async () => {
  const customer = await makeCustomer(owner, services.keys, { nowMs: Date.now() })
  const subject = { pan: customer.card.pan, mobile: customer.mobile ?? '' }
  const phone = await installPhone(fixture, subject.mobile)
  await activate(phone, await issueToken(fixture, { ...subject, pinKind: 'first' }))
  await activate(phone, await issueToken(fixture, { ...subject, pinKind: 'second' }))
  const { enrollments } = (await phone.readMe()).body
  expect(enrollments.map(({ pinKind }: { pinKind: string }) => pinKind)).toEqual(['first', 'second'])
})
