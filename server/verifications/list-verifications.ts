import { isUuidv7 } from '#domain/text/uuidv7.ts'
import { cutKeysetPage, type KeysetPage, readKeysetPage } from '#server/keyset.ts'
import type { RequestContext } from '#server/request-context.ts'
import type { DeskServices } from '#server/services.ts'
import { authorizeReading } from '#server/verifications/authorize-reading.ts'
import { countNewer, type LogRow, selectLogRows } from '#server/verifications/log-repository.ts'
import type { LogQuery } from '#server/verifications/log-schemas.ts'

export type { LogRow } from '#server/verifications/log-repository.ts'
export type LogList = { rows: LogRow[]; olderThanId: string | null; newerThanId: string | null }

type Services = DeskServices

const NEWER_MAX = 100

/**
 * One page of the log, newest first, by keyset; an id that is none is no place. `limit`: rows, at most 200.
 * @throws AppError unauthenticated, forbidden, not_found
 */
export async function listVerifications(
  services: Services,
  ctx: RequestContext,
  query: LogQuery & Partial<KeysetPage>,
): Promise<LogList> {
  await authorizeReading(services, ctx, query.filters.customer)
  const page = readKeysetPage(query, { usual: 50, max: 200 })
  return cutKeysetPage(await selectLogRows(services.pool, query, { ...page, limit: page.limit + 1 }), page)
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
