import type { z } from 'zod'
import { acceptedProofs } from '#domain/operator/act-proofs.ts'
import { AppError } from '#server/app-error.ts'
import { alarmWhenReached } from '#server/ceilings/alarm-when-reached.ts'
import { type Transaction, withTransaction } from '#server/database.ts'
import { endDeviceByOperator } from '#server/devices/end-by-operator.ts'
import { deviceDeactivationSchema } from '#server/devices/schemas.ts'
import { authorize, recordDenial } from '#server/operators/authorize.ts'
import type { RequestContext } from '#server/request-context.ts'
import type { DeskServices } from '#server/services.ts'

/**
 * The fraud desk shuts an installation out for good: it is ended like one that was lost, and says `device_blocked` from then
 * on wherever its codes turn up.
 * @throws AppError unauthenticated, forbidden, validation_failed, not_found, conflict (proof_needed, device_deactivated,
 * device_blocked, ceiling_reached)
 */
export async function blockDevice(
  services: DeskServices,
  ctx: RequestContext,
  input: z.input<typeof deviceDeactivationSchema>,
): Promise<void> {
  const operator = await authorize(services, ctx, 'device:deactivate')
  if (acceptedProofs('device:block', operator.role).length === 0) {
    await recordDenial(services, ctx, operator, 'device:block')
    throw new AppError('forbidden')
  }
  const parsed = deviceDeactivationSchema.safeParse(input)
  if (!parsed.success) throw new AppError('validation_failed')
  const ending = { ...parsed.data, operator, act: 'device:block', policy: services.policy() } as const
  const end = (tx: Transaction): Promise<void> => endDeviceByOperator(tx, ctx, ending)
  await alarmWhenReached(services, ctx, operator, () => withTransaction(services.pool, end))
}
