import { tehranMidnightMs } from '#domain/calendar/tehran-time.ts'
import type { ComplaintKind } from '#domain/complaint/complaint.ts'
import { maskMobile } from '#domain/enrollment/mobile.ts'
import { recordAuditEvent } from '#server/audit/record-audit-event.ts'
import { type Assignee, listAssignees } from '#server/complaints/assignee-repository.ts'
import {
  type ComplaintQueue,
  countOpenComplaints,
  type QueueCounts,
  selectComplaints,
} from '#server/complaints/list-repository.ts'
import type { ComplaintRow } from '#server/complaints/page-repository.ts'
import { type ComplaintView, listViews } from '#server/complaints/view-repository.ts'
import { cutForward, type KeysetPlace } from '#server/keyset.ts'
import { authorize } from '#server/operators/authorize.ts'
import { reachOf } from '#server/reach/complaint-reach.ts'
import type { RequestContext } from '#server/request-context.ts'
import type { DeskServices } from '#server/services.ts'

export type { ComplaintQueue } from '#server/complaints/list-repository.ts'
export const dueSpans = ['today', 'week'] as const
export type DueSpan = (typeof dueSpans)[number]
export type ListedComplaint = Omit<ComplaintRow, 'callerMobile'> & {
  callerMobileMasked: string | null
  isOverdue: boolean
}
export type ComplaintList = {
  complaints: ListedComplaint[]
  next: KeysetPlace | null
  counts: QueueCounts
  assignees: Assignee[]
  views: ComplaintView[]
}
type Input = {
  queue: ComplaintQueue
  kind?: ComplaintKind | undefined
  assigneeId?: string | undefined
  due?: DueSpan | undefined
  after?: KeysetPlace | undefined
}

const PAGE_ROWS = 50

/**
 * One page of a queue, with how many wait in each, and the reader's own saved ones.
 * @throws AppError unauthenticated, forbidden
 */
export async function listComplaints(
  services: DeskServices,
  ctx: RequestContext,
  { queue, kind, assigneeId, due, after }: Input,
): Promise<ComplaintList> {
  const operator = await authorize(services, ctx, 'customer:read')
  const { pool } = services
  const within = reachOf(operator, ctx.nowMs)
  const narrowed = { kind: kind ?? null, assigneeId: assigneeId ?? null, dueBeforeMs: dueBefore(due, ctx.nowMs) }
  const wish = { queue, ...narrowed, after: after ?? null, limit: PAGE_ROWS + 1 }
  const rows = await selectComplaints(pool, within, wish)
  const counts = await countOpenComplaints(pool, within)
  const [assignees, views] = [await listAssignees(pool, operator.branchId), await listViews(pool, operator.id)]
  const { rows: shown, last } = cutForward(rows, PAGE_ROWS)
  const complaints = shown.map((row) => present(row, ctx.nowMs))
  const data = { kinds: ['complaints'], found: complaints.length }
  await recordAuditEvent(pool, ctx, { action: 'customer.found', data }, operator)
  return { complaints, next: last && placeOf(last, queue), counts, assignees, views }
}

function dueBefore(due: DueSpan | undefined, nowMs: number): number | null {
  if (due === undefined) return null
  return tehranMidnightMs(nowMs, { daysLater: due === 'today' ? 1 : 7 })
}

function placeOf({ id, dueAtMs, closedAtMs }: ComplaintRow, queue: ComplaintQueue): KeysetPlace {
  return { id, atMs: queue === 'closed' && closedAtMs !== null ? closedAtMs : dueAtMs }
}

function present({ callerMobile, ...row }: ComplaintRow, nowMs: number): ListedComplaint {
  return {
    ...row,
    callerMobileMasked: callerMobile && maskMobile(callerMobile),
    isOverdue: row.state !== 'closed' && row.dueAtMs <= nowMs,
  }
}
