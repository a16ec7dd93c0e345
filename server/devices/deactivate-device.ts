import type { z } from 'zod'
import { moveDevice } from '#domain/device.ts'
import { AppError } from '#server/app-error.ts'
import { type Transaction, withTransaction } from '#server/database.ts'
import { endDevice, takeDevice } from '#server/devices/end-device.ts'
import { listCustomersOfDevice } from '#server/devices/held-enrollments-repository.ts'
import { deviceDeactivationSchema } from '#server/devices/schemas.ts'
import { authorize, type Operator } from '#server/operators/authorize.ts'
import { isCustomerInReach } from '#server/operators/customer-scope-repository.ts'
import type { RequestContext } from '#server/request-context.ts'
import type { WebServices } from '#server/services.ts'

/**
 * Staff end an installation of the app with its enrollments: the phone was lost, or is not the customer's.
 * @throws AppError unauthenticated, forbidden, validation_failed, not_found, conflict (device_deactivated, device_blocked)
 */
export async function deactivateDevice(
  services: Pick<WebServices, 'pool' | 'policy'>,
  ctx: RequestContext,
  input: z.input<typeof deviceDeactivationSchema>,
): Promise<void> {
  const operator = await authorize(services, ctx, 'device:deactivate')
  const parsed = deviceDeactivationSchema.safeParse(input)
  if (!parsed.success) throw new AppError('validation_failed')
  const { deviceId, reason, proof } = parsed.data
  await withTransaction(services.pool, async (tx) => {
    const device = await takeDevice(tx, deviceId)
    if (!device || !(await isDeviceInReach(tx, ctx, { operator, deviceId }))) throw new AppError('not_found')
    const move = moveDevice(device.status, 'deactivate')
    if (move.outcome === 'refused') throw new AppError('conflict', { reason: move.reason })
    await endDevice(tx, ctx, device, { reason, proof, operator, where: operator.branchName })
  })
}

type Named = { operator: Operator; deviceId: string }

async function isDeviceInReach(tx: Transaction, { nowMs }: RequestContext, { operator, deviceId }: Named) {
  for (const customerId of await listCustomersOfDevice(tx, deviceId)) {
    if (await isCustomerInReach(tx, operator, { customerId, nowMs })) return true
  }
  return false
}
