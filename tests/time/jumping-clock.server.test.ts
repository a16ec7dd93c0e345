import { setTimeout as pause } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { withClient } from '../../scripts/database/prepare-database.ts'
import { lengths } from '../harness/lengths.ts'
import { makeCustomer, type TestCustomer } from '../harness/make-customer.ts'
import { makeAppEnrollment, makeSmsEnrollment, type TestAppEnrollment } from '../harness/make-enrollment.ts'
import { openTestDatabase } from '../harness/open-test-database.ts'
import { openTestServices } from '../harness/open-test-services.ts'
import { faketime, type ProcessWithClock, startProcess } from './start-process.ts'
import { ask, openTimeFixture, present, type TimeAnswer, type TimeFixture, untilClockIs } from './time-fixture.ts'

const database = await openTestDatabase()
const { owner } = openTestServices(database)
const boundMs = 5_000
const jumpsMs = [6_000, 0, -6_000, 4_500, 3_600_000, 0, -3_600_000, -4_500]
const { rounds, clients } = lengths({ short: { rounds: 1, clients: 6 }, long: { rounds: 20, clients: 16 } })

describe.skipIf(!faketime)('a channel server whose clock jumps about while payments run', () => {
  const channels: ProcessWithClock[] = []
  const answers: TimeAnswer[] = []
  let fixture: TimeFixture
  let isOver = false

  beforeAll(async () => {
    fixture = await openTimeFixture(database, owner)
    await stampRows()
    const start = () => startProcess({ entry: 'channel', database })
    channels.push(...(await Promise.all([start(), start()])))
    const working = Array.from({ length: clients }, (_, place) => pay(place))
    for (let round = 0; round < rounds; round += 1) {
      for (const aheadMs of jumpsMs) {
        channels[0]?.setAhead(aheadMs)
        await work()
      }
    }
    isOver = true
    await Promise.all(working)
  }, 600_000)
  afterAll(() => Promise.all(channels.map((channel) => channel.stop())))

  test('writes no verdict and no request at an instant farther from the database’s than the bound', async () => {
    for (const table of ['verification', 'otp_request']) {
      const { rows } = await owner.query<{ ahead: number; behind: number; written: number }>(
        `SELECT max(extract(epoch FROM at - stored_at) * 1000)::float8 AS ahead,
           max(extract(epoch FROM stored_at - at) * 1000)::float8 AS behind, count(*) AS written FROM ${table}`,
      )
      const { ahead = 0, behind = 0, written = 0 } = rows[0] ?? {}
      expect(written).toBeGreaterThan(0)
      expect(ahead).toBeLessThanOrEqual(boundMs + 50)
      // A row is stored after its request came: what lies between is work, not skew.
      expect(behind).toBeLessThanOrEqual(boundMs + 4_000)
    }
  })

  test('accepts no code twice, and has a row for each acceptance it answered', async () => {
    const { rows: twice } = await owner.query(
      `SELECT coalesce(otp_request_id, activation_id) AS code FROM verification WHERE outcome = 'accepted'
       GROUP BY 1 HAVING count(*) > 1`,
    )
    expect(twice).toEqual([])
    const told = answers.filter(({ body }) => body.outcome === 'accepted').map(({ body }) => body.verificationId)
    const { rows } = await owner.query<{ id: string }>(`SELECT id FROM verification WHERE outcome = 'accepted'`)
    expect(rows.map(({ id }) => id).sort()).toEqual(told.sort())
    expect(told.length).toBeGreaterThan(0)
  })

  test('answers 503 or as ever, and counts each wrong code it answered once', async () => {
    const kinds = new Set(answers.map(({ status, body }) => `${status} ${body.code ?? body.outcome ?? 'asked'}`))
    expect([...kinds].sort()).toEqual(['200 accepted', '200 rejected', '202 asked', '503 busy'])
    const { rows } = await owner.query<{ held: number; counted: number }>(
      `SELECT g.day_count AS held, count(v.id) AS counted FROM guard g JOIN verification v ON v.guard_id = g.id AND v.counted
         AND to_char(v.at AT TIME ZONE 'Asia/Tehran', 'YYYY-MM-DD') = g.day
       WHERE NOT EXISTS (SELECT FROM verification a WHERE a.guard_id = g.id AND a.outcome = 'accepted') GROUP BY g.id`,
    )
    expect(rows.length).toBeGreaterThan(0)
    expect(rows.filter(({ held, counted }) => held !== counted)).toEqual([])
  })

  test('is trusted as soon as it is right again', async () => {
    channels[0]?.setAhead(0)
    for (const { url } of channels) expect((await untilClockIs('trusted', url)).status).toBe(200)
  })

  /** As long as it takes to get some answers, however busy the machine is. */
  async function work(): Promise<void> {
    const enough = answers.length + 2 * clients
    for (let waits = 0; waits < 6 || (waits < 60 && answers.length < enough); waits += 1) await pause(50)
  }

  /** One customer after another: a code by SMS and one of the app, each typed twice, and wrong codes of a third. */
  async function pay(place: number): Promise<void> {
    const url = (turn: number): string => channels[(place + turn) % 2]?.url ?? ''
    const typing = async (customer: TestCustomer, code: string): Promise<void> => {
      const both = [0, 1].map((turn) => present(fixture, url(turn), customer, code))
      answers.push(...(await Promise.all(both)))
    }
    while (!isOver) {
      const { customer } = await newCustomer()
      const asked = await ask(fixture, url(0), customer)
      answers.push(asked)
      if (asked.code !== '') await typing(customer, asked.code)
      const other = await newCustomer()
      await typing(other.customer, other.app.codeAt(Date.now()))
      await typing(await guessedAt(), '0000000')
    }
  }

  async function newCustomer(): Promise<{ customer: TestCustomer; app: TestAppEnrollment }> {
    const nowMs = Date.now()
    const customer = await makeCustomer(owner, fixture.keys, { nowMs })
    await makeSmsEnrollment(owner, customer, { nowMs })
    return { customer, app: await makeAppEnrollment(owner, fixture.keys, customer, { nowMs }) }
  }

  let guessed: Promise<TestCustomer> | undefined
  function guessedAt(): Promise<TestCustomer> {
    guessed ??= newCustomer().then(({ customer }) => customer)
    return guessed
  }
})

/** Each row also keeps when the database stored it, by the database's clock. */
async function stampRows(): Promise<void> {
  await withClient(database.superuserUrl, async (client) => {
    for (const table of ['verification', 'otp_request'])
      await client.query(`ALTER TABLE ${table} ADD COLUMN stored_at timestamptz DEFAULT clock_timestamp()`)
  })
}
