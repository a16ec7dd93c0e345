import { currencies } from '#domain/remembered/number-words.ts'
import { type Numeral, readNumeral } from '#domain/remembered/read-numeral.ts'
import { readNumeralRange } from '#domain/remembered/read-numeral-range.ts'
import { END, START, take, takeTokens } from '#domain/remembered/remembered-text.ts'

/** One way of reading what was said, in rials; both ends belong to it. */
export type RememberedAmount = { exactRials: number; fromRials: number; toRials: number }
export type RememberedAmounts = {
  amounts: RememberedAmount[]
  isUnitSaid: boolean
  bareFour: string | null
  rest: string
}

const RIALS_MAX = 10_000_000_000_000
const AMOUNTS_MAX = 3
const ABOUT_SHARE = 0.1
const about =
  '((?:حدود|حدودا|حدودای|تقریبا|نزدیک|نزدیک به|طرفای|around|about|approximately|nearly|almost) )?(?:مبلغ |یه |یک )?'
const aboutWord = /^(?:حدود|حدودا|حدودای|تقریبا|نزدیک|طرفای|around|about|approximately|nearly|almost)$/
const named =
  'شماره|کد|ملی|مرجع|پیگیری|رهگیری|ارجاع|شبا|پایانه|پذیرنده|مشتری|موبایل|همراه|تلفن|خط|کارت|ref|reference|code|number|no|id|terminal|trace|rrn|mobile|phone'
/** A number alone: no piece of one that is parted by spaces, and nothing's number. */
const bare = new RegExp(`(?<!\\d )(?<!(?<![^ ])(?:${named}) )${START}${about}(?:مبلغ )?(\\d{3,9})${END}(?! \\d)`)

type SaidAmount = {
  value: number
  give: number
  unit: 'toman' | 'rial' | null
  isAbout: boolean
  isRange?: true
  over?: number
}

/**
 * The amounts that a text names, each in every currency it may be meant in: «۴۸۷ تومن» is 487 thousand tomans in speech.
 * Tomans and rials are both tried where no currency is said. A number of four digits without a unit may be a card's.
 */
export function readRememberedAmounts(text: string): RememberedAmounts {
  const amounts: RememberedAmount[] = []
  let isUnitSaid = false
  let rest = text
  for (let taken = takeAmount(rest); taken && amounts.length < AMOUNTS_MAX * 2; taken = takeAmount(rest)) {
    amounts.push(...taken.said.flatMap(inRials))
    isUnitSaid = true
    rest = taken.rest
  }
  const { found, rest: withoutBare } = take(rest, bare)
  const digits = found?.[2]
  const bareFour = digits?.length === 4 ? digits : null
  if (found && amounts.length === 0) {
    amounts.push(...bareReadings(Number(digits), found[1] !== undefined).flatMap(inRials))
    rest = withoutBare
  } else if (bareFour) rest = withoutBare
  return { amounts: amounts.filter(isPossible), isUnitSaid, bareFour, rest }
}

type TakenAmount = { said: SaidAmount[]; rest: string } | null

/** The first amount that is said with a scale or a currency, and the text without it. */
function takeAmount(text: string): TakenAmount {
  const tokens = text.split(' ')
  for (let at = 0; at < tokens.length; at++) {
    const isCurrencyFirst = currencyFirst.test(tokens[at] ?? '') && /^\d{3,}$/.test(tokens[at + 1] ?? '')
    const first =
      (isCurrencyFirst ? null : readNumeralRange(tokens, at)) ?? readNumeral(tokens, isCurrencyFirst ? at + 1 : at)
    if (!first) continue
    const split = readSplit(tokens, at, first.end)
    const numeral = split?.numeral ?? first
    const unit = unitOf(tokens[isCurrencyFirst ? at : first.end])
    if (unit === null && !numeral.isScaled && numeral.leading === null) {
      at = Math.max(at, numeral.end - 1)
      continue
    }
    const { from, isAbout } = readAbout(tokens, at)
    const to = split?.end ?? numeral.end + (unit === null || isCurrencyFirst ? 0 : 1)
    return { said: saidOf(numeral, unit, isAbout), rest: takeTokens(tokens, from, to) }
  }
  return null
}

/** «یه تومن و دویست», «یک میلیارد تومان و دویست میلیون»: the currency said in the middle, at `middle`. */
function readSplit(tokens: readonly string[], at: number, middle: number): { numeral: Numeral; end: number } | null {
  const currency = tokens[middle] ?? ''
  if (unitOf(currency) === null || tokens[middle + 1] !== 'و') return null
  const [before, after] = [tokens.slice(0, middle), tokens.slice(middle + 1)]
  const half = after[1] === 'نیم' ? readNumeral([...before, 'و', 'نیم', currency], at) : null
  if (half && half.end > middle) return { numeral: half, end: middle + 3 }
  const numeral = readNumeral([...before, ...after], at)
  if (!numeral || numeral.end <= middle) return null
  const isNamedAgain = unitOf(tokens[numeral.end + 1]) !== null
  if (isNamedAgain && !numeral.isScaled) return null
  return { numeral, end: numeral.end + (isNamedAgain ? 2 : 1) }
}

const currencyFirst = /^(?:irr|irt|rials?|tomans?|ریال|تومان)$/

/** «حدود یه ۲ میلیون»: where the amount's words begin. */
function readAbout(tokens: readonly string[], at: number): { from: number; isAbout: boolean } {
  const start = /^(?:مبلغ|یه|یک|بین|between)$/.test(tokens[at - 1] ?? '') ? at - 1 : at
  const word = tokens[start - 1] === 'به' && tokens[start - 2] === 'نزدیک' ? start - 2 : start - 1
  const isAbout = aboutWord.test(tokens[word] ?? '')
  return { from: isAbout ? word : start, isAbout }
}

function saidOf(numeral: Numeral, unit: SaidAmount['unit'], isAbout: boolean): SaidAmount[] {
  const { leading, isScaled, end: _end, ...said } = numeral
  const one: SaidAmount = { ...said, value: Math.round(said.value), unit, isAbout }
  if (leading !== null) return twoFold(one, leading)
  if (isScaled || unit === 'rial') return [one]
  return shortForms({ ...one, value: said.value })
}

/** «دو و دویست» is two million and two hundred thousand, or a thousandth or thousandfold of it; tomans in speech. */
function twoFold(one: SaidAmount, leading: number): SaidAmount[] {
  const value = leading * 1e3 + one.value
  const unit = one.unit ?? 'toman'
  const inThousands = { ...one, unit, value, give: 0 }
  if (unit === 'rial') return [inThousands]
  return [{ ...one, unit, value: value * 1e3, give: 1e3 }, inThousands, { ...one, unit, value: value * 1e6, give: 1e6 }]
}

/** «۴۸۷ تومن»: thousands in speech, the very number in writing; «۲ تومن» is two million as often. */
function shortForms(one: SaidAmount): SaidAmount[] {
  if (one.value >= 1000) return [{ ...one, value: Math.round(one.value) }]
  const inThousands = { ...one, value: Math.round(one.value * 1e3), give: one.isRange ? one.give * 1e3 : 1e3 }
  const inMillions = { ...one, value: Math.round(one.value * 1e6), give: one.isRange ? one.give * 1e6 : 5e4 }
  const readings = one.value <= 50 ? [inThousands, inMillions] : [inThousands]
  return Number.isInteger(one.value) ? [...readings, one] : readings
}

function bareReadings(value: number, isAbout: boolean): SaidAmount[] {
  const one: SaidAmount = { value, give: 0, unit: null, isAbout }
  return value < 1000 ? shortForms({ ...one, unit: 'toman' }) : [one]
}

function inRials({ value, give, unit, isAbout, isRange, over = 0 }: SaidAmount): RememberedAmount[] {
  const tolerance = isAbout ? Math.max(give, value * ABOUT_SHARE) : isRange ? give : Math.min(give, value / 4)
  const factors = unit === 'toman' ? [10] : unit === 'rial' ? [1] : [10, 1]
  return factors.map((factor) => ({
    exactRials: value * factor,
    fromRials: Math.max(1, Math.floor((value - tolerance) * factor)),
    toRials: Math.min(Math.max(RIALS_MAX, value * factor), Math.ceil((value + Math.max(tolerance, over)) * factor)),
  }))
}

const isPossible = ({ exactRials }: RememberedAmount): boolean => exactRials > 0 && exactRials <= RIALS_MAX

function unitOf(word: string | undefined): SaidAmount['unit'] {
  return currencies.get(word ?? '') ?? null
}
