import { jalaliMonthName } from '#domain/calendar/jalali-month-names.ts'
import { currencyWord, numberWord, numberWords, scaleWord } from '#domain/remembered/number-words.ts'

const partsOfDay = 'صبح|ظهر|بعد از ظهر|بعدازظهر|عصر|غروب|شب|نصفه|نصف|نیمه شب|بامداد|قبل از ظهر|am|pm'
const number = `(?:\\d|(?:${numberWord})(?![^ ]))`
const datedMonth = `${jalaliMonthName}(?: ?ماه| (?:سال|ساعت|امسال|پارسال|${partsOfDay}|\\d{1,4}))`
const counted = new RegExp(
  `^(?:${scaleWord}|${currencyWord}|(?:ساعت|روز|هفته|ماه|دقیقه|hours?|days?|weeks?|months?|minutes?)(?! ${number})|دقیقه|ربع|[^ ]+(?: و [^ ]+)? دقیقه (?:گذشته|رفته)|${partsOfDay}|${datedMonth}|و نیم|و ربع|و سه ربع|(?:یه |یک )?ربع کم|(?:to|past) ${number})(?![^ ])`,
)
const afterHour = new RegExp(`^(?:${partsOfDay})(?![^ ])`)
const hint = /(?:^| )(?:ساعت|ساعتای|حدود|حدودا|حدودای|طرفای|نزدیک|نزدیکای|حوالی|حوش|تقریبا|at|around|about)$/
const hourHint = /(?:^| )(?:ساعت|ساعتای)$/
const minutesHint =
  /(?:^| )(?:ربع|دقیقه|ساعت|نیم|مونده|مانده|quarter|half|minutes)(?: (?:بود|مونده|مانده|قبل|بعد))*(?: (?:به|از|تا|to|past))(?: ساعت)?$/
const afterScale = new RegExp(`(?:^| )(?:${scaleWord}) و$`)

/** Reads the number below a thousand that begins at a token: «صد و بیست و پنج», `two hundred twenty five`. */
export function readSmallNumber(tokens: readonly string[], from: number): { value: number; end: number } | null {
  const first = numberWords.get(tokens[from] ?? '')
  if (!first) return null
  let { value, below } = first
  let end = from + 1
  if (first.isEnglish && value < 10 && tokens[end] === 'hundred') [value, below, end] = [value * 100, 100, end + 1]
  for (;;) {
    const isJoined = tokens[end] === 'و' || tokens[end] === 'and'
    const next = numberWords.get(tokens[isJoined ? end + 1 : end] ?? '')
    if (!next || next.value >= below || !(isJoined || first.isEnglish === next.isEnglish)) return { value, end }
    value += next.value
    below = next.below
    end += isJoined ? 2 : 1
  }
}

/** Writes numbers that are said in words as digits where a unit follows or «ساعت», «حدود» precedes; text of a search key. */
export function digitsOfSpokenNumbers(key: string): string {
  const tokens = key.split(' ')
  const written: string[] = []
  for (let at = 0; at < tokens.length; ) {
    const { numbers, end } = readRun(tokens, at)
    if (numbers.length === 0) written.push(tokens[at++] ?? '')
    else {
      const [before, after] = [written.join(' '), tokens.slice(end).join(' ')]
      written.push(isCounted(before, after) ? write(numbers, before, after) : tokens.slice(at, end).join(' '))
      at = end
    }
  }
  return written.join(' ')
}

/** «هشت و بیست»: numbers that follow each other with «و» and are not one. */
function readRun(tokens: readonly string[], from: number): { numbers: number[]; end: number } {
  const numbers: number[] = []
  let end = from
  for (let read = readSmallNumber(tokens, from); read; read = readSmallNumber(tokens, end + 1)) {
    numbers.push(read.value)
    end = read.end
    if (tokens[end] !== 'و') break
  }
  return { numbers, end }
}

function isCounted(before: string, after: string): boolean {
  // «هزار و یک شب» is a name, no hour.
  if (afterScale.test(before)) return counted.test(after) && !afterHour.test(after)
  return counted.test(after) || hint.test(before) || minutesHint.test(before)
}

/** «ساعت بیست و پنج (دقیقه)» is five past twenty: there is no such hour. */
function write(numbers: number[], before: string, after: string): string {
  const [first = 0, ...others] = numbers
  const isMinutes = /^دقیقه(?![^ ])/.test(after)
  if (/^دقیقه (?:به|مونده|مانده|کم|تا|از|پیش|قبل|بعد|گذشته)(?![^ ])/.test(after)) return numbers.join(' و ')
  const isHourAndMinutes = first > (isMinutes ? 20 : 24) && first < 30 && others.length === 0 && hourHint.test(before)
  return (isHourAndMinutes ? [20, first - 20] : numbers).join(' و ')
}
