import { z } from 'zod'
import { maskMobile } from '#domain/enrollment/mobile.ts'
import { type ApprovalStep, defineStep } from '#server/approvals/approval-step.ts'
import { findCoolingOff, lockCoolingOff } from '#server/customers/cooling-off-repository.ts'
import { liftCoolingOff } from '#server/customers/lift-cooling-off.ts'
import { idSchema } from '#server/field-schemas.ts'

/** How a cooling-off is lifted by approval: stale when the number changed once more in between. */
export const liftCoolingOffStep: ApprovalStep = defineStep({
  payloadSchema: z.object({ customerId: idSchema }),
  hold: (tx, { customerId }) => lockCoolingOff(tx, customerId),
  read: async (sql, { nowMs }, { customerId }) => {
    const found = await findCoolingOff(sql, customerId)
    if (!found) return null
    const mobile = found.mobile && maskMobile(found.mobile)
    const coolingOffUntilMs = found.untilMs !== null && found.untilMs > nowMs ? found.untilMs : null
    return {
      customerId,
      cardId: null,
      kind: 'customer',
      id: customerId,
      key: customerId,
      facts: { mobile, coolingOffUntilMs },
      shown: { mobile, coolingOffUntilMs },
      // A number that comes after none would then be a first one, and not cool off.
      refusal: coolingOffUntilMs === null ? 'no_cooling_off' : mobile === null ? 'mobile_missing' : null,
    }
  },
  carryOut: async (tx, ctx, { payload, reason, proof, maker, trace }) => {
    await liftCoolingOff(tx, ctx, { ...payload, reason, proof, operator: maker, data: { ...trace } })
  },
})
