import { isUuidv7, uuidv7AtMs } from '#domain/text/uuidv7.ts'
import type { ApprovalView } from '#server/approvals/approval-view.ts'
import { authorizeApprovals, readerOf } from '#server/approvals/authorize-approvals.ts'
import {
  type ApprovalCounts,
  type ApprovalTab,
  countOpenApprovals,
  selectApprovals,
} from '#server/approvals/list-repository.ts'
import { viewApproval } from '#server/approvals/view-approval.ts'
import type { RequestContext } from '#server/request-context.ts'
import type { DeskServices } from '#server/services.ts'

export type { ApprovalCounts, ApprovalTab } from '#server/approvals/list-repository.ts'

export type ApprovalList = {
  rows: ApprovalView[]
  olderThanId: string | null
  newerThanId: string | null
  counts: ApprovalCounts
}
type Input = { tab: ApprovalTab; beforeId?: string | undefined; afterId?: string | undefined; limit?: number }

/**
 * One page of the inbox, newest first, by keyset: what waits for the operator, what they asked for, or what was decided of
 * theirs and within their reach; with the counts of the open ones (a hundred means: at least so many).
 * @throws AppError unauthenticated, forbidden
 */
export async function listApprovals(
  services: DeskServices,
  ctx: RequestContext,
  { tab, ...input }: Input,
): Promise<ApprovalList> {
  const operator = await authorizeApprovals(services, ctx)
  const { pool } = services
  const { nowMs } = ctx
  const reader = readerOf(operator)
  const limit = Math.min(input.limit ?? 30, 100)
  const after = placeOf(input.afterId)
  const before = after ? null : placeOf(input.beforeId)
  const [found, counts] = await Promise.all([
    selectApprovals(pool, { reader, tab, nowMs }, { limit: limit + 1, before, after }),
    countOpenApprovals(pool, reader, nowMs),
  ])
  const hasMore = found.length > limit
  const rows = after ? found.slice(-limit) : found.slice(0, limit)
  const [first, last] = [rows.at(0), rows.at(-1)]
  return {
    rows: rows.map((row) => viewApproval(row, operator, nowMs)),
    newerThanId: first && (after ? hasMore : before !== null) ? first.id : null,
    olderThanId: last && (after ? true : hasMore) ? last.id : null,
    counts,
  }
}

/** An id is drawn from the instant of its request, so it names its place. */
function placeOf(id: string | undefined): { atMs: number; id: string } | null {
  return id !== undefined && isUuidv7(id) ? { atMs: uuidv7AtMs(id), id } : null
}
