import { texts } from '#components/rima/texts.ts'
import {
  normaliseTokenPart,
  parseTokenPart,
  TOKEN_ALPHABET,
  TOKEN_PART_LENGTH,
} from '#domain/activation/token-alphabet.ts'

export interface TypedPart {
  part: string | null
  error: string | null
}

/**
 * Judges a half while it is typed: a foreign character or a full half with a wrong check character is told at once,
 * a short one only after the customer has left the field.
 */
export function readTypedPart(kind: 'receipt' | 'sms', typed: string, left: boolean): TypedPart {
  const parsed = parseTokenPart(kind, typed)
  if (parsed.ok) return { part: parsed.part, error: null }
  const t = texts.token
  const normal = normaliseTokenPart(typed)
  const foreign = [...normal].some((character) => !TOKEN_ALPHABET.includes(character))
  if (foreign || normal.length >= TOKEN_PART_LENGTH[kind]) {
    return { part: null, error: kind === 'receipt' ? t.receiptMistyped : t.smsMistyped }
  }
  return { part: null, error: left ? (kind === 'receipt' ? t.receiptShort : t.smsShort) : null }
}
