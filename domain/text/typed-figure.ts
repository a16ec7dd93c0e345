import { seenDigits } from '#domain/text/fold-every-digit.ts'

const GROUPS = /^[0-9]{1,3}(?:([.,٬،٫'’/]|\s)[0-9]{3}(?:\1[0-9]{3})*)?$/

/**
 * A whole amount as typed or pasted: digits of any script, in threes by one sign or not at all, its currency beside it or
 * not. Null for anything else, so that «12.50» is told and not taken for 1250.
 */
export function readTypedFigure(text: string): number | null {
  const bare = seenDigits(text)
    .replace(/ريال|ریال|rials?|irr/i, '')
    .trim()
  const digits = GROUPS.test(bare) ? bare.replace(/[^0-9]/g, '') : bare
  return /^[0-9]{1,15}$/.test(digits) ? Number(digits) : null
}
