import { type Numeral, readNumeral } from '#domain/remembered/read-numeral.ts'
import { readSmallNumber } from '#domain/remembered/spoken-numbers.ts'

const between = /^(?:بین|between)$/
const upTo = /^(?:تا|یا|الی|to|or)$/
/** Who says two numbers in a row for one amount says near ones: «ده بیست», never «یک بیست». */
const RATIO_MAX = 10

/**
 * Reads two numbers that are said for one amount in between, of the second's scale: «سه چهار میلیون», «سه تا چهار میلیون»,
 * `300 or 400 thousand`. The value is the middle, `give` reaches both ends. Null where no such range begins at the token.
 */
export function readNumeralRange(tokens: readonly string[], from: number): Numeral | null {
  const low = readPlain(tokens, from)
  if (!low) return null
  const joint = tokens[low.end] ?? ''
  const isBetween = between.test(tokens[from - 1] ?? '') && /^(?:و|and)$/.test(joint)
  const at = isBetween || upTo.test(joint) ? low.end + 1 : low.end
  const high = readPlain(tokens, at)
  if (!high || low.value >= high.value || high.value > low.value * RATIO_MAX) return null
  const upper = readNumeral(tokens, at)
  const lower = readNumeral([...tokens.slice(0, at), String(low.value), ...tokens.slice(high.end)], at)
  if (!upper || !lower || upper.leading !== null || lower.value >= upper.value) return null
  const [value, half] = [(lower.value + upper.value) / 2, (upper.value - lower.value) / 2]
  return { ...upper, value, give: half + Math.min(Math.max(upper.give, lower.give), lower.value / 4), isRange: true }
}

/** A whole number below a thousand that is said alone; «یکی» of «یکی دو». */
function readPlain(tokens: readonly string[], from: number): { value: number; end: number } | null {
  const token = tokens[from] ?? ''
  if (token === 'یکی') return { value: 1, end: from + 1 }
  if (/^[1-9]\d{0,2}$/.test(token)) return { value: Number(token), end: from + 1 }
  return readSmallNumber(tokens, from)
}
