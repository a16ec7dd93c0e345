export type CardFacts = { cardStatus: 'unknown' | 'active' | 'blocked'; cardExpiresAtMs: number | null }
export type CardRefusal = 'card_unknown' | 'card_blocked' | 'card_expired'

/** Why nothing may be switched on for this card at `nowMs`, or null. */
export function findCardRefusal({ cardStatus, cardExpiresAtMs }: CardFacts, nowMs: number): CardRefusal | null {
  if (cardStatus === 'unknown') return 'card_unknown'
  if (cardStatus === 'blocked') return 'card_blocked'
  return cardExpiresAtMs !== null && nowMs >= cardExpiresAtMs ? 'card_expired' : null
}
