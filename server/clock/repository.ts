import type pg from 'pg'
import type { ClockLook } from '#domain/otp/clock-sample.ts'
import type { Pool } from '#server/database.ts'

const LOOK_TIMEOUT_MS = 5_000

type TimedQuery = pg.QueryConfig & { query_timeout: number }

const question: TimedQuery = {
  name: 'read_database_clock',
  text: 'SELECT extract(epoch FROM clock_timestamp())::float8 * 1000 AS "databaseMs"',
  query_timeout: LOOK_TIMEOUT_MS,
}

/** One look at the database's clock, timed by the monotonic one; waiting for a connection is not in its time. */
export async function lookAtDatabaseClock(pool: Pool): Promise<ClockLook> {
  const connection = await pool.connect()
  let broken: Error | undefined
  try {
    const sentMs = performance.now()
    const { rows } = await connection.query<{ databaseMs: number }>(question)
    const receivedMs = performance.now()
    const [row] = rows
    if (!row) throw new Error('the database tells no time')
    return { sentMs, receivedMs, databaseMs: row.databaseMs }
  } catch (error) {
    broken = error as Error
    throw error
  } finally {
    connection.release(broken)
  }
}
