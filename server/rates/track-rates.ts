import type { Policy } from '#domain/policy.ts'
import type { Pool } from '#server/database.ts'
import {
  addTry,
  forgetBefore,
  learnBuckets,
  listFresh,
  minuteOf,
  openRateBuckets,
  type RateBuckets,
  settleFresh,
  sumTries,
  takeTouched,
} from '#server/rates/rate-buckets.ts'
import { addToRateBuckets, listRateBuckets, listRateBucketsOf, type RateKey } from '#server/rates/repository.ts'

const EXCHANGE_MS = 1_000
const KEPT_MS = 660_000

/** Whose tries are counted together: a terminal, and if named a requester, of one channel client. */
export type Source = { clientId: string; terminalId: string; requesterId: string | null }
type Rates = { buckets: RateBuckets; loaded: Promise<void>; exchange: Promise<void> }

const ratesByPool = new WeakMap<Pool, Rates>()

/**
 * Seconds until a source that mostly guesses may try again, or null for one that may now: at least `wrongRateTriesMin`
 * counted wrong tries in the window, and these at least `wrongRateSharePercent` of its tries.
 */
export async function findWrongRate(
  pool: Pool,
  policy: Policy,
  { source, nowMs }: { source: Source; nowMs: number },
): Promise<number | null> {
  const { buckets } = await loadedRates(pool)
  const windowMs = policy.wrongRateWindowSeconds * 1000
  const waits = tryKeysOf(source).map((rateKey) => {
    const { tries, counted, firstMinuteMs } = sumTries(buckets, rateKey, nowMs - windowMs)
    const isOver = counted >= policy.wrongRateTriesMin && counted * 100 >= tries * policy.wrongRateSharePercent
    return isOver && firstMinuteMs !== null ? Math.ceil((firstMinuteMs + windowMs - nowMs) / 1000) : 0
  })
  const longest = Math.max(...waits)
  return longest > 0 ? longest : null
}

/** One decided verification. */
export async function countTry(
  pool: Pool,
  { source, nowMs, counted }: { source: Source; nowMs: number; counted: boolean },
): Promise<void> {
  const { buckets } = await loadedRates(pool)
  for (const rateKey of tryKeysOf(source)) addTry(buckets, rateKey, { nowMs, counted })
}

/** Counts one OTP request and answers how many of this minute the terminal had before it. */
export async function countRequest(pool: Pool, { source, nowMs }: { source: Source; nowMs: number }): Promise<number> {
  const { buckets } = await loadedRates(pool)
  const rateKey: RateKey = { kind: 'terminal_request', key: `${source.clientId}/${source.terminalId}` }
  const { tries } = sumTries(buckets, rateKey, minuteOf(nowMs) - 1)
  addTry(buckets, rateKey, { nowMs, counted: false })
  return tries
}

/** Brings this process's share to the database and reads the others'; also when the process is about to end. */
export async function exchangeRates(pool: Pool): Promise<void> {
  const rates = await loadedRates(pool)
  rates.exchange = rates.exchange.catch(() => {}).then(() => exchange(pool, rates.buckets))
  await rates.exchange
}

async function exchange(pool: Pool, buckets: RateBuckets): Promise<void> {
  const sinceMs = Date.now() - KEPT_MS
  const fresh = listFresh(buckets)
  await addToRateBuckets(pool, fresh)
  settleFresh(buckets, fresh)
  learnBuckets(buckets, await listRateBucketsOf(pool, takeTouched(buckets), sinceMs))
  forgetBefore(buckets, sinceMs)
}

function tryKeysOf({ clientId, terminalId, requesterId }: Source): RateKey[] {
  const terminal: RateKey = { kind: 'terminal_try', key: `${clientId}/${terminalId}` }
  return requesterId === null ? [terminal] : [terminal, { kind: 'requester_try', key: `${clientId}/${requesterId}` }]
}

async function loadedRates(pool: Pool): Promise<Rates> {
  const rates = ratesByPool.get(pool) ?? startRates(pool)
  await rates.loaded
  return rates
}

function startRates(pool: Pool): Rates {
  const buckets = openRateBuckets()
  const loaded = listRateBuckets(pool, Date.now() - KEPT_MS).then((rows) => learnBuckets(buckets, rows))
  loaded.catch(() => ratesByPool.delete(pool))
  const rates: Rates = { buckets, loaded, exchange: Promise.resolve() }
  ratesByPool.set(pool, rates)
  const timer = setInterval(() => {
    if (pool.ending || ratesByPool.get(pool) !== rates) clearInterval(timer)
    else exchangeRates(pool).catch(() => {})
  }, EXCHANGE_MS)
  timer.unref()
  return rates
}
