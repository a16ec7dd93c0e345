/** What narrows a queue, as its address says it: `queue`, `kind`, `assignee`, `due`; and `after`, the place in it. */
export type ComplaintParams = Readonly<Record<string, string | undefined>>

const names = ['queue', 'kind', 'assignee', 'due'] as const

/** The address of a queue; a change begins it anew unless it names a place. */
export function complaintsHref(params: ComplaintParams, change: Readonly<Record<string, string | null>>): string {
  const search = queryOf({ ...params, ...change }, change.after ?? null)
  return search === '' ? '/complaints' : `/complaints?${search}`
}

/** What is kept of a queue under a name. */
export function queryOf(
  params: Readonly<Record<string, string | null | undefined>>,
  after: string | null = null,
): string {
  const query = new URLSearchParams()
  for (const name of names) if (params[name]) query.set(name, params[name] ?? '')
  if (after !== null) query.set('after', after)
  return query.toString()
}
