import { AppError } from '#server/app-error.ts'
import { deleteView } from '#server/complaints/view-repository.ts'
import { withTransaction } from '#server/database.ts'
import { idSchema } from '#server/field-schemas.ts'
import { authorize } from '#server/operators/authorize.ts'
import type { RequestContext } from '#server/request-context.ts'
import type { DeskServices } from '#server/services.ts'

/**
 * Drops a saved queue of the operator's own; another's, or one that is gone, is left alone.
 * @throws AppError unauthenticated, forbidden, validation_failed
 */
export async function forgetComplaintView(
  services: DeskServices,
  ctx: RequestContext,
  { viewId }: { viewId: string },
): Promise<void> {
  const operator = await authorize(services, ctx, 'customer:read')
  const id = idSchema.safeParse(viewId)
  if (!id.success) throw new AppError('validation_failed')
  await withTransaction(services.pool, (tx) => deleteView(tx, { id: id.data, operatorId: operator.id }))
}
