import { expect, test } from 'vitest'
import { nextTehranMidnightMs } from '#domain/calendar/tehran-time.ts'
import { defaultPolicy } from '#domain/operator/policy.ts'
import { loadTokenFacts } from '#server/activation-tokens/load-token-facts.ts'
import { at, withTransaction } from '#server/database.ts'
import { appCustomer, type CodeFixture, sentCode, smsCustomer, wrongFor } from '../harness/code-fixture.ts'
import { openTestDatabase } from '../harness/open-test-database.ts'
import { openTestServices } from '../harness/open-test-services.ts'
import { askOtp, drawKey, typeCode } from '../harness/type-code.ts'

const database = await openTestDatabase()
const { services, owner } = openTestServices(database)
const nowMs = Date.now()
const fixture: CodeFixture = { services, owner, database, nowMs }
const hourMs = 3_600_000
const hoursBack = [1, 24].map((hours) => hours * hourMs)

async function guardOf(guardId: string) {
  const { rows } = await owner.query(
    'SELECT day, day_count AS "dayCount", new_spent AS "newSpent", last_counted_at AS "lastCountedAtMs" FROM guard WHERE id = $1',
    [guardId],
  )
  return rows[0]
}

test.each(hoursBack)(
  'a code used up before the clock went back by %i ms stays used up, of SMS and of the app',
  async (backMs) => {
    const customer = await smsCustomer(fixture)
    const { code } = await sentCode(fixture, customer)
    const { pan } = customer.card
    expect(await typeCode(services, { pan, code, nowMs: nowMs + 1 })).toMatchObject({ outcome: 'accepted' })
    expect(await typeCode(services, { pan, code, nowMs: nowMs - backMs })).toMatchObject({ outcome: 'rejected' })
    const { customer: other, app } = await appCustomer(fixture)
    const use = (atMs: number) => typeCode(services, { pan: other.card.pan, code: app.codeAt(atMs), nowMs: atMs })
    expect(await use(nowMs)).toMatchObject({ outcome: 'accepted' })
    for (const atMs of [nowMs, nowMs - 60_000, nowMs - backMs])
      expect(await use(atMs)).toMatchObject({ outcome: 'rejected' })
  },
)

test.each(hoursBack)(
  'an SMS code that was never used does not come to life when the clock goes back by %i ms',
  async (backMs) => {
    const customer = await smsCustomer(fixture)
    const { code } = await sentCode(fixture, customer)
    const answer = await typeCode(services, { pan: customer.card.pan, code, nowMs: nowMs - backMs })
    expect(answer).toMatchObject({ outcome: 'rejected', reason: 'expired' })
  },
)

test('a closing ends no sooner, and the counts of the day go on', async () => {
  const { customer, app } = await appCustomer(fixture)
  const { pan, guardIds } = customer.card
  const code = wrongFor(app.codeAt(nowMs))
  for (let place = 0; place < 5; place += 1) await typeCode(services, { pan, code, nowMs: nowMs + place })
  const before = await guardOf(guardIds.second)
  const back = { pan, code: app.codeAt(nowMs - hourMs), nowMs: nowMs - hourMs }
  expect(await typeCode(services, back)).toMatchObject({ outcome: 'rejected', reason: 'locked' })
  expect(await guardOf(guardIds.second)).toEqual(before)
})

test('wrong codes around midnight at two servers a little apart are one day’s count', async () => {
  const { customer, app } = await appCustomer(fixture)
  const { pan, guardIds } = customer.card
  const midnightMs = nextTehranMidnightMs(nowMs)
  const code = wrongFor(app.codeAt(midnightMs))
  for (let place = 0; place < 4; place += 1)
    await typeCode(services, { pan, code, nowMs: midnightMs + (place % 2 === 0 ? 1 : -1) })
  const guard = await guardOf(guardIds.second)
  expect(guard).toMatchObject({ dayCount: 4, newSpent: 12, lastCountedAtMs: midnightMs + 1 })
})

test('a request answered before is answered the same, and acts once', async () => {
  const customer = await smsCustomer(fixture)
  const key = drawKey(nowMs)
  const first = await askOtp(services, { pan: customer.card.pan, nowMs, key })
  const earlier = { ...key, nowMs: nowMs - hourMs }
  expect(await askOtp(services, { pan: customer.card.pan, nowMs: nowMs - hourMs, key: earlier })).toEqual(first)
})

test('requests of the hours gone back over still fill the card’s rate', async () => {
  const customer = await smsCustomer(fixture)
  const most = defaultPolicy.otpRequestsPerCardPerTenMinutesMax
  for (let press = 0; press < most; press += 1) await sentCode(fixture, customer, { atMs: nowMs + press })
  const { otpRequestId } = await askOtp(services, { pan: customer.card.pan, nowMs: nowMs - hourMs })
  const { rows } = await owner.query('SELECT suppressed_reason AS reason FROM otp_request WHERE id = $1', [
    otpRequestId,
  ])
  expect(rows).toEqual([{ reason: 'card_rate' }])
})

test('tokens issued after midnight count in the day before it, when the clock goes back over it', async () => {
  const { customer, app } = await appCustomer(fixture)
  const midnightMs = nextTehranMidnightMs(nowMs)
  await owner.query('UPDATE activation_token SET issued_at = $2 WHERE enrollment_id = $1', [
    app.enrollmentId,
    at(midnightMs + 1),
  ])
  const card = {
    cardId: customer.card.cardId,
    cardStatus: 'active' as const,
    expiresAtMs: nowMs + hourMs,
    mobile: customer.mobile,
    coolingOffUntilMs: null,
  }
  const enrollment = { id: app.enrollmentId, method: 'app' as const, status: 'active' as const }
  const facts = await withTransaction(services.pool, (tx) =>
    loadTokenFacts(tx, services, { nowMs: midnightMs - 1, card, pinKind: 'second', enrollment }),
  )
  expect(facts.issuedToday).toHaveLength(1)
})
