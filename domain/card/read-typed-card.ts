import { parsePan } from '#domain/card/card-number.ts'
import { holdsCardNumber } from '#domain/card/holds-card-number.ts'
import { plainDigits } from '#domain/text/fold-every-digit.ts'
import { readTypedDigits } from '#domain/text/typed-digits.ts'

const PAN_DIGITS = 16

/**
 * The whole card number that a search text is, or has among its words («کارت ۵۸۹۲…»); `wrong`: sixteen digits that are none.
 * Null: it is no card, and may be looked for as anything else.
 */
export function readTypedCard(text: string): { pan: string } | 'wrong' | null {
  const typed = readTypedDigits(text, 'card')
  if (typed?.length === PAN_DIGITS) {
    const pan = parsePan(typed, { separators: 'refused' })
    return pan.ok ? { pan: pan.pan } : 'wrong'
  }
  const folded = plainDigits(text).trim()
  const digits = folded.replace(/[^0-9]/g, '')
  const isReference = /^[\w-]+$/.test(folded)
  return digits.length === PAN_DIGITS && !isReference && holdsCardNumber(text) ? { pan: digits } : null
}
