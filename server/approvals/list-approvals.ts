import type { ApprovalView } from '#server/approvals/approval-view.ts'
import { authorizeApprovals, readerOf } from '#server/approvals/authorize-approvals.ts'
import {
  type ApprovalCounts,
  type ApprovalTab,
  countOpenApprovals,
  selectApprovals,
} from '#server/approvals/list-repository.ts'
import { viewApproval } from '#server/approvals/view-approval.ts'
import { cutKeysetPage, type KeysetPage, readKeysetPage } from '#server/keyset.ts'
import type { RequestContext } from '#server/request-context.ts'
import type { DeskServices } from '#server/services.ts'

export type { ApprovalCounts, ApprovalTab } from '#server/approvals/list-repository.ts'

export type ApprovalList = {
  rows: ApprovalView[]
  olderThanId: string | null
  newerThanId: string | null
  counts: ApprovalCounts
}
type Input = { tab: ApprovalTab } & Partial<KeysetPage>

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
  const page = readKeysetPage(input, { usual: 30, max: 100 })
  const [found, counts] = await Promise.all([
    selectApprovals(pool, { reader, tab, nowMs }, { ...page, limit: page.limit + 1 }),
    countOpenApprovals(pool, reader, nowMs),
  ])
  const { rows, ...neighbours } = cutKeysetPage(found, page)
  return { rows: rows.map((row) => viewApproval(row, operator, nowMs)), ...neighbours, counts }
}
