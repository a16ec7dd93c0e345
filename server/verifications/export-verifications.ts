import { AppError } from '#server/app-error.ts'
import { recordAuditEvent } from '#server/audit/record-audit-event.ts'
import { withTransaction } from '#server/database.ts'
import { wordsSchema } from '#server/field-schemas.ts'
import { authorize } from '#server/operators/authorize.ts'
import type { RequestContext } from '#server/request-context.ts'
import type { DeskServices } from '#server/services.ts'
import { type LogRow, selectLogRows } from '#server/verifications/log-repository.ts'
import type { LogQuery } from '#server/verifications/log-schemas.ts'

export const EXPORT_ROWS_MAX = 10_000
const reasonSchema = wordsSchema({ min: 3, max: 500 })

export type ExportedVerifications = { rows: LogRow[]; isCapped: boolean }

/**
 * The newest rows of what the log shows, at most ten thousand, and the record of who took them and why.
 * @throws AppError unauthenticated, forbidden, validation_failed
 */
export async function exportVerifications(
  services: DeskServices,
  ctx: RequestContext,
  { reason, ...query }: LogQuery & { reason: string },
): Promise<ExportedVerifications> {
  const operator = await authorize(services, ctx, 'verification:export')
  const given = reasonSchema.safeParse(reason.trim())
  if (!given.success) throw new AppError('validation_failed', { reason: 'reason_missing' })
  return await withTransaction(services.pool, async (tx) => {
    const found = await selectLogRows(tx, query, { limit: EXPORT_ROWS_MAX + 1 })
    const rows = found.slice(0, EXPORT_ROWS_MAX)
    const isCapped = found.length > EXPORT_ROWS_MAX
    const data = { rows: rows.length, isCapped, ...query.window, ...query.filters }
    const customerId = query.filters.customer ?? null
    await recordAuditEvent(tx, ctx, { action: 'verification.exported', customerId, reason: given.data, data }, operator)
    return { rows, isCapped }
  })
}
