import type { AuditParams } from '#components/audit/audit-href.ts'
import { parseTypedInstant } from '#components/verifications/typed-instant.ts'
import { auditActions } from '#domain/operator/audit.ts'
import { isUuidv7 } from '#domain/text/uuidv7.ts'
import type { AuditQuery } from '#server/audit/list-audit-events.ts'

export type SearchParams = Record<string, string | string[] | undefined>
export type ReadAuditQuery = {
  query: AuditQuery
  params: AuditParams
  misread: ('from' | 'to')[]
  /** The same as it was typed, to be mended where it was typed. */
  typed: AuditParams
}

const WINDOW_MS = 30 * 86_400_000
/** Reads the address of the events: thirty days unless it says otherwise; what it does not understand is named. */
export function readAuditQuery(search: SearchParams, nowMs: number): ReadAuditQuery {
  const given = (name: string): string | undefined => {
    const value = search[name]
    return (Array.isArray(value) ? value[0] : value)?.trim() || undefined
  }
  const idOf = (name: string): string | undefined => [given(name)].find((id) => id !== undefined && isUuid(id))
  const fromMs = readInstant(given('from'))
  const endMsGiven = readInstant(given('to'))
  // An end before the beginning is no end: nothing would be shown, as if nothing had happened.
  const toMs = fromMs && endMsGiven && endMsGiven <= fromMs ? null : endMsGiven
  const misread = [...(fromMs === null ? ['from' as const] : []), ...(toMs === null ? ['to' as const] : [])]
  const endMs = toMs ?? nowMs + 1
  const query = {
    fromMs: fromMs ?? endMs - WINDOW_MS,
    toMs: endMs,
    operatorId: idOf('operator'),
    action: auditActions.find((action) => action === given('action')),
    customerId: idOf('customer'),
  }
  const understood = {
    operator: query.operatorId,
    action: query.action,
    customer: query.customerId,
    from: fromMs ? given('from') : undefined,
    to: toMs ? given('to') : undefined,
    before: [given('before')].find((id) => id !== undefined && isUuidv7(id)),
    after: [given('after')].find((id) => id !== undefined && isUuidv7(id)),
    open: [given('open')].find((id) => id !== undefined && isUuidv7(id)),
  }
  const params = Object.fromEntries(Object.entries(understood).filter((entry): entry is [string, string] => !!entry[1]))
  const typed = Object.fromEntries(misread.map((name) => [name, given(name) ?? '']))
  return { query, params, misread, typed }
}

function readInstant(text: string | undefined): number | null | undefined {
  return text === undefined ? undefined : parseTypedInstant(text)
}

function isUuid(text: string): boolean {
  return /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(text)
}
