import type { GuardCounters, PinKind } from '#domain/verification/verification-types.ts'
import type { Sql, Transaction } from '#server/database.ts'

export type OperatorGuard = Omit<GuardCounters, 'sources'> & {
  id: string
  customerId: string
  last4: string
  mobile: string | null
  coolingOffUntilMs: number | null
  suspendedAtMs: number | null
}

export async function findOperatorGuard(
  sql: Sql,
  { cardId, pinKind }: { cardId: string; pinKind: PinKind },
): Promise<OperatorGuard | null> {
  const { rows } = await sql.query<OperatorGuard>(
    `SELECT g.id, c.customer_id AS "customerId", c.last4, k.mobile, k.cooling_off_until AS "coolingOffUntilMs",
       g.suspended_at AS "suspendedAtMs",
       g.run_count AS "runCount", g.held_count AS "heldCount", g.day_count AS "dayCount", g.day,
       g.closing_step AS "closingStep", g.app_closed_until AS "appClosedUntilMs", g.all_closed_until AS "allClosedUntilMs",
       g.held_since AS "heldSinceMs", g.last_counted_at AS "lastCountedAtMs"
     FROM guard g JOIN card c ON c.id = g.card_id JOIN customer k ON k.id = c.customer_id
     WHERE g.card_id = $1 AND g.pin_kind = $2`,
    [cardId, pinKind],
  )
  return rows[0] ?? null
}

/** Opens everything and restarts every count; the day of a count of zero does not matter. */
export async function releaseGuardRow(tx: Transaction, guardId: string): Promise<void> {
  await tx.query(
    `UPDATE guard SET version = version + 1, run_count = 0, held_count = 0, day_count = 0, closing_step = 0,
       app_closed_until = NULL, all_closed_until = NULL, held_since = NULL WHERE id = $1`,
    [guardId],
  )
}
