import { createLoader, type SearchParams } from 'nuqs/server'
import { createHref, parseOnce } from '#components/data-table/search-params.ts'
import { uuidForm } from '#domain/text/uuid.ts'
import type { ApprovalTab } from '#server/approvals/list-approvals.ts'

export type ApprovalsQuery = {
  tab?: ApprovalTab | undefined
  open?: string | undefined
  before?: string | undefined
  after?: string | undefined
}

const tabs = ['waiting', 'mine', 'decided'] as const satisfies readonly ApprovalTab[]

const id = parseOnce((text) => (uuidForm.test(text) ? text : undefined))
const approvalSearchParams = {
  tab: parseOnce((text) => tabs.find((each) => each === text)),
  before: id,
  after: id,
  open: id,
}
const load = createLoader(approvalSearchParams)
const write = createHref('/approvals', approvalSearchParams)

/** What the address asks for; what it does not understand it leaves out. */
export function readApprovalsQuery(search: SearchParams): ApprovalsQuery {
  const { tab, open, before, after } = load(search)
  return { tab: tab ?? undefined, open: open ?? undefined, before: before ?? undefined, after: after ?? undefined }
}

export function approvalsHref(query: ApprovalsQuery): string {
  return write({}, query)
}
