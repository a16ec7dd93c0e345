import { isUuidv7 } from '#domain/text/uuidv7.ts'
import type { RequestContext } from '#server/request-context.ts'
import type { DeskServices } from '#server/services.ts'
import { authorizeReading } from '#server/verifications/authorize-reading.ts'
import { countNewer, type LogRow, selectLogRows } from '#server/verifications/log-repository.ts'
import type { LogQuery } from '#server/verifications/log-schemas.ts'

export type { LogRow } from '#server/verifications/log-repository.ts'
export type LogList = { rows: LogRow[]; olderThanId: string | null; newerThanId: string | null }

type Services = DeskServices
type Place = { beforeId?: string; afterId?: string; limit?: number }

const NEWER_MAX = 100

/**
 * One page of the log, newest first, by keyset; an id that is none is no place. `limit`: rows, at most 200.
 * @throws AppError unauthenticated, forbidden, not_found
 */
export async function listVerifications(
  services: Services,
  ctx: RequestContext,
  query: LogQuery & Place,
): Promise<LogList> {
  await authorizeReading(services, ctx, query.filters.customer)
  const limit = Math.min(query.limit ?? 50, 200)
  const afterId = idOrNone(query.afterId)
  const beforeId = afterId ? undefined : idOrNone(query.beforeId)
  const found = await selectLogRows(services.pool, query, { limit: limit + 1, beforeId, afterId })
  const hasMore = found.length > limit
  const rows = afterId ? found.slice(-limit) : found.slice(0, limit)
  const [first, last] = [rows.at(0), rows.at(-1)]
  return {
    rows,
    newerThanId: first && (afterId ? hasMore : beforeId !== undefined) ? first.id : null,
    olderThanId: last && (afterId ? true : hasMore) ? last.id : null,
  }
}

/** How many rows came after `afterId`, at most a hundred: what live mode asks every few seconds. */
export async function countNewerVerifications(
  services: Services,
  ctx: RequestContext,
  { afterId, ...query }: LogQuery & { afterId: string },
): Promise<number> {
  await authorizeReading(services, ctx, query.filters.customer)
  if (!isUuidv7(afterId)) return 0
  return await countNewer(services.pool, query, afterId, NEWER_MAX)
}

function idOrNone(id: string | undefined): string | undefined {
  return id !== undefined && isUuidv7(id) ? id : undefined
}
