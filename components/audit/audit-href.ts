export type AuditParams = Readonly<Record<string, string>>

/** The events with something else asked of them; a changed question begins at its newest row. */
export function auditHref(params: AuditParams, change: Readonly<Record<string, string | null>>): string {
  const { before: _before, after: _after, open: _open, ...kept } = params
  const present = Object.entries({ ...kept, ...change }).filter((entry): entry is [string, string] => Boolean(entry[1]))
  const query = new URLSearchParams(present).toString()
  return query === '' ? '/audit' : `/audit?${query}`
}
