import { digitsOfSpokenNumbers } from '#domain/remembered/spoken-numbers.ts'
import { digitsOfSpokenOrdinals } from '#domain/remembered/spoken-ordinals.ts'
import { joinSpacedGroups, plainDigits } from '#domain/text/grouped-digits.ts'
import { splitJoinedNumbers } from '#domain/text/split-joined-numbers.ts'
import { searchKey } from '#domain/text/text-folding.ts'

/** What was taken out of a text leaves this in its place, so that the words around it do not come to stand together. */
const GAP = ' | '
export const START = '(?<![^ ])'
export const END = '(?![^ ])'

/** A caller's sentence as its readers take it: a search key of words, plain numbers, `8:15` and `1405/8/30`. */
export function readableText(text: string): string {
  const key = plainDigits(searchKey(text))
    .replace(/(?<=\d)(?=[\p{L}])|(?<=\p{L})(?=\d)/gu, ' ')
    .replace(/(?<!\d)[./:]|[./:](?!\d)|[^\p{L}\p{N}./: ]/gu, ' ')
    .replace(/ +/g, ' ')
    .trim()
  return digitsOfSpokenNumbers(digitsOfSpokenOrdinals(splitJoinedNumbers(joinSpacedGroups(key))))
}

export type Taken = { found: RegExpExecArray | null; rest: string }

/** The first place of a text that a pattern fits, and the text without it. */
export function take(text: string, pattern: RegExp): Taken {
  const found = pattern.exec(text)
  if (!found) return { found, rest: text }
  const rest = text.slice(0, found.index) + GAP + text.slice(found.index + found[0].length)
  return { found, rest: rest.replace(/ +/g, ' ').trim() }
}

/** A text of these tokens without those from one to before another. */
export function takeTokens(tokens: readonly string[], from: number, to: number): string {
  const rest = [...tokens.slice(0, from), GAP, ...tokens.slice(to)].join(' ')
  return rest.replace(/ +/g, ' ').trim()
}
