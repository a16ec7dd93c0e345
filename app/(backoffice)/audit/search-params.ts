import { createLoader, type SearchParams } from 'nuqs/server'
import type { AuditParams } from '#components/audit/audit-href.ts'
import { parseFirst } from '#components/data-table/search-params.ts'
import { parseTypedInstant } from '#components/verifications/typed-instant.ts'
import { isUuidv7 } from '#domain/text/uuidv7.ts'
import { listedAuditFields } from '#server/audit/audit-fields.ts'
import type { AuditQuery } from '#server/audit/list-audit-events.ts'

export type ReadAuditQuery = {
  query: AuditQuery
  params: AuditParams
  misread: ('from' | 'to')[]
  /** The same as it was typed, to be mended where it was typed. */
  typed: AuditParams
}

const instant = parseFirst((text) => text)
const event = parseFirst((text) => (isUuidv7(text) ? text : undefined))
const filters = listedAuditFields.flatMap(({ name, filter }) => (filter ? [{ name, ...filter }] : []))
const loadFilters = createLoader(
  Object.fromEntries(
    filters.map(({ name, value }) => [name, parseFirst((text) => (value.safeParse(text).success ? text : undefined))]),
  ),
)
const load = createLoader({ from: instant, to: instant, before: event, after: event, open: event })
const WINDOW_MS = 30 * 86_400_000
/** Reads the address of the events: thirty days unless it says otherwise; what it does not understand is named. */
export function readAuditQuery(search: SearchParams, nowMs: number): ReadAuditQuery {
  const given = load(search)
  const chosen = loadFilters(search)
  const fromMs = readInstant(given.from)
  const endMsGiven = readInstant(given.to)
  // An end before the beginning is no end: nothing would be shown, as if nothing had happened.
  const toMs = fromMs && endMsGiven && endMsGiven <= fromMs ? null : endMsGiven
  const misread = [...(fromMs === null ? ['from' as const] : []), ...(toMs === null ? ['to' as const] : [])]
  const endMs = toMs ?? nowMs + 1
  const query = {
    fromMs: fromMs ?? endMs - WINDOW_MS,
    toMs: endMs,
    ...Object.fromEntries(filters.map(({ name, query }) => [query, chosen[name] ?? undefined])),
  }
  const understood = { ...chosen, ...given, from: fromMs ? given.from : null, to: toMs ? given.to : null }
  const params = Object.fromEntries(Object.entries(understood).filter((entry): entry is [string, string] => !!entry[1]))
  const typed = Object.fromEntries(misread.map((name) => [name, given[name] ?? '']))
  return { query, params, misread, typed }
}

function readInstant(text: string | null): number | null | undefined {
  return text === null ? undefined : parseTypedInstant(text)
}
