import { takeFeedTurn } from '#server/customers/core-repository.ts'
import { applyCustomerChange } from '#server/customers/customer-change.ts'
import { hearStatements, type Statements } from '#server/customers/hear-statements.ts'
import { type ChangeRefusal, type ParsedChange, parseCustomerChange } from '#server/customers/parse-customer-change.ts'
import type { CustomerChanges } from '#server/customers/schemas.ts'
import { type Transaction, undoIfRefused } from '#server/database.ts'
import { openTurns } from '#server/open-turns.ts'
import type { RequestContext } from '#server/request-context.ts'
import type { RequestKey } from '#server/requests/request-key.ts'
import { type Outcome, runOnce } from '#server/requests/run-once.ts'
import type { ChannelServices } from '#server/services.ts'

const inTurn = openTurns({ atOnceMax: 1, waitingMax: 50 })

type RefusedChange = { index: number; code: ChangeRefusal }

/**
 * Takes over what core banking says of customers and their cards, all in one transaction; a change that is wrong in
 * itself is left out and named by its index. One feed at a time: two that meet in the same customers would each wait
 * for the other, or make the same new customer twice.
 */
export async function applyCustomerChanges(
  services: ChannelServices,
  ctx: RequestContext,
  { changes }: CustomerChanges,
  key: RequestKey,
): Promise<Outcome> {
  const work = async (tx: Transaction): Promise<Outcome> => {
    await takeFeedTurn(tx)
    const refused: RefusedChange[] = []
    const parsed = changes.map(parseCustomerChange)
    const statements = hearChanges(parsed)
    for (const [index, change] of parsed.entries()) {
      const refusal =
        typeof change === 'string'
          ? change
          : await undoIfRefused(
              tx,
              async () =>
                (await applyCustomerChange(services, ctx, tx, change)) ??
                (statements.contradicts(change) ? 'contradictory' : null),
            )
      if (refusal) refused.push({ index, code: refusal })
    }
    return { status: 200, body: { applied: changes.length - refused.length, refused } }
  }
  return await inTurn(() => runOnce(services.pool, key, work))
}

function hearChanges(changes: readonly (ParsedChange | ChangeRefusal)[]): Statements {
  const statements = hearStatements()
  for (const change of changes) if (typeof change !== 'string') statements.add(change)
  return statements
}
