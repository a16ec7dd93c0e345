import type { Policy } from '#domain/operator/policy.ts'
import type { OtpRequestRates } from '#domain/otp/decide-otp-request.ts'
import type { Pool } from '#server/database.ts'
import {
  addTry,
  forgetBefore,
  KEYS_MAX,
  learnBuckets,
  listFresh,
  minuteOf,
  noteRead,
  openRateBuckets,
  type RateBuckets,
  settleFresh,
  sumTries,
  takeTouched,
} from '#server/rates/rate-buckets.ts'
import { type PressSource, pressKeysOf, type Source, tryKeysOf } from '#server/rates/rate-keys.ts'
import { addToRateBuckets, listRateBuckets, listRateBucketsOf, type RateKey } from '#server/rates/repository.ts'
import { countSpreadTry, findSpread, type Seen, type Spread, type SpreadTry } from '#server/rates/spread-guesses.ts'

const EXCHANGE_MS = 1_000
/** Told to the other processes at one exchange, the largest first; the rest at the next. */
const EXCHANGED_MAX = 1_000
const MINUTE_MS = 60_000
const PRESSES_KEPT_MS = 3 * MINUTE_MS
const TRIES_KEPT_MIN_MS = 11 * MINUTE_MS

/** `triesKeptMs`: as far back as the policy's window reaches. */
type Rates = {
  buckets: RateBuckets
  seen: Seen
  triesKeptMs: number
  loaded: Promise<void>
  isLoaded: boolean
  exchange: Promise<void>
}

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
  const rates = await loadedRates(pool)
  const windowMs = policy.wrongRateWindowSeconds * 1000
  rates.triesKeptMs = Math.max(TRIES_KEPT_MIN_MS, windowMs + MINUTE_MS)
  const waits = tryKeysOf(source).map((rateKey) => {
    const { tries, counted, firstMinuteMs } = sumTries(rates.buckets, rateKey, nowMs - windowMs)
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

/** One decided verification of a source that is not known at its card. */
export async function countNewSourceTry(pool: Pool, policy: Policy, one: SpreadTry, counted: boolean): Promise<void> {
  const { buckets, seen } = await loadedRates(pool)
  countSpreadTry({ buckets, seen, policy }, one, counted)
}

/** Whether its client or merchant is one through which codes are being guessed over many cards. */
export async function findSpreadGuesses(pool: Pool, policy: Policy, one: SpreadTry): Promise<Spread | null> {
  const { buckets } = await loadedRates(pool)
  return findSpread({ buckets, policy }, one)
}

export type PressRates = Pick<
  OtpRequestRates,
  'terminalPerMinute' | 'merchantPerMinute' | 'requesterPerMinute' | 'addressPerMinute'
>

/** Counts one OTP request and answers how many of this minute its terminal, merchant, requester and address had before it. */
export async function countRequest(
  pool: Pool,
  { source, nowMs }: { source: PressSource; nowMs: number },
): Promise<PressRates> {
  const { buckets } = await loadedRates(pool)
  const count = (rateKey: RateKey | null): number => {
    if (rateKey === null) return 0
    const { tries } = sumTries(buckets, rateKey, minuteOf(nowMs) - 1)
    addTry(buckets, rateKey, { nowMs, counted: false })
    return tries
  }
  const { terminal, merchant, requester, address } = pressKeysOf(source)
  return {
    terminalPerMinute: count(terminal),
    merchantPerMinute: count(merchant),
    requesterPerMinute: count(requester),
    addressPerMinute: count(address),
  }
}

/** Brings this process's share to the database and reads the others'; also when the process is about to end. */
export async function exchangeRates(pool: Pool): Promise<void> {
  const rates = await loadedRates(pool)
  rates.exchange = rates.exchange.catch(() => {}).then(() => exchange(pool, rates))
  await rates.exchange
}

async function exchange(pool: Pool, { buckets, triesKeptMs }: Rates): Promise<void> {
  const nowMs = Date.now()
  const fresh = listFresh(buckets, EXCHANGED_MAX)
  await addToRateBuckets(pool, fresh)
  settleFresh(buckets, fresh)
  const asked = takeTouched(buckets, nowMs - triesKeptMs)
  learnBuckets(buckets, await listRateBucketsOf(pool, asked))
  noteRead(buckets, asked, nowMs)
  forgetBefore(buckets, (kind) => nowMs - (kind.endsWith('_request') ? PRESSES_KEPT_MS : triesKeptMs))
}

async function loadedRates(pool: Pool): Promise<Rates> {
  const rates = ratesByPool.get(pool) ?? startRates(pool)
  if (!rates.isLoaded) await rates.loaded
  return rates
}

function startRates(pool: Pool): Rates {
  const buckets = openRateBuckets()
  const loaded = listRateBuckets(pool, Date.now() - TRIES_KEPT_MIN_MS, KEYS_MAX).then((rows) => {
    learnBuckets(buckets, rows)
    rates.isLoaded = true
  })
  loaded.catch(() => ratesByPool.delete(pool))
  const rates: Rates = {
    buckets,
    seen: new Map(),
    triesKeptMs: TRIES_KEPT_MIN_MS,
    loaded,
    isLoaded: false,
    exchange: Promise.resolve(),
  }
  ratesByPool.set(pool, rates)
  const timer = setInterval(() => {
    if (pool.ending || ratesByPool.get(pool) !== rates) clearInterval(timer)
    else exchangeRates(pool).catch(() => {})
  }, EXCHANGE_MS)
  timer.unref()
  return rates
}
