import { currencyWord, numberWord, numberWords, scales, scaleWord } from '#domain/remembered/number-words.ts'

const persian = (words: string): string =>
  words
    .split('|')
    .filter((word) => word.length > 1 && !/^[a-z]/.test(word))
    .join('|')
const [small, scale, currency] = [persian(numberWord), persian(scaleWord), persian(currencyWord)]
const counted = `(?:(?:${small})(?:و(?:${small}))*(?:${scale})?|(?:${scale}))`
const joined = new RegExp(`^(?:و(?=.))?(?:${counted}(?:و${counted})*(?:ونیم)?)(?:${currency})?و?$`)
const piece = new RegExp(`${currency}|${scale}|${small}|نیم|و`, 'g')
const isNumber = (token: string | undefined): boolean =>
  token !== undefined && (numberWords.has(token) || scales.has(token) || /^\d/.test(token))

/** Parts the words of numbers that are written as one: «صدوبیستوپنجهزارتومن», «بیست وپنج». Text of a search key. */
export function splitJoinedNumbers(key: string): string {
  const tokens = key.split(' ')
  const split: string[] = []
  for (const [at, token] of tokens.entries()) split.push(...splitToken(token, split.at(-1), tokens[at + 1]))
  return split.join(' ')
}

function splitToken(token: string, before: string | undefined, after: string | undefined): string[] {
  if (numberWords.has(token) || scales.has(token) || !joined.test(token)) return [token]
  const pieces = token.match(piece) ?? [token]
  const isAfterNumber = pieces[0] !== 'و' || isNumber(before)
  const isBeforeNumber = pieces.at(-1) !== 'و' || isNumber(after)
  return isAfterNumber && isBeforeNumber ? pieces : [token]
}
