import type { inferParserType } from 'nuqs/server'
import { keysetPlace } from '#components/data-table/keyset-place.ts'
import { createHref, parseOnce } from '#components/data-table/search-params.ts'
import { complaintKinds } from '#domain/complaint/complaint.ts'
import { uuidForm } from '#domain/text/uuid.ts'
import type { ComplaintQueue, DueSpan } from '#server/complaints/list-complaints.ts'
import type { KeysetPlace } from '#server/keyset.ts'

export const queues = ['open', 'mine', 'unassigned', 'overdue', 'closed'] as const satisfies readonly ComplaintQueue[]
const spans = ['today', 'week'] as const satisfies readonly DueSpan[]

/** What narrows a queue; and `after`, the place in it. */
export const complaintSearchParams = {
  queue: parseOnce<ComplaintQueue>((text) => queues.find((each) => each === text)).withDefault('open'),
  kind: parseOnce((text) => complaintKinds.find((each) => each === text)),
  assignee: parseOnce((text) => (uuidForm.test(text) ? text : undefined)),
  due: parseOnce<DueSpan>((text) => spans.find((each) => each === text)),
  after: keysetPlace,
}

type ComplaintSearch = inferParserType<typeof complaintSearchParams>
export type ComplaintParams = {
  readonly [Name in Exclude<keyof ComplaintSearch, 'after'>]?: ComplaintSearch[Name] | null | undefined
}

const write = createHref('/complaints', complaintSearchParams)

/** The address of a queue; a change starts it from its first page unless it names a place. */
export function complaintsHref(
  params: ComplaintParams,
  change: ComplaintParams & { after?: KeysetPlace | null },
): string {
  return write({}, { ...params, after: null, ...change })
}

/** What is kept of a queue under a name. */
export function queryOf(params: ComplaintParams): string {
  return complaintsHref(params, {}).split('?')[1] ?? ''
}
