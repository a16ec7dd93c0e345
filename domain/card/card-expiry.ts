import { DAY_MS } from '#domain/calendar/day.ts'
import { fromJalali } from '#domain/calendar/jalali-day.ts'
import { tehranInstantMs } from '#domain/calendar/tehran-time.ts'
import { foldDigits } from '#domain/text/digits.ts'

type Calendar = { after: (year: number, month: number, day: number | null) => number | null }

/**
 * The first instant (epoch ms, Tehran) after the last month or day of validity: the year in four digits first, month,
 * day if any, parted by `-`, `/` or `.` (`2029-05`, `2029-05-31`, `1408/03`). A year of 1300–1499 is Jalali, one of
 * 2000–2099 Gregorian. Null for anything else (`05/29`, `2905`, `31-05-2029`): which number is the year is not guessed.
 */
export function readCardExpiry(text: string): number | null {
  const match = /^([0-9]{4})([-/.])([0-9]{1,2})(?:\2([0-9]{1,2}))?$/.exec(foldDigits(text.trim()))
  if (!match) return null
  const [year, month, day] = [Number(match[1]), Number(match[3]), match[4] === undefined ? null : Number(match[4])]
  if (month < 1 || month > 12) return null
  const startMs = calendarOf(year)?.after(year, month, day) ?? null
  return startMs === null ? null : tehranInstantMs(startMs)
}

function calendarOf(year: number): Calendar | null {
  if (year >= 1300 && year <= 1499) return jalali
  return year >= 2000 && year <= 2099 ? gregorian : null
}

const jalali: Calendar = {
  after: (year, month, day) => {
    if (day === null) return fromJalali({ year: month === 12 ? year + 1 : year, month: (month % 12) + 1, day: 1 })
    const startMs = fromJalali({ year, month, day })
    return startMs === null ? null : startMs + DAY_MS
  },
}

const gregorian: Calendar = {
  after: (year, month, day) => {
    if (day === null) return Date.UTC(year, month, 1)
    const lastDay = new Date(Date.UTC(year, month, 0)).getUTCDate()
    return day < 1 || day > lastDay ? null : Date.UTC(year, month - 1, day + 1)
  },
}
