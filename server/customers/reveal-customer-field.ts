import { AppError } from '#server/app-error.ts'
import { recordAuditEvent } from '#server/audit/record-audit-event.ts'
import { alarmWhenReached } from '#server/ceilings/alarm-when-reached.ts'
import { countUnderCeiling } from '#server/ceilings/count-under-ceiling.ts'
import { findPersonalFields } from '#server/customers/reveal-repository.ts'
import { type Transaction, withTransaction } from '#server/database.ts'
import { authorize } from '#server/operators/authorize.ts'
import { isCustomerInReach } from '#server/reach/customer-scope-repository.ts'
import type { RequestContext } from '#server/request-context.ts'
import type { DeskServices } from '#server/services.ts'

export type RevealedField = 'mobile' | 'national_id'
type Input = { customerId: string; field: RevealedField }

/**
 * A customer's whole mobile or national id; each look is recorded.
 * @throws AppError unauthenticated, forbidden, not_found, conflict (ceiling_reached)
 */
export async function revealCustomerField(
  services: DeskServices,
  ctx: RequestContext,
  { customerId, field }: Input,
): Promise<{ value: string }> {
  const operator = await authorize(services, ctx, 'customer:reveal')
  const policy = services.policy()
  const reveal = async (tx: Transaction): Promise<{ value: string }> => {
    const inReach = await isCustomerInReach(tx, operator, { customerId, nowMs: ctx.nowMs })
    const fields = inReach ? await findPersonalFields(tx, customerId) : null
    const value = field === 'mobile' ? fields?.mobile : fields?.nationalId
    if (value == null) throw new AppError('not_found')
    await recordAuditEvent(tx, ctx, { action: 'customer.revealed', customerId, data: { field } }, operator)
    const subject = `${customerId} ${field}`
    await countUnderCeiling(tx, { policy, operator, kind: 'reveal', subject, nowMs: ctx.nowMs })
    return { value: field === 'mobile' ? `0${value.slice(3)}` : value }
  }
  return await alarmWhenReached(services, ctx, operator, () => withTransaction(services.pool, reveal))
}
