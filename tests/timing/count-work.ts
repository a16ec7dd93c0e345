import { afterAll } from 'vitest'
import { openPool, type Pool } from '#server/database.ts'
import type { TestDatabase } from '#tests/harness/open-test-database.ts'

/** What one call cost the database, whatever the clock says. */
export type Work = {
  /** By name, in their order, but the rates' exchange; how an open savepoint ended is not told apart. */
  statements: string[]
  /** Rows written by table, also those undone again; whether inserted or updated is not told apart. */
  rows: Record<string, number>
  walRecords: number
  walBytes: number
}
export type WorkCounter = { pool: Pool; count: (act: () => Promise<unknown>) => Promise<Work> }

/** A pool of one connection as the channel's role, so that all it does is the doing of one backend. */
export function openWorkCounter(database: TestDatabase): WorkCounter {
  const pool = openPool({ connectionString: database.channelUrl, max: 1, applicationName: 'work-counter' })
  afterAll(() => pool.end(), 10_000)
  let heard: string[] = []
  pool.on('connect', (client) => {
    const query = client.query.bind(client) as (...values: unknown[]) => unknown
    client.query = ((...values: unknown[]) => {
      const name = nameOf(values[0])
      if (!name.includes('rate_buckets')) heard.push(name)
      return query(...values)
    }) as typeof client.query
  })
  return {
    pool,
    count: async (act) => {
      const { rows: rowsBefore, ...walBefore } = await readCounters(pool)
      heard = []
      await act()
      const statements = [...heard]
      const after = await readCounters(pool)
      const rows = Object.entries(after.rows).map(
        ([table, count]) => [table, count - (rowsBefore[table] ?? 0)] as const,
      )
      return {
        statements,
        rows: Object.fromEntries(rows.filter(([, count]) => count > 0)),
        walRecords: after.walRecords - walBefore.walRecords,
        walBytes: after.walBytes - walBefore.walBytes,
      }
    },
  }
}

function nameOf(query: unknown): string {
  const said =
    typeof query === 'string' ? query : ((query as { name?: string }).name ?? String((query as { text?: string }).text))
  return said.replace(/^(RELEASE|ROLLBACK TO) SAVEPOINT/, 'end of savepoint')
}

type Counters = { rows: Record<string, number>; walRecords: number; walBytes: number }

async function readCounters(pool: Pool): Promise<Counters> {
  await pool.query('SELECT pg_stat_force_next_flush()')
  const wal = await pool.query<{ walRecords: number; walBytes: string }>(
    'SELECT wal_records AS "walRecords", wal_bytes AS "walBytes" FROM pg_stat_get_backend_wal(pg_backend_pid())',
  )
  const { rows } = await pool.query<{ table: string; written: string }>(
    `SELECT regexp_replace(relname, '_\\d+(_\\d+)?$', '') AS table, sum(n_tup_ins + n_tup_upd + n_tup_del) AS written
     FROM pg_stat_user_tables WHERE relname <> 'rate_bucket' GROUP BY 1`,
  )
  return {
    rows: Object.fromEntries(rows.map(({ table, written }) => [table, Number(written)])),
    walRecords: Number(wal.rows[0]?.walRecords),
    walBytes: Number(wal.rows[0]?.walBytes),
  }
}
