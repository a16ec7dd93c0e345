import pg from 'pg'
import { isSilence } from '#server/database-trouble.ts'

export type Sql = pg.Pool | pg.PoolClient
export type Pool = pg.Pool
export type Transaction = pg.PoolClient

const INT8 = 20
const TIMESTAMPTZ = 1184

/** int8 as a number (amounts reach 10^13), timestamptz as epoch milliseconds. */
const types = {
  getTypeParser: (oid: number, format?: 'text' | 'binary') => {
    if (oid === INT8) return Number
    if (oid === TIMESTAMPTZ) return (text: string) => Date.parse(text)
    return pg.types.getTypeParser(oid, format as 'text')
  },
}

type PoolOptions = {
  connectionString: string
  max: number
  applicationName: string
  /** A query that is not answered for so long fails, and its connection is given up: the other side may be gone unheard. */
  silenceMaxMs?: number
  /** What its connections are set to, over what the role has. */
  settings?: Record<string, string>
}

/** For a process that serves: a little more than the longest that its role may keep a transaction open. */
export const SERVING_SILENCE_MAX_MS = 11_000

export function openPool({ connectionString, max, applicationName, silenceMaxMs, settings }: PoolOptions): Pool {
  const pool = new pg.Pool({
    connectionString,
    max,
    application_name: applicationName,
    connectionTimeoutMillis: 3_000,
    keepAlive: true,
    ...(silenceMaxMs !== undefined && { query_timeout: silenceMaxMs }),
    ...(settings && { options: writeSettings(settings) }),
    types: types as unknown as pg.CustomTypesConfig,
  })
  // A connection that dies while idle is replaced at the next use; the query that needs it reports the failure.
  pool.on('error', () => {})
  // The same for one that dies between two queries of a transaction: unheard, it would end the process.
  pool.on('connect', (client) => client.on('error', () => {}))
  return pool
}

const DESK_CONNECTIONS_MAX = 8

/**
 * The channel server's connections for what operators ask. Payments run by plans that were made once (the role's setting); a
 * search over everybody's names is planned by what was typed.
 */
export function openDeskPool(options: Pick<PoolOptions, 'connectionString' | 'applicationName'>): Pool {
  const settings = { enable_seqscan: 'on', plan_cache_mode: 'auto' }
  return openPool({ ...options, max: DESK_CONNECTIONS_MAX, silenceMaxMs: SERVING_SILENCE_MAX_MS, settings })
}

function writeSettings(settings: Record<string, string>): string {
  return Object.entries(settings)
    .map(([name, value]) => `-c ${name}=${value}`)
    .join(' ')
}

const deadlockOrSerialisation = new Set(['40P01', '40001'])

/** Runs `work` in one transaction, again (at most twice) when PostgreSQL broke a deadlock by refusing it. */
export async function withTransaction<T>(pool: Pool, work: (tx: Transaction) => Promise<T>): Promise<T> {
  for (let round = 1; ; round++) {
    try {
      return await runTransaction(pool, work)
    } catch (error) {
      const { code } = error as { code?: string }
      if (round === 3 || !code || !deadlockOrSerialisation.has(code)) throw error
    }
  }
}

async function runTransaction<T>(pool: Pool, work: (tx: Transaction) => Promise<T>): Promise<T> {
  const tx = await pool.connect()
  let broken: Error | undefined
  try {
    await tx.query('BEGIN')
    const result = await work(tx)
    await tx.query('COMMIT')
    return result
  } catch (error) {
    // A connection that fell silent would not answer this either.
    if (isSilence(error)) broken = error
    else
      await tx.query('ROLLBACK').catch((failure: Error) => {
        broken = failure
      })
    throw error
  } finally {
    tx.release(broken)
  }
}

/** Runs `work`; what it wrote is undone, within the open transaction, when it answers something other than null. */
export async function undoIfRefused<T>(tx: Transaction, work: () => Promise<T | null>): Promise<T | null> {
  await tx.query('SAVEPOINT refusable')
  const refusal = await work()
  await tx.query(refusal === null ? 'RELEASE SAVEPOINT refusable' : 'ROLLBACK TO SAVEPOINT refusable')
  return refusal
}

/**
 * Runs `work` whether it is wanted or not. What it wrote unwanted is undone within the open transaction: it cost the same
 * and leaves nothing, so that the time of an answer does not tell which it was. Answers null then.
 */
export async function writeOrUndo<T>(tx: Transaction, isWanted: boolean, work: () => Promise<T>): Promise<T | null> {
  await tx.query('SAVEPOINT wanted')
  const written = await work()
  await tx.query(isWanted ? 'RELEASE SAVEPOINT wanted' : 'ROLLBACK TO SAVEPOINT wanted')
  return isWanted ? written : null
}

/** A Date for a timestamptz parameter. */
export function at(ms: number): Date {
  return new Date(ms)
}

/** A Date or null for a timestamptz parameter. */
export function atOrNull(ms: number | null): Date | null {
  return ms === null ? null : new Date(ms)
}
