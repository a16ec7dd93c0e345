import type { RequestContext } from '#server/request-context.ts'
import type { DeskServices } from '#server/services.ts'
import { authorizeReading } from '#server/verifications/authorize-reading.ts'
import { type BucketRow, countByTime, countFacets, facetNames } from '#server/verifications/log-counts-repository.ts'
import type { FacetName } from '#server/verifications/log-fields.ts'
import type { LogQuery, LogWindow } from '#server/verifications/log-schemas.ts'

export type { FacetName } from '#server/verifications/log-fields.ts'
export type FacetValue = { value: string; label: string | null; count: number }
export type LogCounts = {
  total: number
  /** There are more than `total`; the facets then speak of the newest `total` rows. */
  isCapped: boolean
  facets: Record<FacetName, FacetValue[]>
  stretchMs: number
  buckets: BucketRow[]
  /** The histogram reaches back only as far as its oldest bucket. */
  isHistogramCapped: boolean
}

const TOTAL_MAX = 10_000
const HISTOGRAM_ROWS_MAX = 50_000
const BARS_MAX = 100
const MINUTE_MS = 60_000
const stretchesMs = [
  1_000,
  5_000,
  15_000,
  30_000,
  ...[1, 2, 5, 10, 15, 30, 60, 120, 180, 360, 720, 1440, 10_080].map((m) => m * MINUTE_MS),
]

/**
 * Counts of what the log shows, never of more rows than it can count quickly.
 * @throws AppError unauthenticated, forbidden, not_found
 */
export async function countVerifications(
  services: DeskServices,
  ctx: RequestContext,
  query: LogQuery,
): Promise<LogCounts> {
  await authorizeReading(services, ctx, query.filters.customer)
  const stretchMs = chooseStretch(query.window)
  const [facetRows, buckets] = await Promise.all([
    countFacets(services.pool, query, TOTAL_MAX + 1),
    countByTime(services.pool, query, { stretchMs, limit: HISTOGRAM_ROWS_MAX }),
  ])
  const total = facetRows.find(({ facet }) => facet === 'total')?.count ?? 0
  const valuesOf = (facet: FacetName): FacetValue[] =>
    facetRows.flatMap((row) =>
      row.facet === facet && row.value !== null ? [{ value: row.value, label: row.label, count: row.count }] : [],
    )
  return {
    total: Math.min(total, TOTAL_MAX),
    isCapped: total > TOTAL_MAX,
    facets: Object.fromEntries(facetNames.map((name) => [name, valuesOf(name)])) as LogCounts['facets'],
    stretchMs,
    buckets,
    isHistogramCapped:
      buckets.reduce((sum, { accepted, rejected }) => sum + accepted + rejected, 0) >= HISTOGRAM_ROWS_MAX,
  }
}

/** The shortest round stretch of time that draws the window in at most a hundred bars. */
function chooseStretch({ fromMs, toMs }: LogWindow): number {
  return stretchesMs.find((stretchMs) => (toMs - fromMs) / stretchMs <= BARS_MAX) ?? 30 * 1440 * MINUTE_MS
}
