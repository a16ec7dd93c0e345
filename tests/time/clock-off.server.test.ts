import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { lengths } from '../harness/lengths.ts'
import { makeCustomer } from '../harness/make-customer.ts'
import { makeAppEnrollment, makeSmsEnrollment } from '../harness/make-enrollment.ts'
import { openTestDatabase } from '../harness/open-test-database.ts'
import { openTestServices } from '../harness/open-test-services.ts'
import { faketime, type ProcessWithClock, startProcess } from './start-process.ts'
import { ask, openTimeFixture, post, present, read, type TimeFixture, untilClockIs } from './time-fixture.ts'

const database = await openTestDatabase()
const { owner } = openTestServices(database)

describe.skipIf(!faketime)(
  `a channel server${faketime ? '' : ': faketime is not installed: apt-get install faketime'}`,
  () => {
    let channel: ProcessWithClock
    let fixture: TimeFixture
    beforeAll(async () => {
      fixture = await openTimeFixture(database, owner)
      channel = await startProcess({ entry: 'channel', database })
    }, 60_000)
    beforeEach(async () => {
      channel.setAhead(0)
      await untilClockIs('trusted', channel.url)
    })
    afterAll(() => channel?.stop())

    async function appCustomer() {
      const nowMs = Date.now()
      const customer = await makeCustomer(owner, fixture.keys, { nowMs })
      const app = await makeAppEnrollment(owner, fixture.keys, customer, { nowMs })
      await makeSmsEnrollment(owner, customer, { nowMs })
      return { customer, app }
    }

    test('with the true time is trusted, and says so', async () => {
      const { status, body } = await read(channel.url, '/readyz')
      expect([status, body.checks.clock, body.clock.state]).toEqual([200, true, 'trusted'])
      expect(Math.abs(body.clock.skewSeconds)).toBeLessThan(0.5)
      expect(channel.said()).not.toContain('"alarm":"clock"')
    })

    test.each([3, -3])('%i s off serves and raises the alarm in log, readiness and metrics', async (aheadSeconds) => {
      const { customer, app } = await appCustomer()
      const from = channel.said().length
      channel.setAhead(aheadSeconds * 1000)
      const { status, body } = await untilClockIs('alarmed', channel.url)
      expect([status, body.checks.clock, body.clock.reason]).toEqual([200, true, 'skew'])
      expect(Math.abs(body.clock.skewSeconds - aheadSeconds)).toBeLessThan(0.5)
      const metrics: string = (await read(channel.url, '/metrics')).body
      const skewSeconds = Number(/^ramzban_clock_skew_seconds (.+)$/m.exec(metrics)?.[1])
      expect(Math.abs(skewSeconds - aheadSeconds)).toBeLessThan(0.5)
      expect(metrics).toContain('ramzban_clock_state{state="alarmed"} 1')
      await channel.hears('the clock is off: served for now', from)
      const answer = await present(fixture, channel.url, customer, app.codeAt(Date.now()))
      expect(answer.body).toMatchObject({ outcome: 'accepted', method: 'app' })
      channel.setAhead(0)
      await untilClockIs('trusted', channel.url)
    })

    test.each(lengths({ short: [10, -10, 3600], long: [10, -10, 3600, -3600, 86_400, -86_400] }))(
      '%i s off refuses from the first request on what depends on time, and recovers by itself',
      async (aheadSeconds) => {
        const { customer, app } = await appCustomer()
        const before = await countRows()
        const from = channel.said().length
        channel.setAhead(aheadSeconds * 1000)
        const refused = await present(fixture, channel.url, customer, app.codeAt(Date.now()))
        expect([refused.status, refused.body.code, Number(refused.retryAfter) > 0]).toEqual([503, 'busy', true])
        const pressed = await ask(fixture, channel.url, customer)
        expect([pressed.status, pressed.body.code]).toEqual([503, 'busy'])
        const [ready, healthy] = await Promise.all(['/readyz', '/healthz'].map((path) => read(channel.url, path)))
        expect([ready?.status, ready?.body.code, ready?.body.checks]).toEqual([
          503,
          'not_ready',
          { database: true, migrations: true, partitions: true, clock: false },
        ])
        expect(ready?.body.clock).toMatchObject({ state: 'refused', reason: 'skew' })
        expect(healthy?.status).toBe(200)
        expect((await read(channel.url, '/v1/time')).status).toBe(503)
        await channel.hears('what depends on time is refused', from)
        expect(await countRows()).toEqual(before)
        channel.setAhead(0)
        await untilClockIs('trusted', channel.url)
        await channel.hears('the clock is trusted again', from)
        const answer = await present(fixture, channel.url, customer, app.codeAt(Date.now()))
        expect(answer.body).toMatchObject({ outcome: 'accepted', method: 'app' })
      },
    )

    test('10 s off still ends a lost phone’s enrollment; an hour off it asks for a repeat and blames no caller', async () => {
      const { customer } = await appCustomer()
      const fields = { pan: customer.card.pan.reveal(), terminalId: 'ATM-1', pinKinds: ['second'] }
      channel.setAhead(3_600_000)
      const late = await post(fixture, channel.url, '/v1/atm/deactivations', fields)
      expect([late.status, late.body.code]).toEqual([503, 'busy'])
      channel.setAhead(10_000)
      const ended = await post(fixture, channel.url, '/v1/atm/deactivations', fields)
      expect([ended.status, ended.body.deactivated.length]).toEqual([200, 2])
      channel.setAhead(0)
      await untilClockIs('trusted', channel.url)
      const { rows } = await owner.query(`SELECT count(*) FROM audit_event WHERE action = 'signature.stale'`)
      expect(rows).toEqual([{ count: 0 }])
    })
  },
)

async function countRows(): Promise<Record<string, number>> {
  const { rows } = await owner.query(
    `SELECT (SELECT count(*) FROM verification) AS verifications, (SELECT count(*) FROM otp_request) AS requests,
       (SELECT count(*) FROM audit_event WHERE action = 'signature.stale') AS stale`,
  )
  return rows[0]
}
