import { setTimeout as pause } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { lengths } from '../harness/lengths.ts'
import { makeCustomer } from '../harness/make-customer.ts'
import { makeAppEnrollment, makeSmsEnrollment } from '../harness/make-enrollment.ts'
import { openTestDatabase } from '../harness/open-test-database.ts'
import { openTestServices } from '../harness/open-test-services.ts'
import { faketime, type ProcessWithClock, startProcess } from './start-process.ts'
import { ask, openTimeFixture, present, type TimeAnswer, type TimeFixture, untilClockIs } from './time-fixture.ts'

const database = await openTestDatabase()
const { owner } = openTestServices(database)
/** The shortest that a policy may say. */
const validityMs = 30_000
const { aheadMs, rounds } = lengths({
  short: { aheadMs: 2_000, rounds: 10 },
  long: { aheadMs: 4_000, rounds: 300 },
})
const uses = 16

describe.skipIf(!faketime)(`two channel servers ${2 * aheadMs} ms apart, both within the bound`, () => {
  const channels: ProcessWithClock[] = []
  let fixture: TimeFixture
  beforeAll(async () => {
    fixture = await openTimeFixture(database, owner)
    await owner.query('INSERT INTO policy (overrides, updated_at) VALUES ($1, now())', [
      { smsValiditySeconds: validityMs / 1000 },
    ])
    const start = (ms: number) => startProcess({ entry: 'channel', database, aheadMs: ms })
    channels.push(...(await Promise.all([start(aheadMs), start(-aheadMs)])))
    for (const { url } of channels) await untilClockIs('alarmed', url)
  }, 60_000)
  afterAll(() => Promise.all(channels.map((channel) => channel.stop())))

  test(`accept one app code presented ${uses} times at both exactly once, ${rounds} times`, async () => {
    for (let round = 0; round < rounds; round += 1) {
      const customer = await newCustomer()
      const app = await makeAppEnrollment(owner, fixture.keys, customer, { nowMs: Date.now() })
      const code = app.codeAt(Date.now())
      const tally = countReasons(await presentAtBoth(() => code, customer))
      expect(tally, `round ${round}`).toEqual({ accepted: 1, invalid_code: uses - 1 })
    }
  }, 600_000)

  test('accept the code that the one sent at the other, though it was asked for in that one’s future', async () => {
    const customer = await newCustomer()
    const { code } = await ask(fixture, urlOf(0), customer)
    expect((await present(fixture, urlOf(1), customer, code)).body).toMatchObject({
      outcome: 'accepted',
      method: 'sms',
    })
  })

  test('end an SMS code’s validity no farther from its time than each is from the true one', async () => {
    const [customer, twin, third] = [await newCustomer(), await newCustomer(), await newCustomer()]
    const askedAtMs = Date.now()
    const [first, second, last] = [
      await ask(fixture, urlOf(0), customer),
      await ask(fixture, urlOf(0), twin),
      await ask(fixture, urlOf(0), third),
    ]
    const answeredAtMs = Date.now()
    const { rows } = await owner.query<{ expiresAtMs: number }>(
      'SELECT expires_at AS "expiresAtMs" FROM otp_request WHERE id = $1',
      [first.body.otpRequestId],
    )
    const lateMs = (rows[0]?.expiresAtMs ?? 0) - askedAtMs - validityMs
    expect(lateMs).toBeGreaterThanOrEqual(aheadMs - 50)
    expect(lateMs).toBeLessThanOrEqual(aheadMs + answeredAtMs - askedAtMs + 50)
    await pause(answeredAtMs + validityMs + 500 - Date.now())
    expect((await present(fixture, urlOf(0), customer, first.code)).body.reason).toBe('expired')
    expect((await present(fixture, urlOf(1), twin, second.code)).body.reason).toBe('accepted')
    await pause(answeredAtMs + validityMs + 2 * aheadMs + 500 - Date.now())
    expect((await present(fixture, urlOf(1), third, last.code)).body.reason).toBe('expired')
  }, 60_000)

  test('count wrong codes of one card at both as if there were one server', async () => {
    const customer = await newCustomer()
    await makeAppEnrollment(owner, fixture.keys, customer, { nowMs: Date.now() })
    const tally = countReasons(await presentAtBoth((place) => String(90_000 + place), customer))
    expect(tally).toEqual({ invalid_code: 5, locked: uses - 5 })
    const { rows } = await owner.query('SELECT new_spent AS spent, day_count AS day FROM guard WHERE id = $1', [
      customer.card.guardIds.second,
    ])
    expect(rows).toEqual([{ spent: 15, day: 5 }])
  })

  const urlOf = (place: number): string => channels[place % 2]?.url ?? ''

  async function newCustomer() {
    const nowMs = Date.now()
    const customer = await makeCustomer(owner, fixture.keys, { nowMs })
    await makeSmsEnrollment(owner, customer, { nowMs })
    return customer
  }

  type Customer = Awaited<ReturnType<typeof newCustomer>>

  function presentAtBoth(codeOf: (place: number) => string, customer: Customer): Promise<TimeAnswer[]> {
    return Promise.all(
      Array.from({ length: uses }, (_, place) => present(fixture, urlOf(place), customer, codeOf(place))),
    )
  }
})

function countReasons(answers: TimeAnswer[]): Record<string, number> {
  const counts: Record<string, number> = {}
  for (const { status, body } of answers) {
    const word = status === 200 ? body.reason : `${status} ${body.code}`
    counts[word] = (counts[word] ?? 0) + 1
  }
  return counts
}
