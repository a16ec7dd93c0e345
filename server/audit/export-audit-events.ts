import { AppError } from '#server/app-error.ts'
import { type AuditListRow, type AuditQuery, selectAuditRows } from '#server/audit/list-repository.ts'
import { recordAuditEvent } from '#server/audit/record-audit-event.ts'
import { withTransaction } from '#server/database.ts'
import { wordsSchema } from '#server/field-schemas.ts'
import { authorize } from '#server/operators/authorize.ts'
import type { RequestContext } from '#server/request-context.ts'
import type { DeskServices } from '#server/services.ts'

export const AUDIT_EXPORT_ROWS_MAX = 10_000
const reasonSchema = wordsSchema({ min: 3, max: 500 })

/**
 * The newest of the chosen events, at most ten thousand, and the record of who took them and why. `verification:export`
 * and `audit:read_all` together are the auditor's.
 * @throws AppError unauthenticated, forbidden, validation_failed
 */
export async function exportAuditEvents(
  services: DeskServices,
  ctx: RequestContext,
  { reason, ...query }: AuditQuery & { reason: string },
): Promise<{ rows: AuditListRow[]; isCapped: boolean }> {
  await authorize(services, ctx, 'audit:read_all')
  const operator = await authorize(services, ctx, 'verification:export')
  const given = reasonSchema.safeParse(reason.trim())
  if (!given.success) throw new AppError('validation_failed', { reason: 'reason_missing' })
  return await withTransaction(services.pool, async (tx) => {
    const found = await selectAuditRows(tx, query, { limit: AUDIT_EXPORT_ROWS_MAX + 1 })
    const rows = found.slice(0, AUDIT_EXPORT_ROWS_MAX)
    const isCapped = found.length > AUDIT_EXPORT_ROWS_MAX
    const { customerId = null, ...chosen } = query
    const data = { rows: rows.length, isCapped, ...chosen }
    await recordAuditEvent(tx, ctx, { action: 'audit.exported', customerId, reason: given.data, data }, operator)
    return { rows, isCapped }
  })
}
