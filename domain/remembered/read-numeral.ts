import { currencies, scales } from '#domain/remembered/number-words.ts'
import { readSmallNumber } from '#domain/remembered/spoken-numbers.ts'

/**
 * `value` in the currency said, `give` how far off it may be meant; `end` the token behind it. `leading`: of «دو و دویست»
 * (two of something and two hundred of its thousandths) the first number, `value` being the second.
 */
export type Numeral = {
  value: number
  give: number
  leading: number | null
  isScaled: boolean
  /** Two ends were said: `give` is theirs. */
  isRange?: true
  /** How much more it may be: «یک میلیون و خرده‌ای». */
  over?: number
  end: number
}

/** A numeral as far as it was read. `lastScale`: what smaller ones may follow; 0 where a part was said without one. */
type Draft = {
  value: number
  give: number
  over?: number
  lastScale: number
  parts: number
  isBareScale: boolean
  end: number
}

const halves: ReadonlyMap<string, number> = new Map([
  ['نیم', 0.5],
  ['ربع', 0.25],
])
const some = /^(?:خرده|خورده|خوردهای|خردهای)$/

/**
 * Reads the numeral that begins at a token, with all its scales in descending order: «یک میلیارد و دویست میلیون»,
 * «هزار و دویست», «یک و نیم میلیون», «نیم میلیون», `1.2 million`. Null where none begins there.
 */
export function readNumeral(tokens: readonly string[], from: number): Numeral | null {
  let draft: Draft = { value: 0, give: 0, lastScale: Number.POSITIVE_INFINITY, parts: 0, isBareScale: false, end: from }
  for (let next = readPart(tokens, from, draft); next; next = readPart(tokens, behindJoint(tokens, draft.end), draft)) {
    draft = readTail(tokens, next)
    if (draft.lastScale === 0 || draft.lastScale === 1) break
  }
  if (draft.parts === 0) return null
  const isScaled = draft.lastScale !== 1 || draft.parts > 1
  if (isScaled) {
    // «هزار» alone is a name as well as an amount: a currency or hundreds must follow.
    const isNamed = draft.isBareScale && !currencies.has(tokens[draft.end] ?? '') && draft.value % 1000 < 100
    const { value, give, over, end } = draft
    return isNamed ? null : { value, give, ...(over && { over }), leading: null, isScaled, end }
  }
  return readTwoFold(tokens, draft) ?? { value: draft.value, give: 0, leading: null, isScaled, end: draft.end }
}

/** One number with its scale, which is smaller than the one before: «دویست میلیون», «نیم میلیون», «میلیون», «دویست». */
function readPart(tokens: readonly string[], from: number, before: Draft): Draft | null {
  const { parts, lastScale } = before
  const number = readThousands(tokens, from) ?? readNumber(tokens, from)
  const { scale, end } = readScale(tokens, number?.end ?? from)
  if (scale === null) return number && readUnscaled(number, before)
  if (scale >= lastScale) return null
  if (!number && parts > 0) return null
  const { value: count, decimals } = number ?? { value: 1, decimals: 0 }
  if (parts > 0 && count * scale >= lastScale) return null
  const give = decimals > 0 && scale > 1e3 ? scale / 2 / 10 ** decimals : giveOf(scale, parts)
  const value = before.value + count * scale
  return { value, give, lastScale: scale, parts: parts + 1, isBareScale: !number || before.isBareScale, end }
}

/** «سه میلیون تومن» is meant by twentieths of its scale; said with thousands too it is meant to the thousand. */
const giveOf = (scale: number, parts: number): number => (scale > 1e3 && parts === 0 ? scale / 20 : scale)

/** «یک میلیون و دویست» leaves out the next smaller scale, «هزار و دویست» has none. */
function readUnscaled({ value: count, end, decimals }: CountedNumber, before: Draft): Draft | null {
  const { parts, lastScale, value } = before
  if (parts === 0) return { ...before, value: count, lastScale: 1, parts: 1, end }
  if (decimals > 0 || count >= lastScale) return null
  const implied = count < 1000 && lastScale > 1e3 ? lastScale / 1e3 : 1
  return {
    ...before,
    value: value + count * implied,
    give: implied === 1 ? 0 : implied,
    lastScale: 0,
    parts: parts + 1,
    end,
  }
}

type CountedNumber = { value: number; decimals: number; end: number }

function readNumber(tokens: readonly string[], from: number): CountedNumber | null {
  const token = tokens[from] ?? ''
  const fraction = readFraction(tokens, from)
  if (fraction) return fraction
  const written = /^\d{1,15}(?:\.(\d+))?$/.exec(token)
  const read = written
    ? { value: Number(token), decimals: written[1]?.length ?? 0, end: from + 1 }
    : { decimals: 0, ...readSmallNumber(tokens, from) }
  if (read.value === undefined || read.end === undefined) return null
  const { value, decimals, end } = readPoint(tokens, { value: read.value, decimals: read.decimals, end: read.end })
  const half = tokens[end] === 'و' ? halves.get(tokens[end + 1] ?? '') : undefined
  // «یک و نیم میلیون», «دو و نیم تومن»: the half before what is counted.
  const counted = tokens[end + 2] ?? ''
  return half !== undefined && (scales.has(counted) || currencies.has(counted))
    ? { value: value + half, decimals: 0, end: end + 2 }
    : { value, decimals, end }
}

/** «نیم میلیون», «ربع میلیون», «سه ربع میلیون», `half a million`; «ربع» alone is a quarter of an hour or a name. */
function readFraction(tokens: readonly string[], from: number): CountedNumber | null {
  const token = tokens[from] ?? ''
  if (token === 'half') return { value: 0.5, decimals: 0, end: from + (tokens[from + 1] === 'a' ? 2 : 1) }
  if (token === 'نیم') return { value: 0.5, decimals: 0, end: from + 1 }
  const isThree = tokens[from + 1] === 'ربع' && (token === '3' || token === 'سه')
  const end = from + (isThree ? 2 : 1)
  const isQuarter = (isThree || token === 'ربع') && scales.has(tokens[end] ?? '')
  return isQuarter ? { value: isThree ? 0.75 : 0.25, decimals: 0, end } : null
}

/** «یک ممیز دو میلیارد» */
function readPoint(tokens: readonly string[], whole: CountedNumber): CountedNumber {
  if (tokens[whole.end] !== 'ممیز') return whole
  const written = /^\d{1,3}$/.test(tokens[whole.end + 1] ?? '')
  const part = written
    ? { value: Number(tokens[whole.end + 1]), end: whole.end + 2 }
    : readSmallNumber(tokens, whole.end + 1)
  if (!part) return whole
  const decimals = String(part.value).length
  return { value: whole.value + part.value / 10 ** decimals, decimals, end: part.end }
}

/** «دو هزار و پانصد میلیارد»: thousands that count a larger scale. */
function readThousands(tokens: readonly string[], from: number): CountedNumber | null {
  const before = readNumber(tokens, from)
  const at = before?.end ?? from
  if (scales.get(tokens[at] ?? '') !== 1e3) return null
  const less = readNumber(tokens, behindJoint(tokens, at + 1))
  const isCount = less !== null && less.value < 1000 && (scales.get(tokens[less.end] ?? '') ?? 0) > 1e3
  return isCount ? { value: (before?.value ?? 1) * 1e3 + less.value, decimals: 0, end: less.end } : null
}

/** «هزار میلیارد» is one scale; «هزار هزار» is none. */
function readScale(tokens: readonly string[], from: number): { scale: number | null; end: number } {
  const first = scales.get(tokens[from] ?? '')
  if (first === undefined) return { scale: null, end: from }
  const second = scales.get(tokens[from + 1] ?? '')
  const isProduct = first === 1e3 && second !== undefined && second > 1e3
  return isProduct ? { scale: first * second, end: from + 2 } : { scale: first, end: from + 1 }
}

/** What is said behind a scale: «سه میلیون و نیم», «سه میلیون و خرده ای». */
function readTail(tokens: readonly string[], draft: Draft): Draft {
  const { lastScale, value, end } = draft
  const word = tokens[end] === 'و' ? (tokens[end + 1] ?? '') : ''
  const isScale = lastScale > 1
  const half = isScale && !scales.has(tokens[end + 2] ?? '') ? halves.get(word) : undefined
  if (half !== undefined)
    return { ...draft, value: value + half * lastScale, lastScale: 0, parts: draft.parts + 1, end: end + 2 }
  const someAt = some.test(word) ? end + 1 : end
  if (!some.test(tokens[someAt] ?? '') || (someAt === end && !isScale)) return draft
  const isApart = /^(?:ای|یی)$/.test(tokens[someAt + 1] ?? '')
  const behind = someAt + (isApart ? 2 : 1)
  return isScale
    ? { ...draft, give: lastScale, over: lastScale, lastScale: 0, end: behind }
    : { ...draft, give: 0, end: behind }
}

const behindJoint = (tokens: readonly string[], end: number): number =>
  tokens[end] === 'و' || tokens[end] === 'and' ? end + 1 : end

/** «دو و دویست», «بیست و پنج و چهارصد»: a number and hundreds, of a scale that both speakers know. */
function readTwoFold(tokens: readonly string[], { value: leading, end }: Draft): Numeral | null {
  if (tokens[end] !== 'و' || !Number.isInteger(leading) || leading < 1 || leading >= 100) return null
  const next = readNumber(tokens, end + 1)
  const isHundreds = next && Number.isInteger(next.value) && next.value >= 100 && next.value < 1000
  if (!isHundreds || scales.has(tokens[next.end] ?? '')) return null
  return { value: next.value, give: 0, leading, isScaled: false, end: next.end }
}
