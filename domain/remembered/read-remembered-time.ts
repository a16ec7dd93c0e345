import { DAY_MS } from '#domain/calendar/day.ts'
import { tehranDayMs, tehranInstantMs } from '#domain/calendar/tehran-time.ts'
import { about, type Clock, clockReader } from '#domain/remembered/read-clock.ts'
import { readRememberedDays } from '#domain/remembered/read-remembered-day.ts'
import { END, START, take } from '#domain/remembered/remembered-text.ts'

const MINUTE_MS = 60_000
const HOUR_MS = 3_600_000
/** A stated hour is meant give or take this much. */
const HOUR_TOLERANCE_MS = HOUR_MS

/** Epoch milliseconds, `toMs` excluded. `centresMs`: the instants that are meant most likely, none for whole days. */
export type RememberedTime = { fromMs: number; toMs: number; centresMs: number[] }

type DayPart = { words: string; fromHour: number; toHour: number; hourOf: (hour: number) => number }
const early = (hour: number): number => (hour === 12 ? 0 : hour)
const late = (hour: number): number => (hour < 12 ? hour + 12 : hour)
const noon = (hour: number): number => (hour <= 4 ? hour + 12 : hour)
const nightly = (hour: number): number => (hour <= 5 ? hour + 24 : hour <= 12 ? hour + 12 : hour)
/** Hours past 24 belong to the night that began the day before. */
const parts: DayPart[] = [
  { words: 'قبل از ظهر|پیش از ظهر', fromHour: 8, toHour: 13, hourOf: early },
  { words: 'بعد از ظهر|بعدازظهر|بعداز ظهر|afternoon|pm|p m', fromHour: 12, toHour: 18, hourOf: late },
  { words: 'نیمه شب|نصفه شب|نصف شب|نیمه های شب|midnight', fromHour: 23, toHour: 28, hourOf: nightly },
  { words: 'بامداد|سحر', fromHour: 0, toHour: 6, hourOf: early },
  { words: 'صبح|صبحی|صبحش|morning|am|a m', fromHour: 5, toHour: 12, hourOf: early },
  { words: 'ظهر|noon', fromHour: 11, toHour: 15, hourOf: noon },
  { words: 'عصر|عصری|غروب|evening', fromHour: 15, toHour: 21, hourOf: late },
  { words: 'شب|شبش|سر شب|اول شب|اخر شب|night', fromHour: 18, toHour: 28, hourOf: nightly },
]
const nightPart = parts.at(-1) as DayPart
const readClock = clockReader(parts.map(({ words }) => words).join('|'))

/** When a text says that it was; nothing where it says no time. */
export function readRememberedTime(text: string, nowMs: number): { time: RememberedTime | null; rest: string } {
  const since = readTimeAgo(text, nowMs)
  if (since) return since
  const todayMs = tehranDayMs(nowMs)
  const said = readRememberedDays(text, todayMs)
  const { clock, rest: withoutClock } = readClock(said.rest)
  const { part: saidPart, rest } = readPart(withoutClock)
  const part = saidPart ?? (said.days?.isNight ? nightPart : null)
  if (!said.days && !clock && !part) return { time: null, rest: text }
  if (said.days) return { time: timeIn(said.days, clock, part), rest }
  const today = timeIn({ firstMs: todayMs, lastMs: todayMs }, clock, part)
  if (today.fromMs <= nowMs) return { time: today, rest }
  return { time: timeIn({ firstMs: todayMs - DAY_MS, lastMs: todayMs - DAY_MS }, clock, part), rest }
}

/** Hours and days are counted on Tehran's clocks, and made instants at the end. */
function timeIn({ firstMs, lastMs }: { firstMs: number; lastMs: number }, clock: Clock | null, part: DayPart | null) {
  if (clock) {
    const walls = hoursOf(clock, part).map((hour) => firstMs + hour * HOUR_MS + clock.minutes * MINUTE_MS)
    const days = Array.from({ length: Math.min(7, (lastMs - firstMs) / DAY_MS + 1) }, (_, day) => day * DAY_MS)
    return {
      fromMs: tehranInstantMs(Math.min(...walls)) - HOUR_TOLERANCE_MS,
      toMs: tehranInstantMs(Math.max(...walls) + lastMs - firstMs) + HOUR_TOLERANCE_MS,
      centresMs: days.flatMap((dayMs) => walls.map((wallMs) => tehranInstantMs(wallMs + dayMs))),
    }
  }
  const { fromHour, toHour } = part ?? { fromHour: 0, toHour: 24 }
  return {
    fromMs: tehranInstantMs(firstMs + fromHour * HOUR_MS),
    toMs: tehranInstantMs(lastMs + toHour * HOUR_MS),
    centresMs: [],
  }
}

/** «ساعت ۸» alone may be eight in the morning or in the evening; «یه ربع به دوازده صبح» is before noon. */
function hoursOf({ hour, minutes }: Clock, part: DayPart | null): number[] {
  if (part) return [minutes < 0 && hour === 12 && part.hourOf === early ? 12 : part.hourOf(hour)]
  return hour >= 1 && hour <= 12 ? [hour, hour + 12] : [hour]
}

/** «هزار و یک شب» is a shop. */
const aThousandAndOne = 'هزار و (?:یک|1) '

function readPart(text: string): { part: DayPart | null; rest: string } {
  for (const part of parts) {
    const { found, rest } = take(
      text,
      new RegExp(`(?<!${aThousandAndOne})${START}${about}(?:in the |at )?(?:${part.words})${END}`),
    )
    if (found) return { part, rest }
  }
  return { part: null, rest: text }
}

const spans: { pattern: RegExp; span: (count: number) => [agoMs: number, giveMs: number] }[] = [
  {
    pattern: new RegExp(`${START}(?:${about})(نیم) ساعت (?:پیش|قبل)(?! از)${END}|${START}half an hour ago${END}`),
    span: () => [30 * MINUTE_MS, 30 * MINUTE_MS],
  },
  {
    pattern: new RegExp(
      `${START}${about}(\\d{1,2})(?: و نیم)? (?:ساعت(?: و نیم)? (?:پیش|قبل)(?! از)|hours? ago)${END}`,
    ),
    span: (count) => [count * HOUR_MS, HOUR_TOLERANCE_MS],
  },
  {
    pattern: new RegExp(`${START}${about}(\\d{1,3}) (?:دقیقه (?:پیش|قبل)(?! از)|minutes? ago)${END}`),
    span: (count) => [count * MINUTE_MS, 15 * MINUTE_MS],
  },
  {
    pattern: new RegExp(
      `${START}${about}(?:(?:یه|یک|1) )?ربع (?:ساعت )?(?:پیش|قبل)(?! از)${END}|${START}a quarter of an hour ago${END}`,
    ),
    span: () => [15 * MINUTE_MS, 15 * MINUTE_MS],
  },
  { pattern: new RegExp(`${START}چند ساعت (?:پیش|قبل)${END}`), span: () => [4 * HOUR_MS, 4 * HOUR_MS] },
  {
    pattern: new RegExp(`${START}(?:چند دقیقه (?:پیش|قبل)|همین (?:الان|حالا)|الان|just now)${END}`),
    span: () => [30 * MINUTE_MS, 30 * MINUTE_MS],
  },
]

function readTimeAgo(text: string, nowMs: number): { time: RememberedTime; rest: string } | null {
  for (const { pattern, span } of spans) {
    const { found, rest } = take(text, pattern)
    if (!found) continue
    const [agoMs, giveMs] = span(Number(found[1] ?? 0))
    const centreMs = nowMs - agoMs
    return { time: { fromMs: centreMs - giveMs, toMs: centreMs + giveMs + MINUTE_MS, centresMs: [centreMs] }, rest }
  }
  return null
}
