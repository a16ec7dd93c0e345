import { createLoader, type SearchParams } from 'nuqs/server'
import { type ComplaintParams, complaintSearchParams } from '#components/complaints/complaints-href.ts'
import { parseOnce } from '#components/data-table/search-params.ts'
import type { ComplaintKind } from '#domain/complaint/complaint.ts'
import type { ComplaintQueue, DueSpan } from '#server/complaints/list-complaints.ts'
import type { KeysetPlace } from '#server/keyset.ts'

export type ComplaintQuery = {
  queue: ComplaintQueue
  kind: ComplaintKind | undefined
  assigneeId: string | undefined
  due: DueSpan | undefined
  after: KeysetPlace | undefined
}

const load = createLoader(complaintSearchParams)
const loadNumber = createLoader({ number: parseOnce((text) => text) })

/** The number of a complaint as it was typed; empty where none is asked for. */
export function readTypedNumber(search: SearchParams): string {
  return loadNumber(search).number ?? ''
}

/** Reads the address of a queue; what it does not understand it leaves out. `params` is the same as an address says it. */
export function readComplaintQuery(search: SearchParams): { query: ComplaintQuery; params: ComplaintParams } {
  const { queue, kind: namedKind, assignee: namedAssignee, due: namedDue, after } = load(search)
  const [kind, assignee, due] = [namedKind ?? undefined, namedAssignee ?? undefined, namedDue ?? undefined]
  const params = { queue: queue === 'open' ? undefined : queue, kind, assignee, due }
  return { query: { queue, kind, assigneeId: assignee, due, after: after ?? undefined }, params }
}
