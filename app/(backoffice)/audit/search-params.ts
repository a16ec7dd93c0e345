import { createLoader, type SearchParams } from 'nuqs/server'
import { type AuditParams, auditSearchParams } from '#components/audit/audit-href.ts'
import { parseTypedInstant } from '#components/verifications/typed-instant.ts'
import type { AuditQuery } from '#server/audit/list-audit-events.ts'

export type ReadAuditQuery = {
  query: AuditQuery
  params: AuditParams
  misread: ('from' | 'to')[]
  /** The same as it was typed, to be mended where it was typed. */
  typed: AuditParams
}

const load = createLoader(auditSearchParams)
const WINDOW_MS = 30 * 86_400_000
/** Reads the address of the events: thirty days unless it says otherwise; what it does not understand is named. */
export function readAuditQuery(search: SearchParams, nowMs: number): ReadAuditQuery {
  const given = load(search)
  const fromMs = readInstant(given.from)
  const endMsGiven = readInstant(given.to)
  // An end before the beginning is no end: nothing would be shown, as if nothing had happened.
  const toMs = fromMs && endMsGiven && endMsGiven <= fromMs ? null : endMsGiven
  const misread = [...(fromMs === null ? ['from' as const] : []), ...(toMs === null ? ['to' as const] : [])]
  const endMs = toMs ?? nowMs + 1
  const query = {
    fromMs: fromMs ?? endMs - WINDOW_MS,
    toMs: endMs,
    operatorId: given.operator ?? undefined,
    action: given.action ?? undefined,
    customerId: given.customer ?? undefined,
  }
  const understood = { ...given, from: fromMs ? given.from : null, to: toMs ? given.to : null }
  const params = Object.fromEntries(Object.entries(understood).filter((entry): entry is [string, string] => !!entry[1]))
  const typed = Object.fromEntries(misread.map((name) => [name, given[name] ?? '']))
  return { query, params, misread, typed }
}

function readInstant(text: string | null): number | null | undefined {
  return text === null ? undefined : parseTypedInstant(text)
}
