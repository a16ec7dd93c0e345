import { expect, test } from 'vitest'
import { appCustomer, type CodeFixture, sentCode, smsCustomer, wrongFor } from '#tests/harness/code-fixture.ts'
import { lengths } from '#tests/harness/lengths.ts'
import { makeSmsEnrollment } from '#tests/harness/make-enrollment.ts'
import { openTestDatabase } from '#tests/harness/open-test-database.ts'
import { openChannelServices, openTestServices } from '#tests/harness/open-test-services.ts'
import { askOtp, listReasons, readCode, typeCode } from '#tests/harness/type-code.ts'

const database = await openTestDatabase()
const unlimited = {
  otpRequestsPerCardPerTenMinutesMax: 1000,
  otpRequestsPerCardPerDayMax: 1000,
  otpRequestsPerMobilePerTenMinutesMax: 1000,
  otpRequestsPerMobilePerDayMax: 1000,
  wrongRateTriesMin: 1_000_000,
}
const { services, owner } = openTestServices(database, unlimited)
const processes = [services, openChannelServices(database, unlimited)]
const nowMs = Date.now()
const fixture: CodeFixture = { services, owner, database, nowMs }
const rounds = lengths({ short: 5, long: 50 })
const uses = 64

type Typing = Parameters<typeof typeCode>[1]

/** As many uses at once of one code as there are places, by turns in two processes; how many were accepted. */
async function countAccepted(typing: Typing): Promise<number> {
  const answers = await Promise.all(
    Array.from({ length: uses }, (_, place) => typeCode(processes[place % 2] ?? services, typing)),
  )
  return answers.filter(({ outcome }) => outcome === 'accepted').length
}

test('of many uses at once of one SMS code exactly one is accepted, in two processes too, and the next code works', async () => {
  const customer = await smsCustomer(fixture)
  const { pan } = customer.card
  for (let round = 0; round < rounds; round++) {
    const atMs = nowMs + round * 1000
    const { code, otpRequestId } = await sentCode(fixture, customer, { atMs })
    expect(await countAccepted({ pan, code, nowMs: atMs + 1, ...(round % 2 === 0 && { otpRequestId }) })).toBe(1)
  }
  const { rows } = await owner.query(`SELECT count(*) FROM verification WHERE card_masked = $1`, [pan.masked])
  expect(Number(rows[0].count)).toBe(rounds * uses)
})

test('of many uses at once of one app code exactly one is accepted, in two processes too, and the next code works', async () => {
  const { customer, app } = await appCustomer(fixture)
  const { pan } = customer.card
  for (let round = 0; round < rounds; round++) {
    const atMs = nowMs + round * 60_000
    expect(await countAccepted({ pan, code: app.codeAt(atMs), nowMs: atMs })).toBe(1)
  }
})

test('of many wrong codes at once exactly five are wrong, the rest find it locked, and a right SMS code still works', async () => {
  const { customer, app } = await appCustomer(fixture)
  await makeSmsEnrollment(owner, customer, { nowMs })
  const { pan } = customer.card
  const right = app.codeAt(nowMs)
  const codes = Array.from({ length: uses }, (_, place) =>
    String((Number(right) + 1 + place) % 10 ** 7).padStart(7, '0'),
  )
  const answers = await Promise.all(
    codes.map((code, place) => typeCode(processes[place % 2] ?? services, { pan, code, nowMs })),
  )
  expect(answers.filter(({ reason }) => reason === 'invalid_code')).toHaveLength(5)
  expect(answers.filter(({ reason }) => reason === 'locked')).toHaveLength(uses - 5)
  const { otpRequestId } = await askOtp(services, { pan, nowMs })
  const code = (await readCode(owner, database, otpRequestId)) ?? ''
  expect(await typeCode(services, { pan, code: wrongFor(code), nowMs })).toMatchObject({ reason: 'locked' })
  expect(await typeCode(services, { pan, code, nowMs })).toMatchObject({ outcome: 'accepted', method: 'sms' })
  const { rows } = await owner.query('SELECT app_closed_until, sources FROM guard WHERE id = $1', [
    customer.card.guardIds.second,
  ])
  // Closed to the one source, which is known from now on, and not to the card.
  expect(rows).toEqual([
    { app_closed_until: null, sources: [expect.objectContaining({ u: nowMs + 900_000, g: nowMs })] },
  ])
  expect(rows[0].sources[0]).not.toHaveProperty('r')
})

test('the try that closes a guard leaves its audit row and tells the customer, once', async () => {
  const { customer, app } = await appCustomer(fixture)
  const { pan } = customer.card
  await Promise.all(
    Array.from({ length: 8 }, (_, place) =>
      typeCode(processes[place % 2] ?? services, { pan, code: wrongFor(app.codeAt(nowMs)), nowMs }),
    ),
  )
  const { rows: audit } = await owner.query(
    `SELECT data FROM audit_event WHERE customer_id = $1 AND action = 'guard.locked'`,
    [customer.customerId],
  )
  expect(audit).toHaveLength(1)
  expect(audit[0].data).toMatchObject({ closed: 'app', pinKind: 'second', untilMs: nowMs + 900_000, last4: pan.last4 })
  const { rows: notices } = await owner.query(`SELECT notice_kind FROM sms_message WHERE customer_id = $1`, [
    customer.customerId,
  ])
  expect(notices).toEqual([{ notice_kind: 'locked' }])
})

test('more than sixty-four waiting on one card are sent away, and nobody is counted for it', async () => {
  const { customer, app } = await appCustomer(fixture)
  const { pan } = customer.card
  const all = await Promise.allSettled(
    Array.from({ length: 80 }, () => typeCode(services, { pan, code: wrongFor(app.codeAt(nowMs)), nowMs })),
  )
  const sentAway = all.filter((one) => one.status === 'rejected')
  expect(sentAway).toHaveLength(80 - 65)
  expect(sentAway.every(({ reason }) => reason.code === 'busy' && reason.retryAfterSeconds === 1)).toBe(true)
  expect(await listReasons(owner, pan)).toHaveLength(65)
})

test('different cards verified at once are each decided by their own rows', async () => {
  const holders = await Promise.all(Array.from({ length: 40 }, () => appCustomer(fixture)))
  const answers = await Promise.all(
    holders.map(({ customer, app }, place) => {
      const code = place % 2 === 0 ? app.codeAt(nowMs) : wrongFor(app.codeAt(nowMs))
      return typeCode(services, { pan: customer.card.pan, code, nowMs })
    }),
  )
  expect(answers.map(({ outcome }) => outcome)).toEqual(
    holders.map((_, place) => (place % 2 === 0 ? 'accepted' : 'rejected')),
  )
})
