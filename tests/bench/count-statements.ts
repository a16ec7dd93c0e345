import type { Pool } from '#server/database.ts'
import type { Processes } from '#tests/harness/start-processes.ts'
import { waitFor } from '../../scripts/run/wait-for.ts'
import { print } from './print-table.ts'

/** Lets PostgreSQL count what each statement costs it; it must start over for that, which the supervisor sees to. */
export async function countStatements(system: Processes, superuser: Pool): Promise<void> {
  await superuser.query(`ALTER SYSTEM SET shared_preload_libraries = 'pg_stat_statements'`)
  await superuser.query(`ALTER SYSTEM SET pg_stat_statements.track_planning = on`)
  process.kill(system.pidOf('postgres'), 'SIGINT')
  const check = async (): Promise<boolean> => {
    const { rows } = await superuser.query('SHOW shared_preload_libraries')
    return rows[0]?.shared_preload_libraries === 'pg_stat_statements'
  }
  await waitFor({ what: 'PostgreSQL did not come back', check, limitMs: 30_000, detail: () => system.said.join('\n') })
  await superuser.query('CREATE EXTENSION pg_stat_statements')
}

export async function forgetStatements(superuser: Pool): Promise<void> {
  await superuser.query(`SELECT pg_stat_statements_reset(), pg_stat_reset_shared('wal'), pg_stat_reset_shared('io')`)
}

type Statement = { text: string; calls: number; execMs: number; planMs: number; hits: number; walBytes: number }

/** What was counted since `forgetStatements`, for each verification that was written since. */
export async function printStatements(superuser: Pool, sinceMs: number): Promise<void> {
  const { rows: statements } = await superuser.query<Statement>(
    `SELECT regexp_replace(trim(query), '\\s+', ' ', 'g') AS text, calls::int, total_exec_time AS "execMs", total_plan_time AS "planMs",
       shared_blks_hit::float8 AS hits, wal_bytes::float8 AS "walBytes" FROM pg_stat_statements ORDER BY total_exec_time + total_plan_time DESC LIMIT 12`,
  )
  const { rows } = await superuser.query<{ count: number; bytes: number; images: number; fsyncs: number }>(
    `SELECT (SELECT count(*) FROM verification WHERE at >= $1)::int AS count, wal_bytes::float8 AS bytes, wal_fpi::float8 AS images,
       (SELECT sum(fsyncs)::int FROM pg_stat_io WHERE object = 'wal') AS fsyncs FROM pg_stat_wal`,
    [new Date(sinceMs)],
  )
  const { count = 1, bytes = 0, images = 0, fsyncs = 0 } = rows[0] ?? {}
  const each = (value: number, digits: number): string => (value / count).toFixed(digits)
  print(`\nPostgreSQL’s statements, of ${count} verifications; times are of the wall`)
  print('| statement | calls | verifications a call | ms each | of it planning | blocks hit each | WAL bytes each |')
  print('|---|---|---|---|---|---|---|')
  for (const { text, calls, execMs, planMs, hits, walBytes } of statements) {
    const figures = [each(execMs + planMs, 3), each(planMs, 3), each(hits, 1), each(walBytes, 0)]
    print(
      `| ${text.slice(0, 90).replaceAll('|', '')} | ${calls} | ${(count / calls).toFixed(1)} | ${figures.join(' | ')} |`,
    )
  }
  print(`WAL: ${each(bytes, 0)} bytes, ${each(images, 2)} page images, ${each(fsyncs, 3)} fsyncs a verification`)
}
