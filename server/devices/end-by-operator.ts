import { moveDevice } from '#domain/enrollment/device.ts'
import type { ProofLevel } from '#domain/operator/act-proofs.ts'
import type { Policy } from '#domain/operator/policy.ts'
import { AppError } from '#server/app-error.ts'
import { countUnderCeiling } from '#server/ceilings/count-under-ceiling.ts'
import type { Transaction } from '#server/database.ts'
import { endDevice, takeDevice } from '#server/devices/end-device.ts'
import { listCustomersOfDevice } from '#server/devices/held-enrollments-repository.ts'
import type { Operator } from '#server/operators/authorize.ts'
import { takeProof } from '#server/proofs/take-proof.ts'
import { findReach, type Reach } from '#server/reach/customer-scope-repository.ts'
import type { RequestContext } from '#server/request-context.ts'

type DeviceEndingByOperator = {
  deviceId: string
  reason: string
  proof: ProofLevel
  operator: Operator
  act: 'device:deactivate' | 'device:block'
  policy: Policy
}

/**
 * @throws AppError not_found, validation_failed, conflict (proof_needed, foreign_customer, device_deactivated,
 * device_blocked, ceiling_reached)
 */
export async function endDeviceByOperator(
  tx: Transaction,
  ctx: RequestContext,
  ending: DeviceEndingByOperator,
): Promise<void> {
  const { deviceId, operator, act, proof, reason, policy } = ending
  const { nowMs } = ctx
  const device = await takeDevice(tx, deviceId)
  const reached = device ? await listCustomersInReach(tx, ctx, { operator, deviceId }) : []
  if (!device || reached.length === 0) throw new AppError('not_found')
  const isForeign = reached.every(({ reach }) => reach === 'foreign')
  const customerIds = reached.map(({ customerId }) => customerId)
  const taken = await takeProof(tx, { operator, customerIds, act, proof, nowMs, isForeign })
  const move = moveDevice(device.status, act === 'device:block' ? 'block' : 'deactivate')
  if (move.outcome === 'refused') throw new AppError('conflict', { reason: move.reason })
  const as = act === 'device:block' ? 'blocked' : 'deactivated'
  await endDevice(tx, ctx, device, { as, reason, operator, where: operator.branchName, ...taken })
  await countUnderCeiling(tx, { policy, operator, kind: 'end', subject: deviceId, nowMs })
}

type DeviceTarget = { operator: Operator; deviceId: string }

async function listCustomersInReach(
  tx: Transaction,
  { nowMs }: RequestContext,
  { operator, deviceId }: DeviceTarget,
): Promise<{ customerId: string; reach: Reach }[]> {
  const reached: { customerId: string; reach: Reach }[] = []
  for (const customerId of await listCustomersOfDevice(tx, deviceId)) {
    const reach = await findReach(tx, operator, { customerId, nowMs })
    if (reach) reached.push({ customerId, reach })
  }
  return reached
}
