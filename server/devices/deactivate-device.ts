import type { z } from 'zod'
import { AppError } from '#server/app-error.ts'
import { alarmWhenReached } from '#server/ceilings/alarm-when-reached.ts'
import { type Transaction, withTransaction } from '#server/database.ts'
import { endDeviceByOperator } from '#server/devices/end-by-operator.ts'
import { deviceDeactivationSchema } from '#server/devices/schemas.ts'
import { authorize } from '#server/operators/authorize.ts'
import type { RequestContext } from '#server/request-context.ts'
import type { DeskServices } from '#server/services.ts'

/**
 * Staff end an installation of the app with its enrollments: the phone was lost, or is not the customer's.
 * @throws AppError unauthenticated, forbidden, validation_failed, not_found, conflict (proof_needed, foreign_customer,
 * device_deactivated, device_blocked, ceiling_reached)
 */
export async function deactivateDevice(
  services: DeskServices,
  ctx: RequestContext,
  input: z.input<typeof deviceDeactivationSchema>,
): Promise<void> {
  const operator = await authorize(services, ctx, 'device:deactivate')
  const parsed = deviceDeactivationSchema.safeParse(input)
  if (!parsed.success) throw new AppError('validation_failed')
  const ending = { ...parsed.data, operator, act: 'device:deactivate', policy: services.policy() } as const
  const end = (tx: Transaction): Promise<void> => endDeviceByOperator(tx, ctx, ending)
  await alarmWhenReached(services, ctx, operator, () => withTransaction(services.pool, end))
}
