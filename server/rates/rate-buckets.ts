import type { RateKey, RateKind, RateRow } from '#server/rates/repository.ts'

const MINUTE_MS = 60_000

/** `tries` and `counted` as the database has them; the fresh ones are this process's, not yet there. */
type Bucket = { tries: number; counted: number; freshTries: number; freshCounted: number }
export type RateBuckets = {
  byKey: Map<string, { rateKey: RateKey; minutes: Map<number, Bucket> }>
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
  const bucket = bucketOf(buckets, rateKey, minuteOf(entry.nowMs))
  bucket.freshTries += 1
  if (entry.counted) bucket.freshCounted += 1
}

/** What was tried in the minutes that began after `afterMs`, and when the first of them began. */
export function sumTries(
  buckets: RateBuckets,
  rateKey: RateKey,
  afterMs: number,
): { tries: number; counted: number; firstMinuteMs: number | null } {
  touch(buckets, rateKey)
  const sum = { tries: 0, counted: 0, firstMinuteMs: null as number | null }
  for (const [minuteMs, bucket] of buckets.byKey.get(idOf(rateKey))?.minutes ?? []) {
    if (minuteMs <= afterMs) continue
    sum.tries += bucket.tries + bucket.freshTries
    sum.counted += bucket.counted + bucket.freshCounted
    sum.firstMinuteMs = Math.min(minuteMs, sum.firstMinuteMs ?? minuteMs)
  }
  return sum
}

/** This process's share since the last time; it stays counted here until `settleFresh`. */
export function listFresh(buckets: RateBuckets): RateRow[] {
  const rows: RateRow[] = []
  for (const { rateKey, minutes } of buckets.byKey.values())
    for (const [minuteMs, { freshTries, freshCounted }] of minutes)
      if (freshTries > 0) rows.push({ ...rateKey, minuteMs, tries: freshTries, counted: freshCounted })
  return rows
}

export function settleFresh(buckets: RateBuckets, rows: readonly RateRow[]): void {
  for (const { kind, key, minuteMs, tries, counted } of rows) {
    const bucket = bucketOf(buckets, { kind, key }, minuteMs)
    bucket.tries += tries
    bucket.counted += counted
    bucket.freshTries -= tries
    bucket.freshCounted -= counted
  }
}

/** Takes over what the database says, other processes' share included. */
export function learnBuckets(buckets: RateBuckets, rows: readonly RateRow[]): void {
  for (const { kind, key, minuteMs, tries, counted } of rows)
    Object.assign(bucketOf(buckets, { kind, key }, minuteMs), { tries, counted })
}

export function takeTouched(buckets: RateBuckets): RateKey[] {
  const touched = [...buckets.touched.values()]
  buckets.touched.clear()
  return touched
}

export function forgetBefore(buckets: RateBuckets, beforeMs: number): void {
  for (const [id, { minutes }] of buckets.byKey) {
    for (const [minuteMs, { freshTries }] of minutes)
      if (minuteMs < beforeMs && freshTries === 0) minutes.delete(minuteMs)
    if (minutes.size === 0) buckets.byKey.delete(id)
  }
}

function bucketOf(buckets: RateBuckets, rateKey: RateKey, minuteMs: number): Bucket {
  const id = touch(buckets, rateKey)
  const entry = buckets.byKey.get(id) ?? { rateKey, minutes: new Map<number, Bucket>() }
  buckets.byKey.set(id, entry)
  const bucket = entry.minutes.get(minuteMs) ?? { tries: 0, counted: 0, freshTries: 0, freshCounted: 0 }
  entry.minutes.set(minuteMs, bucket)
  return bucket
}

function touch(buckets: RateBuckets, { kind, key }: RateKey): string {
  const id = idOf({ kind, key })
  buckets.touched.set(id, { kind, key })
  return id
}

function idOf({ kind, key }: { kind: RateKind; key: string }): string {
  return `${kind} ${key}`
}
