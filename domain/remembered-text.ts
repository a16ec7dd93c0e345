import { digitsOfSpokenNumbers } from '#domain/spoken-numbers.ts'
import { searchKey } from '#domain/text-folding.ts'

/** What was taken out of a text leaves this in its place, so that the words around it do not come to stand together. */
const GAP = ' | '
export const START = '(?<![^ ])'
export const END = '(?![^ ])'

/** A caller's sentence as its readers take it: a search key of words, plain numbers, `8:15` and `1405/8/30`. */
export function readableText(text: string): string {
  const key = searchKey(text)
    .replace(/(?<=\d)[,٬،'](?=\d{3}(?!\d))/g, '')
    .replace(/(?<=\d)[٫.](?=\d)/g, '.')
    .replace(/(\d{1,4})-(\d{1,2})-(\d{1,4})/g, '$1/$2/$3')
    .replace(/(\d)\/(\d+)(?= ?م[ی]?لیون)/g, '$1.$2')
    .replace(/(?<=هزار|لیون)(?=تومن|تومان|ریال)/g, ' ')
    .replace(/(?<=\d)(?=[\p{L}])|(?<=\p{L})(?=\d)/gu, ' ')
    .replace(/(?<!\d)[./:]|[./:](?!\d)|[^\p{L}\p{N}./: ]/gu, ' ')
    .replace(/ +/g, ' ')
    .replace(/(?<=\d) (?=000(?!\d))/g, '')
    .trim()
  return digitsOfSpokenNumbers(key)
}

export type Taken = { found: RegExpExecArray | null; rest: string }

/** The first place of a text that a pattern fits, and the text without it. */
export function take(text: string, pattern: RegExp): Taken {
  const found = pattern.exec(text)
  if (!found) return { found, rest: text }
  const rest = text.slice(0, found.index) + GAP + text.slice(found.index + found[0].length)
  return { found, rest: rest.replace(/ +/g, ' ').trim() }
}
