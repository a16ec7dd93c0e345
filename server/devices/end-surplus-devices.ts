import { recordAuditEvent } from '#server/audit/record-audit-event.ts'
import type { Transaction } from '#server/database.ts'
import { listCustomersOfMobile } from '#server/devices/held-enrollments-repository.ts'
import { endDeviceRow } from '#server/devices/repository.ts'
import { listSurplusDevices, lockDevicesWithGuards } from '#server/devices/surplus-devices-repository.ts'
import type { RequestContext } from '#server/request-context.ts'

type Limit = { mobile: string; keep: number }

/** Of the installations on a mobile that hold no enrollment only the latest `keep` live on. */
export async function endSurplusDevices(tx: Transaction, ctx: RequestContext, { mobile, keep }: Limit): Promise<void> {
  const candidates = await listSurplusDevices(tx, mobile, keep)
  if (candidates.length === 0) return
  await lockDevicesWithGuards(
    tx,
    candidates.map(({ id }) => id),
  )
  const held = new Set(candidates.map(({ id }) => id))
  const surplus = (await listSurplusDevices(tx, mobile, keep)).filter(({ id }) => held.has(id))
  const customers = await listCustomersOfMobile(tx, mobile)
  for (const { id, model } of surplus) {
    const reason = 'too_many_installations'
    await endDeviceRow(tx, { deviceId: id, status: 'deactivated', reason, nowMs: ctx.nowMs })
    for (const customerId of customers.length > 0 ? customers.map((customer) => customer.customerId) : [null]) {
      await recordAuditEvent(tx, ctx, {
        action: 'device.deactivated',
        customerId,
        subject: { kind: 'device', id },
        reason,
        data: { model },
      })
    }
  }
}
