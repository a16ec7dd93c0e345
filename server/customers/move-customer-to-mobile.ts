import { maskMobile } from '#domain/enrollment/mobile.ts'
import { recordAuditEvent } from '#server/audit/record-audit-event.ts'
import { insertFirstMobile } from '#server/customers/first-mobile-repository.ts'
import { endInstallationsOfOldMobile, endMaterialOfOldMobile } from '#server/customers/mobile-change-repository.ts'
import type { Transaction } from '#server/database.ts'
import { drawId } from '#server/draw-id.ts'
import type { RequestContext } from '#server/request-context.ts'
import { enqueueNotice } from '#server/sms/enqueue-notice.ts'

type Move = {
  customerId: string
  oldMobile: string | null
  newMobile: string | null
  coolingOffUntilMs: number | null
  /** There was never another: the customer's branch is told. */
  isFirst: boolean
}

/**
 * A number that changed may be in a thief's hand: what lived on the old one ends, both are told, a cooling-off begins.
 * `oldMobile` null: it was taken away before, and what lived on it ended then, or there was none.
 */
export async function moveCustomerToMobile(ctx: RequestContext, tx: Transaction, move: Move): Promise<void> {
  const { customerId, oldMobile, newMobile, coolingOffUntilMs, isFirst } = move
  if (oldMobile !== null) await endWhatLivedOn(ctx, tx, { customerId, oldMobile, nowMs: ctx.nowMs })
  await recordAuditEvent(tx, ctx, {
    action: 'customer.mobile_changed',
    customerId,
    data: {
      oldMobile: oldMobile && maskMobile(oldMobile),
      newMobile: newMobile && maskMobile(newMobile),
      coolingOffUntilMs,
      ...(isFirst && { isFirst }),
    },
  })
  if (isFirst) await insertFirstMobile(tx, { id: drawId(ctx.nowMs), customerId, atMs: ctx.nowMs })
  const notice = { atMs: ctx.nowMs, customerId, cardLast4: null, pinKind: null, method: null, where: null }
  if (oldMobile) await enqueueNotice(tx, { ...notice, kind: 'mobile_changed_old', mobile: oldMobile })
  if (newMobile)
    await enqueueNotice(tx, { ...notice, kind: 'mobile_changed_new', mobile: newMobile, untilMs: coolingOffUntilMs })
}

type MobileChange = { customerId: string; oldMobile: string; nowMs: number }

async function endWhatLivedOn(ctx: RequestContext, tx: Transaction, change: MobileChange): Promise<void> {
  const { customerId } = change
  await endMaterialOfOldMobile(tx, change)
  for (const device of await endInstallationsOfOldMobile(tx, change)) {
    await recordAuditEvent(tx, ctx, {
      action: 'device.deactivated',
      customerId,
      subject: { kind: 'device', id: device.id },
      data: { model: device.model, why: 'mobile_changed' },
    })
  }
}
