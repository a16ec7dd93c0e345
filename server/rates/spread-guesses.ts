import type { Policy } from '#domain/operator/policy.ts'
import { addTry, isCounted, type RateBuckets, sumTries } from '#server/rates/rate-buckets.ts'
import type { RateKey, RateKind } from '#server/rates/repository.ts'

/** A new source's try, as the client and the merchant it came through answer for it. */
export type SpreadTry = { clientId: string; merchantId: string; sourceId: string; guardId: string; nowMs: number }
export type SpreadOf = 'client' | 'merchant'
export type Spread = { of: SpreadOf; key: string; tries: number; wrong: number; sources: number; cards: number }

/** Seen lately by this process, so that each source and card of a client or merchant is counted once in a window. */
export type Seen = Map<string, number>
type Counting = { buckets: RateBuckets; seen: Seen; policy: Policy }

const SEEN_MAX = 50_000
const spreadOf = ['client', 'merchant'] as const

/**
 * Counts a decided try of a new source: of a wrong one also whether its source and its card are fresh ones. A merchant is
 * counted from its first wrong try on: right codes at the many shops without one cost nothing.
 */
export function countSpreadTry({ buckets, seen, policy }: Counting, one: SpreadTry, counted: boolean): void {
  const { nowMs } = one
  const sinceMs = nowMs - policy.wrongRateWindowSeconds * 1000
  for (const of of spreadOf) {
    const key = keyOf(of, one)
    const tries: RateKey = { kind: `${of}_try`, key }
    if (counted || of === 'client' || isCounted(buckets, tries)) addTry(buckets, tries, { nowMs, counted })
    if (!counted) continue
    const parts: [RateKind, string][] = [
      [`${of}_source`, one.sourceId],
      [`${of}_card`, one.guardId],
    ]
    for (const [kind, name] of parts) {
      const mark = `${kind} ${key} ${name}`
      if ((seen.get(mark) ?? Number.NEGATIVE_INFINITY) > sinceMs) continue
      if (seen.size >= SEEN_MAX) forgetOldest(seen)
      seen.delete(mark)
      seen.set(mark, nowMs)
      addTry(buckets, { kind, key }, { nowMs, counted: true })
    }
  }
}

/** The client or merchant through which codes are guessed over many cards from many sources just now, or null. */
export function findSpread({ buckets, policy }: Omit<Counting, 'seen'>, one: SpreadTry): Spread | null {
  const afterMs = one.nowMs - policy.wrongRateWindowSeconds * 1000
  for (const of of spreadOf) {
    const key = keyOf(of, one)
    if (!isCounted(buckets, { kind: `${of}_try`, key })) continue
    const { tries, counted: wrong } = sumTries(buckets, { kind: `${of}_try`, key }, afterMs)
    if (wrong < policy.spreadTriesMin || wrong * 100 < tries * policy.wrongRateSharePercent) continue
    const sources = sumTries(buckets, { kind: `${of}_source`, key }, afterMs).tries
    const cards = sumTries(buckets, { kind: `${of}_card`, key }, afterMs).tries
    if (sources >= policy.spreadSourcesMin && cards >= policy.spreadCardsMin)
      return { of, key, tries, wrong, sources, cards }
  }
  return null
}

function keyOf(of: SpreadOf, { clientId, merchantId }: SpreadTry): string {
  return of === 'client' ? clientId : `${clientId}/${merchantId}`
}

function forgetOldest(seen: Seen): void {
  for (const mark of seen.keys()) {
    seen.delete(mark)
    if (seen.size < SEEN_MAX * 0.9) return
  }
}
