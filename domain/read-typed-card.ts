import { parsePan } from '#domain/card-number.ts'
import { foldDigits } from '#domain/digits.ts'
import { holdsCardNumber } from '#domain/holds-card-number.ts'

const PAN_DIGITS = 16

/**
 * The whole card number that a search text is, or has among its words («کارت ۵۸۹۲…»); `wrong`: sixteen digits that are none.
 * Null: it is no card, and may be looked for as anything else.
 */
export function readTypedCard(text: string): { pan: string } | 'wrong' | null {
  const folded = foldDigits(text).trim()
  const digits = folded.replace(/[^0-9]/g, '')
  if (digits.length !== PAN_DIGITS) return null
  const hasWords = /\p{L}/u.test(text)
  const isReference = /^[\w-]+$/.test(folded)
  if (hasWords) return !isReference && holdsCardNumber(text) ? { pan: digits } : null
  const pan = parsePan(text, { separators: 'dropped' })
  return pan.ok ? { pan: pan.pan } : 'wrong'
}
