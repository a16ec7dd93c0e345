import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { withClient } from '../../scripts/database/prepare-database.ts'
import { openTestDatabase } from '../harness/open-test-database.ts'
import { faketime, type ProcessWithClock, startProcess } from './start-process.ts'
import { read, untilClockIs } from './time-fixture.ts'

const database = await openTestDatabase()
const hourMs = 3_600_000

describe.skipIf(!faketime)(`a channel server and its database${faketime ? '' : ': apt-get install faketime'}`, () => {
  let channel: ProcessWithClock
  beforeAll(async () => {
    await giveDatabaseOwnClock()
    channel = await startProcess({ entry: 'channel', database })
  }, 60_000)
  afterAll(() => channel?.stop())

  /** The whole machine, with the database on it. */
  async function setMachine(aheadMs: number): Promise<void> {
    channel.setAhead(aheadMs)
    await setDatabase(aheadMs)
  }

  test('of which the database is wrong: refused all the same, for nobody inside can tell which it is', async () => {
    await untilClockIs('trusted', channel.url)
    await setDatabase(10_000)
    const { status, body } = await untilClockIs('refused', channel.url)
    expect([status, body.clock.reason, Math.round(body.clock.skewSeconds)]).toEqual([503, 'skew', -10])
    await setDatabase(0)
    await untilClockIs('trusted', channel.url)
  })

  test('on one machine that is set back: refused until the time has been caught up with, not decided twice', async () => {
    const from = channel.said().length
    await setMachine(-8_000)
    const { status, body } = await untilClockIs('refused', channel.url)
    expect([status, (await read(channel.url, '/v1/time')).status]).toEqual([503, 503])
    expect(['skew', 'went_back']).toContain(body.clock.reason)
    await channel.hears('the clock was set back: refused until it has caught up', from)
    await untilClockIs('alarmed', channel.url)
    expect((await read(channel.url, '/v1/time')).status).toBe(200)
  })

  test('on one machine that is set forward: refused for a moment, told, and served; set back an hour, only a process that is started anew takes that over', async () => {
    const from = channel.said().length
    await setMachine(hourMs)
    await untilClockIs('trusted', channel.url)
    await channel.hears('the wall clock of this machine jumped', from)
    await setMachine(0)
    await channel.hears('the clock was set back: refused until it has caught up', from)
    expect((await read(channel.url, '/readyz')).body.clock).toMatchObject({ state: 'refused', reason: 'went_back' })
    await channel.stop()
    channel = await startProcess({ entry: 'channel', database })
    expect((await read(channel.url, '/readyz')).body.clock.state).toBe('trusted')
  })
})

/** Within this database, for the channel's role, `clock_timestamp()` is a function that the test may set. */
async function giveDatabaseOwnClock(): Promise<void> {
  const name = new URL(database.channelUrl).pathname.slice(1)
  await withClient(database.superuserUrl, (client) =>
    client.query(
      `CREATE SCHEMA own_clock CREATE TABLE ahead (ms float8 NOT NULL);
       INSERT INTO own_clock.ahead VALUES (0);
       CREATE FUNCTION own_clock.clock_timestamp() RETURNS timestamptz LANGUAGE sql VOLATILE AS
         'SELECT pg_catalog.clock_timestamp() + (SELECT ms FROM own_clock.ahead) * interval ''1 ms''';
       GRANT USAGE ON SCHEMA own_clock TO ramzban_channel;
       GRANT SELECT ON own_clock.ahead TO ramzban_channel;
       ALTER ROLE ramzban_channel IN DATABASE ${name} SET search_path = own_clock, pg_catalog, public`,
    ),
  )
}

async function setDatabase(aheadMs: number): Promise<void> {
  await withClient(database.superuserUrl, (client) => client.query('UPDATE own_clock.ahead SET ms = $1', [aheadMs]))
}
