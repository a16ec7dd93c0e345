import type { ComplaintParams } from '#components/complaints/complaints-href.ts'
import { type ComplaintKind, complaintKinds } from '#domain/complaint/complaint.ts'
import type { ComplaintPlace, ComplaintQueue, DueSpan } from '#server/complaints/list-complaints.ts'

export type SearchParams = Record<string, string | string[] | undefined>
export type ComplaintQuery = {
  queue: ComplaintQueue
  kind: ComplaintKind | undefined
  assigneeId: string | undefined
  due: DueSpan | undefined
  after: ComplaintPlace | undefined
}

export const queues = ['open', 'mine', 'unassigned', 'overdue', 'closed'] as const satisfies readonly ComplaintQueue[]
const spans = ['today', 'week'] as const satisfies readonly DueSpan[]
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

/** Reads the address of a queue; what it does not understand it leaves out. `params` is the same as an address says it. */
export function readComplaintQuery(search: SearchParams): { query: ComplaintQuery; params: ComplaintParams } {
  const given = (name: string): string => String(search[name] ?? '')
  const query: ComplaintQuery = {
    queue: queues.find((each) => each === given('queue')) ?? 'open',
    kind: complaintKinds.find((each) => each === given('kind')),
    assigneeId: UUID.test(given('assignee')) ? given('assignee') : undefined,
    due: spans.find((each) => each === given('due')),
    after: readPlace(given('after')),
  }
  const { queue, kind, assigneeId: assignee, due } = query
  const params = { queue: queue === 'open' ? undefined : queue, kind, assignee, due }
  return { query, params }
}

export function writePlace({ atMs, id }: ComplaintPlace): string {
  return `${atMs}_${id}`
}

function readPlace(text: string): ComplaintPlace | undefined {
  const [, atMs, id] = /^([0-9]{1,15})_([0-9a-f-]{36})$/.exec(text) ?? []
  return atMs !== undefined && id !== undefined && UUID.test(id) ? { atMs: Number(atMs), id } : undefined
}
