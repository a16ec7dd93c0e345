import { luhnCheckDigit } from '#domain/card/card-number.ts'

export type IdKind = 'customer' | 'card' | 'sms' | 'app' | 'device' | 'token' | 'activation' | 'message'

const kinds: Record<IdKind, string> = {
  customer: '001',
  card: '002',
  sms: '003',
  app: '004',
  device: '005',
  token: '006',
  activation: '007',
  message: '008',
}
// All of 1 January 2026: a UUIDv7 that both sides can tell from a card's place, so that a million need not be remembered.
const prefix = '019b76da-a800'

export const idOf = (kind: IdKind, place: number): string =>
  `${prefix}-7${kinds[kind]}-8000-${place.toString(16).padStart(12, '0')}`

/** The same in SQL; `place` names a column. */
export const idInSql = (kind: IdKind, place: string): string =>
  `('${prefix}-7${kinds[kind]}-8000-' || lpad(to_hex(${place}), 12, '0'))::uuid`

export function panOf(place: number): string {
  const payload = `507677${String(place).padStart(9, '0')}`
  return payload + luhnCheckDigit(payload)
}
