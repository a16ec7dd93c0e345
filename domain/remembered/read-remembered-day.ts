import { DAY_MS } from '#domain/calendar/day.ts'
import { fromJalali, toJalali } from '#domain/calendar/jalali-day.ts'
import { jalaliMonthName, jalaliMonthNames, weekdayNames } from '#domain/calendar/jalali-month-names.ts'
import { END, START, take } from '#domain/remembered/remembered-text.ts'

/** Tehran days as the UTC midnights of their dates, both included; `isNight`: the night that begins on that day. */
export type RememberedDays = { firstMs: number; lastMs: number; isNight: boolean }
type DayReading = { pattern: RegExp; days: (said: string[], todayMs: number) => RememberedDays | null }

const ago = '(?:پیش|قبل|گذشته)'
const weekdaysEnglish = ['sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday']
const monthsEnglish = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec']
const th = '(?: (?:ام|م|امین|مین|st|nd|rd|th))'
const ordinal = `${th}?(?: of| از| روز)?`
const jalaliMonth = `(?:ماه )?(${jalaliMonthName})(?: ?ماه)?`
const inYear = '(?: (?:سال )?(1[34]\\d\\d|امسال|پارسال|سال (?:پیش|قبل|گذشته)|last year|this year))?'
/** «ساعت ۸ دی», «کارت ۱۲ تیر»: the number belongs to the word before it. */
const free = '(?<!(?:ساعت|ساعتای|کارت) )'
const englishMonth = `(${monthsEnglish.join('|')})[a-z]*`

const noMarket = '(?! بازار)'
const dayName = `(?:روز|تاریخ|مورخ|مورخه|${weekdayNames.join('|')})`
/** What may be said besides a date, and is none of the shop's words. */
const besideDate = new RegExp(
  `${START}(?:${[...weekdayNames, ...weekdaysEnglish].join('|')}|امروز|دیروز|پریروز|روز|تاریخ|مورخ|مورخه)${noMarket}${END}`,
)

const whole = (dayMs: number, lastMs = dayMs): RememberedDays => ({ firstMs: dayMs, lastMs, isNight: false })
const night = (dayMs: number): RememberedDays => ({ firstMs: dayMs, lastMs: dayMs, isNight: true })
const said = (words: string): RegExp => new RegExp(`${START}(?:${words})${END}`)
const orNull = (dayMs: number | null): RememberedDays | null => (dayMs === null ? null : whole(dayMs))

/** Saturday of the week that a day lies in. */
function weekOf(dayMs: number): RememberedDays {
  const saturdayMs = dayMs - ((new Date(dayMs).getUTCDay() + 1) % 7) * DAY_MS
  return whole(saturdayMs, saturdayMs + 6 * DAY_MS)
}

function monthBefore(todayMs: number, count: number): RememberedDays | null {
  const { year, month } = toJalali(todayMs)
  const index = year * 12 + month - 1 - count
  const first = fromJalali({ year: Math.floor(index / 12), month: (index % 12) + 1, day: 1 })
  const next = fromJalali({ year: Math.floor((index + 1) / 12), month: ((index + 1) % 12) + 1, day: 1 })
  return first === null || next === null ? null : whole(first, next - DAY_MS)
}

function lastWeekday(todayMs: number, weekday: number, { before = 0 } = {}): number {
  const back = new Date(todayMs).getUTCDay() - weekday
  return todayMs - (back < before ? back + 7 : back) * DAY_MS
}

function dayOfMonthBefore(todayMs: number, count: number, day: number): RememberedDays | null {
  const month = monthBefore(todayMs, count)
  const dayMs = month && month.firstMs + (day - 1) * DAY_MS
  return month && dayMs !== null && dayMs >= month.firstMs && dayMs <= month.lastMs ? whole(dayMs) : null
}

const smallCount = (said: string): number => ({ یک: 1, دو: 2, سه: 3 })[said] ?? Number(said)

/** The latest day of this number in a month that has come. */
function latestDay(day: number, todayMs: number): number | null {
  for (const count of [0, 1, 2]) {
    const found = dayOfMonthBefore(todayMs, count, day)
    if (found && found.firstMs <= todayMs) return found.firstMs
  }
  return null
}

/** A month from its first day to its last, or to today. */
function wholeMonth(name: string | undefined, year: string | undefined, todayMs: number): RememberedDays | null {
  const month = monthIn(jalaliMonthNames, name)
  const firstMs = jalali(year, month, 1, todayMs)
  if (firstMs === null) return null
  const { year: ofYear } = toJalali(firstMs)
  const nextMs = fromJalali({ year: month === 12 ? ofYear + 1 : ofYear, month: (month % 12) + 1, day: 1 })
  if (nextMs === null) return null
  const lastMs = nextMs - DAY_MS
  return whole(firstMs, firstMs <= todayMs ? Math.min(lastMs, todayMs) : lastMs)
}

/** The latest such date that has come, where no year is said. */
function latest(inYear: (year: number) => number | null, thisYear: number, todayMs: number): number | null {
  const found = inYear(thisYear)
  return found !== null && found <= todayMs ? found : inYear(thisYear - 1)
}

function jalali(year: string | undefined, month: number, day: number, todayMs: number): number | null {
  const inYear = (one: number): number | null => fromJalali({ year: one, month, day })
  return year === undefined
    ? latest(inYear, toJalali(todayMs).year, todayMs)
    : inYear(yearOf(year, toJalali(todayMs).year))
}

function yearOf(said: string, thisYear: number): number {
  if (/^\d/.test(said)) return fullYear(Number(said))
  return /^(?:امسال|this)/.test(said) ? thisYear : thisYear - 1
}

const fullYear = (year: number): number => (year >= 100 ? year : year < 50 ? 1400 + year : 1300 + year)

function gregorian(year: string | number | undefined, month: number, day: number, todayMs: number): number | null {
  const inYear = (one: number): number | null => {
    const dayMs = Date.UTC(one, month - 1, day)
    return new Date(dayMs).getUTCDate() === day && month <= 12 ? dayMs : null
  }
  return year === undefined ? latest(inYear, new Date(todayMs).getUTCFullYear(), todayMs) : inYear(Number(year))
}

const monthIn = (list: readonly string[], name: string | undefined): number =>
  list.findIndex((names) => names.split('|').some((each) => each === name)) + 1

function readSlashes([, ...said]: string[]): number | null {
  const [a = 0, month = 0, c = 0] = said.map(Number)
  const [year, day] = c > 31 ? [c, a] : [a, c]
  return year >= 1900 ? gregorian(year, month, day, 0) : fromJalali({ year: fullYear(year), month, day })
}

/** `8/30`; the day first where that is no month. */
function readMonthAndDay([, ...said]: string[], todayMs: number): number | null {
  const [a = 0, b = 0] = said.map(Number)
  const [month, day] = a > 12 ? [b, a] : [a, b]
  return jalali(undefined, month, day, todayMs)
}

const readings: DayReading[] = [
  { pattern: said('(\\d{1,4})/(\\d{1,2})/(\\d{1,4})'), days: (parts) => orNull(readSlashes(parts)) },
  {
    pattern: said(`${free}(\\d{1,2})${ordinal} ${jalaliMonth}${inYear}`),
    days: ([, day, name, year], todayMs) => orNull(jalali(year, monthIn(jalaliMonthNames, name), Number(day), todayMs)),
  },
  {
    pattern: said(`(\\d{1,2})${ordinal} ${englishMonth}(?: (20\\d\\d))?`),
    days: ([, day, name, year], todayMs) => orNull(gregorian(year, monthIn(monthsEnglish, name), Number(day), todayMs)),
  },
  {
    pattern: said(`${englishMonth} (\\d{1,2})${ordinal}(?: (20\\d\\d))?`),
    days: ([, name, day, year], todayMs) => orNull(gregorian(year, monthIn(monthsEnglish, name), Number(day), todayMs)),
  },
  {
    pattern: said('(\\d{1,2})/(\\d{1,2})'),
    days: (parts, todayMs) => orNull(readMonthAndDay(parts, todayMs)),
  },
  {
    pattern: said(`(\\d{1,2})${th}? برج (\\d{1,2})|(\\d{1,2})${th} (?:برج|ماه) (\\d{1,2})`),
    days: ([, day, month, dayTh, monthTh], todayMs) =>
      orNull(jalali(undefined, Number(month ?? monthTh), Number(day ?? dayTh), todayMs)),
  },
  {
    pattern: said(`(\\d{1,2})${th} (?:(\\d{1,2}|یک|دو|سه) )?(?:ماه|برج) ${ago}|the (\\d{1,2})${th} of last month`),
    days: ([, day, count = '1', dayEnglish], todayMs) =>
      dayOfMonthBefore(todayMs, smallCount(count), Number(day ?? dayEnglish)),
  },
  {
    pattern: said(`(?:امروز|دیروز|پریروز) (\\d{1,2})${th}`),
    days: ([all = ''], todayMs) =>
      whole(todayMs - ['امروز', 'دیروز', 'پریروز'].indexOf(all.split(' ')[0] ?? '') * DAY_MS),
  },
  {
    pattern: said(`(\\d{1,2})${th} (?:همین |این )?(?:ماه|برج)|${dayName} (\\d{1,2})${th}`),
    days: ([, day, named], todayMs) => orNull(latestDay(Number(day ?? named), todayMs)),
  },
  {
    pattern: said(
      `(?:ماه )(${jalaliMonthName})${inYear}|(${jalaliMonthName}) ?ماه${inYear}|(${jalaliMonthName}) (?:سال )?(1[34]\\d\\d|امسال|پارسال)`,
    ),
    days: ([, a, yearA, b, yearB, c, yearC], todayMs) => wholeMonth(a ?? b ?? c, yearA ?? yearB ?? yearC, todayMs),
  },
  { pattern: said('پس پریروز'), days: (_, todayMs) => whole(todayMs - 3 * DAY_MS) },
  { pattern: said('پریروز|(?:the )?day before yesterday'), days: (_, todayMs) => whole(todayMs - 2 * DAY_MS) },
  { pattern: said('دیروز|yesterday'), days: (_, todayMs) => whole(todayMs - DAY_MS) },
  { pattern: said('امروز|today'), days: (_, todayMs) => whole(todayMs) },
  { pattern: said('پریشب'), days: (_, todayMs) => night(todayMs - 2 * DAY_MS) },
  { pattern: said('دیشب|last night'), days: (_, todayMs) => night(todayMs - DAY_MS) },
  { pattern: said('امشب|tonight'), days: (_, todayMs) => night(todayMs) },
  ...weekdayNames.flatMap((name, weekday): DayReading[] => [
    {
      pattern: said(
        `(?:${name}|${weekdaysEnglish[weekday]})${noMarket} (?:هفته ${ago}|of last week)|هفته ${ago} ${name}${noMarket}`,
      ),
      days: (_, todayMs) => {
        const { firstMs } = weekOf(todayMs - 7 * DAY_MS)
        return whole(firstMs + ((weekday + 1) % 7) * DAY_MS)
      },
    },
    {
      pattern: said(`${name} ${ago}|last ${weekdaysEnglish[weekday]}`),
      days: (_, todayMs) => whole(lastWeekday(todayMs, weekday, { before: 1 })),
    },
    {
      pattern: said(`(?:${name}|${weekdaysEnglish[weekday]})${noMarket}`),
      days: (_, todayMs) => whole(lastWeekday(todayMs, weekday)),
    },
  ]),
  {
    pattern: said(`(\\d{1,3}) (?:روز ${ago}|days? ago)`),
    days: ([, count], todayMs) => whole(todayMs - Number(count) * DAY_MS),
  },
  {
    pattern: said(`چند روز (?:${ago}|اخیر)|این چند روز|(?:a )?few days ago`),
    days: (_, todayMs) => whole(todayMs - 7 * DAY_MS, todayMs),
  },
  {
    pattern: said(`(\\d{1,2}) (?:هفته ${ago}|weeks? ago)`),
    days: ([, count], todayMs) => weekOf(todayMs - Number(count) * 7 * DAY_MS),
  },
  { pattern: said(`هفته ${ago}|last week|a week ago`), days: (_, todayMs) => weekOf(todayMs - 7 * DAY_MS) },
  { pattern: said('این هفته|this week'), days: (_, todayMs) => ({ ...weekOf(todayMs), lastMs: todayMs }) },
  {
    pattern: said(`(\\d{1,2}) (?:ماه ${ago}|months? ago)`),
    days: ([, count], todayMs) => monthBefore(todayMs, Number(count)),
  },
  { pattern: said(`ماه ${ago}|last month`), days: (_, todayMs) => monthBefore(todayMs, 1) },
  { pattern: said('این ماه|this month'), days: (_, todayMs) => monthBefore(todayMs, 0) },
]

/** Which days a text speaks of; `todayMs` is the UTC midnight of today's date in Tehran. Dates that are none stay. */
export function readRememberedDays(text: string, todayMs: number): { days: RememberedDays | null; rest: string } {
  for (const { pattern, days } of readings) {
    const { found, rest } = take(text, pattern)
    const read = found && days([...found], todayMs)
    if (read) return { days: read, rest: /\d/.test(found[0]) ? withoutDayNames(rest) : rest }
  }
  return { days: null, rest: text }
}

/** «روز سه شنبه سوم آذر»: what names the same day again. */
function withoutDayNames(text: string): string {
  const { found, rest } = take(text, besideDate)
  return found ? withoutDayNames(rest) : rest
}
