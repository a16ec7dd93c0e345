import { AppError } from '#server/app-error.ts'
import { listTimeline, type TimelineKind, type TimelineRow } from '#server/customers/timeline-repository.ts'
import { cutForward, type KeysetPlace } from '#server/keyset.ts'
import { authorize } from '#server/operators/authorize.ts'
import { isCustomerInReach } from '#server/reach/customer-scope-repository.ts'
import type { RequestContext } from '#server/request-context.ts'
import type { DeskServices } from '#server/services.ts'
import { mayReadVerificationsOf } from '#server/verifications/authorize-reading.ts'

export type TimelineEntry = TimelineRow
export type TimelinePage = { entries: TimelineEntry[]; older: KeysetPlace | null }

type Input = {
  customerId: string
  kind: TimelineKind | null
  before: KeysetPlace | null
  limit?: number
}

const PAGE_ROWS = 30

/**
 * What happened around one customer, newest first: codes asked, SMS, attempts, and what ATM, app, staff and bank did. The
 * attempts are there for who reads them all, or has the customer in hand.
 * @throws AppError unauthenticated, forbidden, not_found
 */
export async function readTimeline(
  services: DeskServices,
  ctx: RequestContext,
  { customerId, kind, before, limit = PAGE_ROWS }: Input,
): Promise<TimelinePage> {
  const operator = await authorize(services, ctx, 'customer:read')
  const { pool } = services
  const { nowMs } = ctx
  if (!(await isCustomerInReach(pool, operator, { customerId, nowMs }))) throw new AppError('not_found')
  const tellsTries = await mayReadVerificationsOf(pool, operator, customerId, nowMs)
  const rows = await listTimeline(pool, { customerId, kind, tellsTries, before, limit: limit + 1 })
  const { rows: entries, last } = cutForward(rows, limit)
  return { entries, older: last && { atMs: last.atMs, id: last.id } }
}
