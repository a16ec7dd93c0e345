import type { ApprovalTab } from '#server/approvals/list-approvals.ts'

export type Search = Record<string, string | string[] | undefined>
export type ApprovalsQuery = {
  tab?: ApprovalTab | undefined
  open?: string | undefined
  before?: string | undefined
  after?: string | undefined
}

const tabs = ['waiting', 'mine', 'decided'] as const satisfies readonly ApprovalTab[]
const ID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

/** What the address asks for; what it does not understand it leaves out. */
export function readApprovalsQuery(search: Search): ApprovalsQuery {
  const id = (value: unknown): string | undefined => (typeof value === 'string' && ID.test(value) ? value : undefined)
  return {
    tab: tabs.find((each) => each === search.tab),
    open: id(search.open),
    before: id(search.before),
    after: id(search.after),
  }
}

export function approvalsHref(query: ApprovalsQuery): string {
  const present = Object.entries(query).filter((entry): entry is [string, string] => entry[1] !== undefined)
  const text = new URLSearchParams(present).toString()
  return text === '' ? '/approvals' : `/approvals?${text}`
}
