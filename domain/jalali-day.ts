const DAY_MS = 86_400_000
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
  const number = (name: string): number => Number.parseInt(parts[name] ?? '', 10)
  return { year: number('year'), month: number('month'), day: number('day') }
}

/** The UTC midnight of a Jalali date's Gregorian day; null for a date that is none, such as 30 Esfand of a common year. */
export function fromJalali({ year, month, day }: JalaliDate): number | null {
  if (!(year >= 1200 && year <= 1600 && month >= 1 && month <= 12 && day >= 1 && day <= 31)) return null
  const roughMs = Date.UTC(year + 621, 2, 21) + daysBefore(month, day) * DAY_MS
  // New year falls on 20, 21 or 22 March: the calendar itself says which.
  for (const shift of [0, -1, 1, -2, 2]) {
    const found = toJalali(roughMs + shift * DAY_MS)
    if (found.year === year && found.month === month && found.day === day) return roughMs + shift * DAY_MS
  }
  return null
}

function daysBefore(month: number, day: number): number {
  return (month <= 7 ? (month - 1) * 31 : 186 + (month - 7) * 30) + day - 1
}
