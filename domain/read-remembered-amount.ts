import { END, START, take } from '#domain/remembered-text.ts'

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
const currency = '(تومن|تومان|تومنی|تومانی|ت|tomans?|ریال|ریالی|rials?|irr)'
const about =
  '((?:حدود|حدودا|حدودای|تقریبا|نزدیک|نزدیک به|طرفای|around|about|approximately|nearly|almost) )?(?:مبلغ |یه |یک )?'
const number = '(\\d+(?:\\.\\d+)?)'
const more = '(?: و (?:(نیم)|(خرده|خورده)(?: ?ای)?|(\\d+)(?: هزار| k| thousand)?))?'
const millions = new RegExp(
  `${START}${about}(?:${number}( و نیم)?|(نیم)) (?:میلیون|ملیون|million|m)${more}(?: ${currency})?${END}`,
)
const thousands = new RegExp(
  `${START}${about}${number}( و نیم)? (?:هزار|هزارتا|thousand|k)(?: و (?:(خرده|خورده)(?: ?ای)?|(\\d{1,3})(?!\\d| هزار)))?(?: ${currency})?${END}`,
)
const plain = new RegExp(`${START}${about}${number}(?: و (?:خرده|خورده)(?: ?ای)?)? ${currency}${END}`)
const bare = new RegExp(`${START}${about}(?:مبلغ )?(\\d{3,9})${END}`)

type Said = { value: number; give: number; unit: 'toman' | 'rial' | null; isAbout: boolean }

/**
 * The amounts that a text names, each in every currency it may be meant in: «۴۸۷ تومن» is 487 thousand tomans in speech.
 * Tomans and rials are both tried where no currency is said. A number of four digits without a unit may be a card's.
 */
export function readRememberedAmounts(text: string): RememberedAmounts {
  const amounts: RememberedAmount[] = []
  let isUnitSaid = false
  let rest = text
  for (const read of [takeMillions, takeThousands, takePlain]) {
    for (let taken = read(rest); taken && amounts.length < AMOUNTS_MAX * 2; taken = read(rest)) {
      amounts.push(...taken.said.flatMap(inRials))
      isUnitSaid = true
      rest = taken.rest
    }
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

type TakenAmount = { said: Said[]; rest: string } | null

function takeMillions(text: string): TakenAmount {
  const { found, rest } = take(text, millions)
  if (!found) return null
  const [, isAbout, digits, half, halfAlone, andHalf, some, thousandsMore, named] = found
  const fraction = digits?.split('.')[1]?.length ?? 0
  const value = Number(digits ?? 0) * 1e6 + (half || halfAlone || andHalf ? 5e5 : 0) + Number(thousandsMore ?? 0) * 1e3
  const give = some ? 1e6 : thousandsMore ? 1e3 : fraction > 0 ? 5e5 / 10 ** fraction : 5e4
  return { said: [{ value: Math.round(value), give, unit: unitOf(named), isAbout: Boolean(isAbout) }], rest }
}

function takeThousands(text: string): TakenAmount {
  const { found, rest } = take(text, thousands)
  if (!found) return null
  const [, isAbout, digits, half, , onesMore, named] = found
  const value = Number(digits) * 1e3 + (half ? 500 : 0) + Number(onesMore ?? 0)
  const give = onesMore ? 0 : 1e3
  return { said: [{ value: Math.round(value), give, unit: unitOf(named), isAbout: Boolean(isAbout) }], rest }
}

function takePlain(text: string): TakenAmount {
  const { found, rest } = take(text, plain)
  if (!found) return null
  const [, isAbout, digits, named] = found
  const one = { value: Math.round(Number(digits)), give: 0, unit: unitOf(named), isAbout: Boolean(isAbout) }
  return { said: one.unit === 'toman' ? shortForms(one) : [one], rest }
}

/** «۴۸۷ تومن»: thousands in speech, the very number in writing; «۲ تومن» is two million as often. */
function shortForms(one: Said): Said[] {
  if (one.value >= 1000) return [one]
  const inThousands = { ...one, value: one.value * 1e3, give: 1e3 }
  const inMillions = { ...one, value: one.value * 1e6, give: 5e4 }
  return one.value <= 50 ? [inThousands, inMillions, one] : [inThousands, one]
}

function bareReadings(value: number, isAbout: boolean): Said[] {
  const one: Said = { value, give: 0, unit: null, isAbout }
  return value < 1000 ? shortForms({ ...one, unit: 'toman' }) : [one]
}

function inRials({ value, give, unit, isAbout }: Said): RememberedAmount[] {
  const tolerance = isAbout ? Math.max(give, value * ABOUT_SHARE) : Math.min(give, value / 4)
  const factors = unit === 'toman' ? [10] : unit === 'rial' ? [1] : [10, 1]
  return factors.map((factor) => ({
    exactRials: value * factor,
    fromRials: Math.max(1, Math.floor((value - tolerance) * factor)),
    toRials: Math.ceil((value + tolerance) * factor),
  }))
}

const isPossible = ({ exactRials, toRials }: RememberedAmount): boolean => exactRials > 0 && toRials <= RIALS_MAX

function unitOf(named: string | undefined): Said['unit'] {
  if (named === undefined) return null
  return /ریال|rial|irr/.test(named) ? 'rial' : 'toman'
}
