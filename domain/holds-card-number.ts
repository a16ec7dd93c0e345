import { foldDigits } from '#domain/digits.ts'
import { isLuhnValid } from '#domain/luhn.ts'

/** Whether a text carries a whole card number (16 digits of any script, apart by spaces or dashes or not, Luhn). */
export function holdsCardNumber(text: string): boolean {
  const runs = foldDigits(text).matchAll(/[0-9](?:[\s\u200c.\u002d\u2010-\u2015\u2212_/*]*[0-9]){15,}/g)
  return [...runs].some(([run]) => {
    const digits = run.replace(/[^0-9]/g, '')
    for (let start = 0; start + 16 <= digits.length; start++)
      if (isLuhnValid(digits.slice(start, start + 16))) return true
    return false
  })
}
