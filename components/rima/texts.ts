import { toPersianDigits } from '#domain/text/digits.ts'
import texts from '#messages/rima-app.fa.json' with { type: 'json' }

/** Rima speaks to the bank's customers, and everything they see is Persian: there is no second language to choose. */
export { texts }

/** Puts values into a sentence; their digits become Persian. */
export function fill(sentence: string, values: Record<string, string | number>): string {
  return sentence.replace(/\{(\w+)\}/g, (hole, name: string) => {
    const value = values[name]
    return value === undefined ? hole : toPersianDigits(String(value))
  })
}
