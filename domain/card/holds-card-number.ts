import { isLuhnValid } from '#domain/card/luhn.ts'
import { seenDigits } from '#domain/text/fold-every-digit.ts'

const PAN_DIGITS = 16
const SHOWN_AT_START = 6
const SHOWN_AT_END = 4

/**
 * Whether a text carries a whole card number: 16 digits of any script that pass the Luhn check, with anything between them
 * but a letter. What shows nothing and what only lengthens or marks a letter (tatweel) is no letter here.
 */
export function holdsCardNumber(text: string): boolean {
  return hasEnoughFigures(text) && findCardNumbers([...text]).length > 0
}

/** The text with every whole card number in it shown as elsewhere: its first six and last four digits, `*` for the others. */
export function maskCardNumbers(text: string): string {
  if (!hasEnoughFigures(text)) return text
  const signs = [...text]
  for (const places of findCardNumbers(signs))
    for (const place of places.slice(SHOWN_AT_START, -SHOWN_AT_END)) signs[place] = '*'
  return signs.join('')
}

/** No sign stands for more than two digits (⑫, ㊿). */
function hasEnoughFigures(text: string): boolean {
  return (text.match(/\p{N}/gu)?.length ?? 0) >= PAN_DIGITS / 2
}

/** For each card number the places of its sixteen digits among the signs. */
function findCardNumbers(signs: readonly string[]): number[][] {
  const found: number[][] = []
  let run: { digit: string; place: number }[] = []
  for (const [place, sign] of signs.entries()) {
    const shown = seenDigits(sign)
    if (/(?!\p{Lm})\p{L}/u.test(shown)) run = []
    for (const digit of shown.match(/[0-9]/g) ?? []) {
      run.push({ digit, place })
      const last = run.slice(-PAN_DIGITS)
      const isCard = last.length === PAN_DIGITS && isLuhnValid(last.map((each) => each.digit).join(''))
      if (isCard) found.push(last.map((each) => each.place))
    }
  }
  return found
}
