import { indexCanaries } from './index-canaries.ts'

/** One thing that must be nowhere: what it is, and every form in which it could have been written down. */
export type Canary = { what: string; forms: string[] }

export type Canaries = {
  all: Canary[]
  /** Notes a secret that is long enough to be looked for anywhere in any text. */
  note: (what: string, ...forms: string[]) => void
  /** Notes a code of few digits, which is looked for as a word by itself. */
  noteCode: (what: string, code: string) => void
  /** What stood there before any code was made: a code that happens to be an amount of it tells nothing by standing there. */
  knowBefore: (text: string) => void
  /** What of all this stands in `text`. */
  findIn: (text: string) => string[]
}

const toPersian = (text: string): string =>
  text.replace(/[0-9]/g, (digit) => String.fromCharCode(0x6f0 + Number(digit)))
const anyWholeCard = /(?<![0-9a-f-])507677[0-9]{10}(?![0-9a-f-])/

// A line's end inside a JSON text would make its last letter part of the word.
const wordsOf = (text: string): string[] =>
  text.replace(/\\[nrt]/g, ' ').match(/(?<![0-9A-Za-z.])[0-9]{5,8}(?![0-9A-Za-z])/g) ?? []

export function openCanaries(): Canaries {
  const all: Canary[] = []
  const codes = new Map<string, string>()
  const before = new Set<string>()
  let index = { size: 0, find: indexCanaries([]) }
  const findNoted = (text: string): string[] => {
    if (index.size !== all.length) index = { size: all.length, find: indexCanaries(all) }
    return index.find(Buffer.from(text))
  }
  return {
    all,
    note: (what, ...forms) => all.push({ what, forms: forms.flatMap((form) => [form, toPersian(form)]) }),
    noteCode: (what, code) => codes.set(code, what),
    knowBefore: (text) => {
      for (const word of wordsOf(text)) before.add(word)
    },
    findIn: (text) => {
      const found = findNoted(text)
      const seen = wordsOf(text).flatMap((word) => (before.has(word) ? [] : (codes.get(word) ?? [])))
      return [...new Set([...found, ...seen, ...(anyWholeCard.test(text) ? ['a whole card number'] : [])])]
    },
  }
}

/** A card number as people and programs write it. */
export const formsOfPan = (pan: string): string[] => [
  pan,
  (pan.match(/.{4}/g) ?? []).join(' '),
  (pan.match(/.{4}/g) ?? []).join('-'),
]

/** Raw bytes as they could stand in a log, a column or a file. */
export const formsOfBytes = (bytes: Buffer): string[] => [
  bytes.toString('hex'),
  bytes.toString('base64').replace(/=+$/, ''),
  bytes.toString('base64url'),
]
