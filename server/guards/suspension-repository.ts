import type { PinKind } from '#domain/verification/verification-types.ts'
import { atOrNull, type Sql, type Transaction } from '#server/database.ts'

type GuardKey = { cardId: string; pinKind: PinKind }

/** Whether staff suspended this card x pinKind; it holds with or without an enrollment on it. */
export async function isSuspended(sql: Sql, { cardId, pinKind }: GuardKey): Promise<boolean> {
  const { rows } = await sql.query<{ suspended: boolean }>({
    name: 'is_guard_suspended',
    text: 'SELECT suspended_at IS NOT NULL AS suspended FROM guard WHERE card_id = $1 AND pin_kind = $2',
    values: [cardId, pinKind],
  })
  return rows[0]?.suspended ?? false
}

/** Puts the suspension on the guard and on what is active under it, or lifts it from both. Answers the enrollments moved. */
export async function setSuspension(
  tx: Transaction,
  { cardId, pinKind }: GuardKey,
  suspendedAtMs: number | null,
): Promise<string[]> {
  await tx.query('UPDATE guard SET suspended_at = $3, version = version + 1 WHERE card_id = $1 AND pin_kind = $2', [
    cardId,
    pinKind,
    atOrNull(suspendedAtMs),
  ])
  const [from, to] = suspendedAtMs === null ? ['suspended', 'active'] : ['active', 'suspended']
  const { rows } = await tx.query<{ id: string }>(
    'UPDATE enrollment SET status = $4 WHERE card_id = $1 AND pin_kind = $2 AND status = $3 RETURNING id',
    [cardId, pinKind, from, to],
  )
  return rows.map(({ id }) => id)
}
