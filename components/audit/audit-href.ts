import { createHref, parseFirst } from '#components/data-table/search-params.ts'
import { auditActions } from '#domain/operator/audit.ts'
import { uuidFormInAnyCase } from '#domain/text/uuid.ts'
import { isUuidv7 } from '#domain/text/uuidv7.ts'

export type AuditParams = Readonly<Record<string, string>>

const someone = parseFirst((text) => (uuidFormInAnyCase.test(text) ? text : undefined))
const event = parseFirst((text) => (isUuidv7(text) ? text : undefined))
const instant = parseFirst((text) => text)

/** What the address of the events says; whether its instants are any is for its reader to tell. */
export const auditSearchParams = {
  operator: someone,
  action: parseFirst((text) => auditActions.find((action) => action === text)),
  customer: someone,
  from: instant,
  to: instant,
  before: event,
  after: event,
  open: event,
}

const write = createHref('/audit', auditSearchParams)

/** The events with something else asked of them; a changed question begins at its newest row. */
export function auditHref(params: AuditParams, change: Parameters<typeof write>[1]): string {
  const { before: _before, after: _after, open: _open, ...kept } = params
  return write(kept, change)
}
