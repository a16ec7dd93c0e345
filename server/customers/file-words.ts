import { joinedSearchKey } from '#domain/text/text-folding.ts'

const smsMemberWords = listed<boolean>([
  [true, ['true', 't', 'yes', 'y', '1', 'بله', 'بلی', 'آری', 'دارد', 'عضو', 'هست']],
  [false, ['false', 'f', 'no', 'n', '0', 'خیر', 'نه', 'ندارد', 'غیرعضو', 'نیست']],
])

const statusWords = listed<'active' | 'blocked'>([
  ['active', ['active', 'فعال']],
  ['blocked', ['blocked', 'inactive', 'مسدود', 'غیرفعال']],
])

/** Null for every word that is not in the list: nothing is guessed. */
export function readSmsMember(word: string): boolean | null {
  return smsMemberWords.get(joinedSearchKey(word)) ?? null
}

/** Null for every word that is not in the list. */
export function readCardStatus(word: string): 'active' | 'blocked' | null {
  return statusWords.get(joinedSearchKey(word)) ?? null
}

function listed<T>(words: [T, string[]][]): ReadonlyMap<string, T> {
  return new Map(words.flatMap(([value, written]) => written.map((word) => [joinedSearchKey(word), value] as const)))
}
