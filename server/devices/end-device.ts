import { recordAuditEvent } from '#server/audit/record-audit-event.ts'
import type { Transaction } from '#server/database.ts'
import {
  type ConcernedCustomer,
  endActivationsOfDevice,
  type HeldEnrollment,
  listCustomersOfMobile,
  listHeldEnrollments,
} from '#server/devices/held-enrollments-repository.ts'
import { type DeviceRow, endDeviceRow, listCardsOfDevice, lockDevice } from '#server/devices/repository.ts'
import { endEnrollment } from '#server/enrollments/end-enrollment-repository.ts'
import { recordEndedEnrollment } from '#server/enrollments/record-ended-enrollment.ts'
import { lockGuardsOfCards } from '#server/guards/repository.ts'
import type { StaffMember } from '#server/operators/authorize.ts'
import type { RequestContext } from '#server/request-context.ts'
import { enqueueNotice } from '#server/sms/enqueue-notice.ts'

export type DeviceEnding = {
  /** `blocked`: blocked for fraud. Deactivated when it is not said. */
  as?: 'deactivated' | 'blocked'
  reason: string
  proof?: string
  operator?: StaffMember
  /** Where it was done, for the customer's notice. */
  where: string | null
  /** Put into the audit rows beside what they say of themselves. */
  data?: Record<string, unknown>
}

/** Holds the guards of every card an installation is bound to, then the installation itself. */
export async function takeDevice(tx: Transaction, deviceId: string): Promise<DeviceRow | null> {
  const cardIds = await listCardsOfDevice(tx, deviceId)
  await lockGuardsOfCards(tx, cardIds)
  const device = await lockDevice(tx, deviceId)
  const bound = await listCardsOfDevice(tx, deviceId)
  if (bound.every((cardId) => cardIds.includes(cardId))) return device
  // Bound to one more card meanwhile, whose guard must come before the device: as after a deadlock, from the start.
  throw Object.assign(new Error('The cards of an installation changed'), { code: '40001' })
}

/** Ends an installation that takeDevice() holds, its bindings and its enrollments, and tells every customer concerned. */
export async function endDevice(
  tx: Transaction,
  ctx: RequestContext,
  device: DeviceRow,
  ending: DeviceEnding,
): Promise<void> {
  const { nowMs } = ctx
  const held = await listHeldEnrollments(tx, device.id)
  const { as = 'deactivated', reason } = ending
  await endActivationsOfDevice(tx, { deviceId: device.id, reason: `device_${as}`, nowMs })
  await endDeviceRow(tx, { deviceId: device.id, status: as, reason, nowMs })
  const concerned = held.length > 0 ? held : await listCustomersOfMobile(tx, device.mobile)
  await recordEndedDevice(tx, ctx, { device, ending, concerned })
  for (const enrollment of held) if (enrollment.hangsOnDevice) await endHeld(tx, ctx, { device, ending, enrollment })
}

type EnrollmentEnding = { device: DeviceRow; ending: DeviceEnding; enrollment: HeldEnrollment }

async function endHeld(
  tx: Transaction,
  ctx: RequestContext,
  { device, ending, enrollment }: EnrollmentEnding,
): Promise<void> {
  const { id: enrollmentId, customerId, last4 } = enrollment
  const { as = 'deactivated', where, reason, proof, operator } = ending
  const ended = await endEnrollment(tx, {
    enrollmentId,
    customerId,
    reason: `device_${as}`,
    nowMs: ctx.nowMs,
  })
  if (!ended) return
  const by = { reason, ...(proof && { proof }), ...(operator && { operator }) }
  await recordEndedEnrollment(tx, ctx, {
    enrollment,
    last4,
    mobile: null,
    where,
    ...by,
    data: { ...ending.data, model: device.model },
  })
}

type RecordedDevice = { device: DeviceRow; ending: DeviceEnding; concerned: ConcernedCustomer[] }

async function recordEndedDevice(tx: Transaction, ctx: RequestContext, record: RecordedDevice): Promise<void> {
  const { device, ending, concerned } = record
  const { as = 'deactivated' } = ending
  const mobileOf = new Map(concerned.map(({ customerId, mobile }) => [customerId, mobile]))
  const told = new Set<string>()
  for (const customerId of mobileOf.size > 0 ? mobileOf.keys() : [null]) {
    const event = {
      action: `device.${as}`,
      customerId,
      subject: { kind: 'device', id: device.id },
      reason: ending.reason,
      proof: ending.proof ?? null,
      data: { ...ending.data, model: device.model },
    } as const
    await recordAuditEvent(tx, ctx, event, ending.operator)
    const mobile = customerId === null ? null : (mobileOf.get(customerId) ?? null)
    if (customerId === null || mobile === null || told.has(mobile)) continue
    told.add(mobile)
    const notice = { kind: `device_${as}`, atMs: ctx.nowMs, mobile, customerId, where: ending.where } as const
    await enqueueNotice(tx, { ...notice, cardLast4: null, pinKind: null, method: 'app' })
  }
}
