import type { ProofLevel } from '#domain/act-proofs.ts'
import { moveDevice } from '#domain/device.ts'
import { AppError } from '#server/app-error.ts'
import type { Transaction } from '#server/database.ts'
import { endDevice, takeDevice } from '#server/devices/end-device.ts'
import { listCustomersOfDevice } from '#server/devices/held-enrollments-repository.ts'
import type { Operator } from '#server/operators/authorize.ts'
import { isCustomerInReach } from '#server/operators/customer-scope-repository.ts'
import { takeProof } from '#server/proofs/take-proof.ts'
import type { RequestContext } from '#server/request-context.ts'

type Ending = {
  deviceId: string
  reason: string
  proof: ProofLevel
  operator: Operator
  act: 'device:deactivate' | 'device:block'
}

/** @throws AppError not_found, validation_failed, conflict (proof_needed, device_deactivated, device_blocked) */
export async function endDeviceByOperator(tx: Transaction, ctx: RequestContext, ending: Ending): Promise<void> {
  const { deviceId, operator, act, proof, reason } = ending
  const { nowMs } = ctx
  const device = await takeDevice(tx, deviceId)
  const customerIds = device ? await listCustomersInReach(tx, ctx, { operator, deviceId }) : []
  if (!device || customerIds.length === 0) throw new AppError('not_found')
  const taken = await takeProof(tx, { operator, customerIds, act, proof, nowMs })
  const move = moveDevice(device.status, act === 'device:block' ? 'block' : 'deactivate')
  if (move.outcome === 'refused') throw new AppError('conflict', { reason: move.reason })
  const as = act === 'device:block' ? 'blocked' : 'deactivated'
  await endDevice(tx, ctx, device, { as, reason, operator, where: operator.branchName, ...taken })
}

type Named = { operator: Operator; deviceId: string }

async function listCustomersInReach(
  tx: Transaction,
  { nowMs }: RequestContext,
  { operator, deviceId }: Named,
): Promise<string[]> {
  const reached: string[] = []
  for (const customerId of await listCustomersOfDevice(tx, deviceId)) {
    if (await isCustomerInReach(tx, operator, { customerId, nowMs })) reached.push(customerId)
  }
  return reached
}
