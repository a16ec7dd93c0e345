import { DAY_MS } from '#domain/calendar/day.ts'

const calendar = new Intl.DateTimeFormat('en-US-u-ca-persian-nu-latn', {
  timeZone: 'UTC',
  year: 'numeric',
  month: 'numeric',
  day: 'numeric',
})

export type JalaliDate = { year: number; month: number; day: number }

/** The Jalali date of a Gregorian day that begins (in UTC) at `dayMs`. */
export function toJalali(dayMs: number): JalaliDate {
  const parts = Object.fromEntries(calendar.formatToParts(dayMs).map(({ type, value }) => [type, value]))
  const number = (name: string): number => Number(parts[name])
  return { year: number('year'), month: number('month'), day: number('day') }
}

/** The UTC midnight of a Jalali date's Gregorian day; null for a date that is none, such as 30 Esfand of a common year. */
export function fromJalali({ year, month, day }: JalaliDate): number | null {
  if (!(year >= 1200 && year <= 1600)) return null
  const roughMs = Date.UTC(year + 621, 2, 21) + daysBefore(month, day) * DAY_MS
  // New year falls on 20, 21 or 22 March: the calendar itself says which.
  for (const shift of [0, -1, 1]) {
    const found = toJalali(roughMs + shift * DAY_MS)
    if (found.month === month && found.day === day) return roughMs + shift * DAY_MS
  }
  return null
}

function daysBefore(month: number, day: number): number {
  return (month - 1) * 31 - Math.max(0, month - 7) + day - 1
}
