import { AppError } from '#server/app-error.ts'
import { recordAuditEvent } from '#server/audit/record-audit-event.ts'
import { withTransaction } from '#server/database.ts'
import { idSchema } from '#server/field-schemas.ts'
import { requireOperator } from '#server/operators/authorize.ts'
import { deleteKnownDevice } from '#server/operators/known-device-repository.ts'
import type { RequestContext } from '#server/request-context.ts'
import type { DeskServices } from '#server/services.ts'

/**
 * A browser of the operator's own is no longer known: it signs in as any other does. Sessions opened there go on.
 * @throws AppError unauthenticated, not_found (also: somebody else's, or forgotten already)
 */
export async function forgetKnownDevice(
  services: DeskServices,
  ctx: RequestContext,
  input: { deviceId: string },
): Promise<void> {
  const operator = await requireOperator(services, ctx)
  const parsed = idSchema.safeParse(input.deviceId)
  if (!parsed.success) throw new AppError('not_found')
  await withTransaction(services.pool, async (tx) => {
    if (!(await deleteKnownDevice(tx, parsed.data, operator.id))) throw new AppError('not_found')
    const subject = { kind: 'operator', id: operator.id }
    const data = { why: 'forgotten_by_owner' }
    await recordAuditEvent(tx, ctx, { action: 'staff.browser_forgotten', subject, data }, operator)
  })
}
