import { applyCustomerChange } from '#server/customers/customer-change.ts'
import { type ChangeRefusal, parseCustomerChange } from '#server/customers/parse-customer-change.ts'
import type { CustomerChanges } from '#server/customers/schemas.ts'
import { undoIfRefused } from '#server/database.ts'
import type { RequestContext } from '#server/request-context.ts'
import type { RequestKey } from '#server/requests/request-key.ts'
import { type Outcome, runOnce } from '#server/requests/run-once.ts'
import type { ChannelServices } from '#server/services.ts'

type Refused = { index: number; code: ChangeRefusal }

/**
 * Takes over what core banking says of customers and their cards, all in one transaction; a change that is wrong in
 * itself is left out and named by its index.
 */
export async function applyCustomerChanges(
  services: ChannelServices,
  ctx: RequestContext,
  { changes }: CustomerChanges,
  key: RequestKey,
): Promise<Outcome> {
  return await runOnce(services.pool, key, async (tx) => {
    const refused: Refused[] = []
    for (const [index, change] of changes.entries()) {
      const parsed = parseCustomerChange(change)
      const refusal =
        typeof parsed === 'string'
          ? parsed
          : await undoIfRefused(tx, () => applyCustomerChange(services, ctx, tx, parsed))
      if (refusal) refused.push({ index, code: refusal })
    }
    return { status: 200, body: { applied: changes.length - refused.length, refused } }
  })
}
