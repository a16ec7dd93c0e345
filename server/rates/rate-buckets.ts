import type { RateKey, RateKeySince, RateKind, RateRow } from '#server/rates/repository.ts'

const MINUTE_MS = 60_000
/** Names that callers may choose freely are counted for as many; beyond, those with the fewest tries are forgotten. */
export const KEYS_MAX = 50_000
/** Read again from the database at one exchange; what is left out is asked for again by its next try. */
const TOUCHED_MAX = 5_000

/** `tries` and `counted` as the database has them; the fresh ones are this process's, not yet there. */
type Bucket = { tries: number; counted: number; freshTries: number; freshCounted: number }
/** `readAtMs`: when the database was last asked for it; null: never. */
type Entry = { rateKey: RateKey; minutes: Map<number, Bucket>; readAtMs: number | null }
export type RateBuckets = {
  byKey: Map<string, Entry>
  /** Asked for or added to since the last exchange with the database. */
  touched: Map<string, RateKey>
}

export function openRateBuckets(): RateBuckets {
  return { byKey: new Map(), touched: new Map() }
}

export function minuteOf(nowMs: number): number {
  return Math.floor(nowMs / MINUTE_MS) * MINUTE_MS
}

export function addTry(buckets: RateBuckets, rateKey: RateKey, entry: { nowMs: number; counted: boolean }): void {
  const id = idOf(rateKey)
  const bucket = bucketOf(buckets, { id, rateKey }, minuteOf(entry.nowMs))
  bucket.freshTries += 1
  if (entry.counted) bucket.freshCounted += 1
  touch(buckets, { id, rateKey })
}

/** Whether anything is counted of it; asking this does not have it read again. */
export function isCounted(buckets: RateBuckets, rateKey: RateKey): boolean {
  return buckets.byKey.has(idOf(rateKey))
}

/** What was tried in the minutes that began after `afterMs`, and when the first of them began. */
export function sumTries(
  buckets: RateBuckets,
  rateKey: RateKey,
  afterMs: number,
): { tries: number; counted: number; firstMinuteMs: number | null } {
  const id = idOf(rateKey)
  touch(buckets, { id, rateKey })
  const sum = { tries: 0, counted: 0, firstMinuteMs: null as number | null }
  for (const [minuteMs, bucket] of buckets.byKey.get(id)?.minutes ?? []) {
    if (minuteMs <= afterMs) continue
    sum.tries += bucket.tries + bucket.freshTries
    sum.counted += bucket.counted + bucket.freshCounted
    sum.firstMinuteMs = Math.min(minuteMs, sum.firstMinuteMs ?? minuteMs)
  }
  return sum
}

/**
 * This process's share since the last time, the largest first; it stays counted here until `settleFresh`. Of an address
 * that pressed once, as nearly all do, the others need not know.
 */
export function listFresh(buckets: RateBuckets, rowsMax: number): RateRow[] {
  const rows: RateRow[] = []
  for (const { rateKey, minutes } of buckets.byKey.values())
    for (const [minuteMs, { tries, freshTries, freshCounted }] of minutes)
      if (freshTries > 0 && (rateKey.kind !== 'address_request' || tries + freshTries > 1))
        rows.push({ ...rateKey, minuteMs, tries: freshTries, counted: freshCounted })
  return rows.length <= rowsMax ? rows : rows.sort((a, b) => b.tries - a.tries).slice(0, rowsMax)
}

export function settleFresh(buckets: RateBuckets, rows: readonly RateRow[]): void {
  for (const { kind, key, minuteMs, tries, counted } of rows) {
    const bucket = bucketOf(buckets, named({ kind, key }), minuteMs)
    bucket.tries += tries
    bucket.counted += counted
    bucket.freshTries -= tries
    bucket.freshCounted -= counted
  }
}

/** Takes over what the database says, other processes' share included; what is in use stays asked for. */
export function learnBuckets(buckets: RateBuckets, rows: readonly RateRow[]): void {
  for (const { kind, key, minuteMs, tries, counted } of rows) {
    const rateKey = named({ kind, key })
    Object.assign(bucketOf(buckets, rateKey, minuteMs), { tries, counted })
    if (tries > 1) touch(buckets, rateKey)
  }
}

/**
 * What to read again. Of a source that was read before only the minutes that may have grown since: a process tells its
 * share within seconds, so none before the last minute.
 */
export function takeTouched(buckets: RateBuckets, keptSinceMs: number): RateKeySince[] {
  const touched = [...buckets.touched].map(([id, rateKey]) => {
    const readAtMs = buckets.byKey.get(id)?.readAtMs ?? null
    return { ...rateKey, sinceMs: readAtMs === null ? keptSinceMs : minuteOf(readAtMs) - MINUTE_MS }
  })
  buckets.touched.clear()
  return touched
}

/** After `takeTouched`, once all that it named is learnt. `nowMs`: before it was read. */
export function noteRead(buckets: RateBuckets, rateKeys: readonly RateKey[], nowMs: number): void {
  for (const rateKey of rateKeys) {
    const entry = buckets.byKey.get(idOf(rateKey))
    if (entry) entry.readAtMs = nowMs
  }
}

/** Minutes that no window reaches any more, told to the database or not. */
export function forgetBefore(buckets: RateBuckets, beforeMsOf: (kind: RateKind) => number): void {
  for (const [id, { rateKey, minutes }] of buckets.byKey) {
    const beforeMs = beforeMsOf(rateKey.kind)
    for (const minuteMs of minutes.keys()) if (minuteMs < beforeMs) minutes.delete(minuteMs)
    if (minutes.size === 0) buckets.byKey.delete(id)
  }
}

type NamedKey = { id: string; rateKey: RateKey }

function bucketOf(buckets: RateBuckets, { id, rateKey }: NamedKey, minuteMs: number): Bucket {
  const known = buckets.byKey.get(id)
  const entry = known ?? { rateKey, minutes: new Map<number, Bucket>(), readAtMs: null }
  if (!known) {
    if (buckets.byKey.size >= KEYS_MAX) forgetLeast(buckets)
    buckets.byKey.set(id, entry)
  }
  const counted = entry.minutes.get(minuteMs)
  if (counted) return counted
  const bucket = { tries: 0, counted: 0, freshTries: 0, freshCounted: 0 }
  entry.minutes.set(minuteMs, bucket)
  return bucket
}

/** Makes room for a tenth: the oldest of those tried once, then of those tried twice, four times and so on. */
function forgetLeast({ byKey }: RateBuckets): void {
  const left = KEYS_MAX * 0.9
  for (let triesMax = 1; byKey.size > left; triesMax *= 2)
    for (const [id, entry] of byKey) {
      if (triesOf(entry) <= triesMax) byKey.delete(id)
      if (byKey.size <= left) return
    }
}

function triesOf({ minutes }: Entry): number {
  let tries = 0
  for (const bucket of minutes.values()) tries += bucket.tries + bucket.freshTries
  return tries
}

function touch(buckets: RateBuckets, { id, rateKey }: NamedKey): void {
  if (buckets.touched.size < TOUCHED_MAX) buckets.touched.set(id, rateKey)
}

function named(rateKey: RateKey): NamedKey {
  return { id: idOf(rateKey), rateKey }
}

function idOf({ kind, key }: RateKey): string {
  return `${kind} ${key}`
}
