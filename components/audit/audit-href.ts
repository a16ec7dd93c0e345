import { createTextHref } from '#components/data-table/search-params.ts'

export type AuditParams = Readonly<Record<string, string>>

const write = createTextHref('/audit')

/** The events with something else asked of them; a changed question begins at its newest row. */
export function auditHref(params: AuditParams, change: Readonly<Record<string, string | null>>): string {
  const { before: _before, after: _after, open: _open, ...kept } = params
  return write(kept, change)
}
