import { AppError } from '#server/app-error.ts'
import { recordAuditEvent } from '#server/audit/record-audit-event.ts'
import { endCoolingOff, findCoolingOff, listFormerMobiles } from '#server/customers/cooling-off-repository.ts'
import type { Transaction } from '#server/database.ts'
import type { StaffMember } from '#server/operators/authorize.ts'
import type { RequestContext } from '#server/request-context.ts'
import { enqueueNotice } from '#server/sms/enqueue-notice.ts'

export type CoolingOffLift = {
  customerId: string
  reason: string
  proof: string | null
  operator: StaffMember
  data?: Record<string, unknown>
}

/**
 * Ends the cooling-off of a number before its time, by an approval alone. The number and those before it are told: if the
 * new one is a thief's, an old one is where the customer reads of it.
 * @throws AppError not_found, conflict (no_cooling_off)
 */
export async function liftCoolingOff(tx: Transaction, ctx: RequestContext, lift: CoolingOffLift): Promise<void> {
  const { customerId, reason, proof, operator, data } = lift
  const { nowMs } = ctx
  const customer = await findCoolingOff(tx, customerId)
  if (!customer) throw new AppError('not_found')
  const untilMs = await endCoolingOff(tx, { customerId, nowMs })
  if (untilMs === null) throw new AppError('conflict', { reason: 'no_cooling_off' })
  const event = {
    action: 'customer.cooling_off_lifted',
    customerId,
    reason,
    proof,
    data: { ...data, untilMs },
  } as const
  await recordAuditEvent(tx, ctx, event, operator)
  const former = await listFormerMobiles(tx, { customerId, nowMs })
  const about = { customerId, atMs: nowMs, cardLast4: null, pinKind: null, method: null } as const
  for (const mobile of new Set([customer.mobile, ...former])) {
    if (mobile === null) continue
    await enqueueNotice(tx, { ...about, kind: 'cooling_off_lifted', mobile, where: operator.branchName })
  }
}
