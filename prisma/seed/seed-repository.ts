import { defaultPolicy, demoPolicy, type PolicyKey } from '#domain/operator/policy.ts'
import { at, type Sql, type Transaction } from '#server/database.ts'

export async function findSeedState(sql: Sql): Promise<'empty' | 'seeded' | 'foreign'> {
  const { rows } = await sql.query<{ seeded: boolean; customers: boolean }>(
    `SELECT EXISTS (SELECT FROM installation WHERE key = 'demo_seeded_at') AS seeded, EXISTS (SELECT FROM customer) AS customers`,
  )
  if (rows[0]?.seeded) return 'seeded'
  return rows[0]?.customers ? 'foreign' : 'empty'
}

export async function markSeeded(tx: Transaction, nowMs: number): Promise<void> {
  await tx.query(`INSERT INTO installation (key, value) VALUES ('demo_seeded_at', $1)`, [new Date(nowMs).toISOString()])
}

/** What may stand in a database without customers: places, staff and clients of an earlier, unfinished start. */
export async function truncateDemo(tx: Transaction): Promise<void> {
  await tx.query('DELETE FROM channel_client_handover')
  await tx.query('DELETE FROM channel_client_secret')
  await tx.query('DELETE FROM channel_client')
  await tx.query('DELETE FROM staff_session')
  await tx.query('DELETE FROM known_device')
  await tx.query('DELETE FROM staff_credential')
  await tx.query('DELETE FROM operator')
  await tx.query('DELETE FROM branch')
  await tx.query('DELETE FROM policy')
}

export async function setDemoPolicy(tx: Transaction, nowMs: number): Promise<void> {
  const keys = Object.keys(demoPolicy) as PolicyKey[]
  const overrides = Object.fromEntries(
    keys.filter((key) => demoPolicy[key] !== defaultPolicy[key]).map((key) => [key, demoPolicy[key]]),
  )
  await tx.query('INSERT INTO policy (overrides, updated_at) VALUES ($1, $2)', [JSON.stringify(overrides), at(nowMs)])
}

const CHUNK = 2_000

type Cell = string | number | boolean | null | Date | Buffer | object
export type Row = Record<string, Cell>

/** Inserts rows of one shape; a Buffer becomes bytea, a Date timestamptz, an object jsonb. */
export async function insertRows(tx: Transaction, table: string, rows: readonly Row[]): Promise<void> {
  const [first] = rows
  if (!first) return
  const columns = Object.keys(first).join(', ')
  for (let start = 0; start < rows.length; start += CHUNK) {
    const chunk = rows.slice(start, start + CHUNK).map(plain)
    await tx.query(
      `INSERT INTO ${table} (${columns}) SELECT ${columns} FROM jsonb_populate_recordset(NULL::${table}, $1)`,
      [JSON.stringify(chunk)],
    )
  }
}

function plain(row: Row): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(row).map(([name, cell]) => [name, Buffer.isBuffer(cell) ? `\\x${cell.toString('hex')}` : cell]),
  )
}
