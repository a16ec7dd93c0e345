import { grantOf, isAllowed } from '#domain/operator/permission.ts'
import {
  type AuditListRow,
  type AuditOperator,
  type AuditQuery,
  hasActedSince,
  listOperators,
  selectAuditRows,
} from '#server/audit/list-repository.ts'
import { recordAuditEvent } from '#server/audit/record-audit-event.ts'
import { type Transaction, withTransaction } from '#server/database.ts'
import { cutKeysetPage, type KeysetPage, readKeysetPage } from '#server/keyset.ts'
import { authorize, type Operator } from '#server/operators/authorize.ts'
import type { RequestContext } from '#server/request-context.ts'
import type { DeskServices } from '#server/services.ts'

export type { AuditListRow, AuditOperator, AuditQuery } from '#server/audit/list-repository.ts'

export type AuditList = {
  rows: AuditListRow[]
  olderThanId: string | null
  newerThanId: string | null
  /** Whom one may choose among; empty for who sees only their own acts. */
  operators: AuditOperator[]
  isOwnOnly: boolean
}
type Services = DeskServices
type Input = AuditQuery & Partial<KeysetPage>

const SAME_READING_MS = 10 * 60_000

/**
 * One page of what operators did, newest first, by keyset: all of it, or one's own acts. Reading others' is itself
 * recorded, once in ten minutes.
 * @throws AppError unauthenticated, forbidden
 */
export async function listAuditEvents(services: Services, ctx: RequestContext, input: Input): Promise<AuditList> {
  const operator = await authorize(services, ctx, 'audit:read_own')
  const page = readKeysetPage(input, { usual: 50, max: 200 })
  const isOwnOnly = seesOnlyOwn(operator)
  return await withTransaction(services.pool, async (tx) => {
    if (!isOwnOnly) await recordReading(tx, ctx, operator)
    const found = await selectAuditRows(tx, withinReach(operator, input), { ...page, limit: page.limit + 1 })
    const { rows, ...neighbours } = cutKeysetPage(found, page)
    return {
      rows: rows.map((row) => hideCustomer(operator, row)),
      ...neighbours,
      operators: isOwnOnly ? [] : await listOperators(tx),
      isOwnOnly,
    }
  })
}

/** Who reads only their own acts asks for them, whatever else was asked. */
function withinReach(operator: Operator, query: AuditQuery): AuditQuery {
  return seesOnlyOwn(operator) ? { ...query, operatorId: operator.id } : query
}

/** An administrator reads acts, not customers. */
function hideCustomer(operator: Operator, row: AuditListRow): AuditListRow {
  if (isAllowed(operator.role, 'customer:read')) return row
  const { last4: _, ...data } = row.data
  return { ...row, customerName: null, last4: null, data }
}

function seesOnlyOwn({ role }: Operator): boolean {
  return grantOf(role, 'audit:read_own').scope === 'own'
}

async function recordReading(tx: Transaction, ctx: RequestContext, operator: Operator): Promise<void> {
  const reading = { operatorId: operator.id, action: 'audit.read', sinceMs: ctx.nowMs - SAME_READING_MS }
  if (!(await hasActedSince(tx, reading))) await recordAuditEvent(tx, ctx, { action: 'audit.read' }, operator)
}
