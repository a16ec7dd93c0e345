import { toPersianDigits } from '#domain/text/digits.ts'
import texts from '#messages/simulator-machines.fa.json' with { type: 'json' }

/** An ATM, a payment page and a phone speak to customers, so Persian, whatever language the visitor reads. */
export { texts }

/** Puts values into a sentence; their digits become Persian. */
export function fill(sentence: string, values: Record<string, string | number>): string {
  return sentence.replace(/\{(\w+)\}/g, (hole, name: string) => {
    const value = values[name]
    return value === undefined ? hole : toPersianDigits(String(value))
  })
}
