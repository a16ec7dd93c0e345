import { AppError } from '#server/app-error.ts'
import { recordAuditEvent } from '#server/audit/record-audit-event.ts'
import { requireRevealLeft } from '#server/customers/require-reveal-left.ts'
import { findPersonalFields } from '#server/customers/reveal-repository.ts'
import { withTransaction } from '#server/database.ts'
import { authorize } from '#server/operators/authorize.ts'
import { isCustomerInReach } from '#server/operators/customer-scope-repository.ts'
import type { RequestContext } from '#server/request-context.ts'
import type { WebServices } from '#server/services.ts'

export type RevealedField = 'mobile' | 'national_id'
type Input = { customerId: string; field: RevealedField }

/**
 * A customer's whole mobile or national id; each look is recorded, and there are 30 an hour.
 * @throws AppError unauthenticated, forbidden, not_found, rate_limited
 */
export async function revealCustomerField(
  services: Pick<WebServices, 'pool' | 'policy'>,
  ctx: RequestContext,
  { customerId, field }: Input,
): Promise<{ value: string }> {
  const operator = await authorize(services, ctx, 'customer:reveal')
  return await withTransaction(services.pool, async (tx) => {
    const inReach = await isCustomerInReach(tx, operator, { customerId, nowMs: ctx.nowMs })
    const fields = inReach ? await findPersonalFields(tx, customerId) : null
    const value = field === 'mobile' ? fields?.mobile : fields?.nationalId
    if (value == null) throw new AppError('not_found')
    await requireRevealLeft(tx, operator, ctx.nowMs)
    await recordAuditEvent(tx, ctx, { action: 'customer.revealed', customerId, data: { field } }, operator)
    return { value: field === 'mobile' ? `0${value.slice(3)}` : value }
  })
}
