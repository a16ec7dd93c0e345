import { createLoader, type SearchParams } from 'nuqs/server'
import { createHref, parseOnce } from '#components/data-table/search-params.ts'
import { type ComplaintKind, complaintKinds } from '#domain/complaint/complaint.ts'

const parsers = {
  customer: parseOnce((text) => text),
  kind: parseOnce((text) => complaintKinds.find((each) => each === text)),
}
const write = createHref('/complaints/new', parsers)

type NewComplaint = { customer: string | null; kind: ComplaintKind | null }

/** Of whom, as the address names them, and of what a new complaint is. */
export const readNewComplaint: (search: SearchParams) => NewComplaint = createLoader(parsers)

export function newComplaintHref(asked: Partial<NewComplaint>): string {
  return write({}, asked)
}
