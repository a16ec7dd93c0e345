import type { PinKind } from '#domain/verification/verification-types.ts'
import { atOrNull, type Sql, type Transaction } from '#server/database.ts'

export type GuardSeed = {
  /** guardIdOf(keys, pan, pinKind) */
  id: string
  cardId: string | null
  pinKind: PinKind
  cardStatus: 'unknown' | 'active' | 'blocked'
  cardExpiresAtMs: number | null
}

/**
 * Makes the guard of a PAN x pinKind unless it is there; a guard made while the card was unknown is tied to its card and
 * keeps its counts. Anyone who inserts a card makes both its guards in the same transaction.
 */
export async function ensureGuard(sql: Sql, guard: GuardSeed): Promise<void> {
  await sql.query({
    name: 'ensure_guard',
    text: `INSERT INTO guard (id, card_id, pin_kind, card_status, card_expires_at) VALUES ($1, $2, $3, $4, $5)
           ON CONFLICT (id) DO UPDATE SET card_id = EXCLUDED.card_id, card_status = EXCLUDED.card_status,
             card_expires_at = EXCLUDED.card_expires_at, version = guard.version + 1
           WHERE guard.card_id IS NULL AND EXCLUDED.card_id IS NOT NULL`,
    values: [guard.id, guard.cardId, guard.pinKind, guard.cardStatus, atOrNull(guard.cardExpiresAtMs)],
  })
}

/**
 * Holds the guard of a PAN x pinKind until the transaction ends and moves it; a card of nobody gets its guard here, by the
 * very statement that moves another's, so that a first sight is not told by its time.
 */
export async function moveGuard(tx: Transaction, { id, pinKind }: Pick<GuardSeed, 'id' | 'pinKind'>): Promise<void> {
  await tx.query({
    name: 'move_guard',
    text: `INSERT INTO guard (id, pin_kind, card_status, version) VALUES ($1, $2, 'unknown', 1)
           ON CONFLICT (id) DO UPDATE SET version = guard.version + 1`,
    values: [id, pinKind],
  })
}

/** Holds both guards of a card until the transaction ends: take them before any change a verification depends on. */
export async function lockGuardsOfCard(tx: Transaction, cardId: string): Promise<void> {
  await lockGuardsOfCards(tx, [cardId])
}

/** Locks in id order, so that two writers never wait for each other in a ring. */
export async function lockGuardsOfCards(tx: Transaction, cardIds: readonly string[]): Promise<void> {
  await tx.query({
    name: 'lock_guards_of_cards',
    text: 'SELECT id FROM guard WHERE card_id = ANY($1::uuid[]) ORDER BY id FOR UPDATE',
    values: [cardIds],
  })
}

export async function lockGuard(tx: Transaction, guardId: string): Promise<void> {
  await tx.query({ name: 'lock_guard', text: 'SELECT id FROM guard WHERE id = $1 FOR UPDATE', values: [guardId] })
}
