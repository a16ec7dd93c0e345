import { DAY_MS } from '#domain/calendar/day.ts'

const days = new Map<number, string>()
const two = Array.from({ length: 60 }, (_, number) => String(number).padStart(2, '0'))
const three = Array.from({ length: 1_000 }, (_, number) => String(number).padStart(3, '0'))

/** As `toISOString`, in a quarter of its time, for whole epoch milliseconds of a few thousand different days. */
export function formatInstant(atMs: number): string {
  const day = Math.floor(atMs / DAY_MS)
  const ms = atMs - day * DAY_MS
  let date = days.get(day)
  if (date === undefined) {
    date = new Date(day * DAY_MS).toISOString().slice(0, 11)
    days.set(day, date)
  }
  const [hour, minute] = [two[Math.floor(ms / 3_600_000)], two[Math.floor(ms / 60_000) % 60]]
  return `${date}${hour}:${minute}:${two[Math.floor(ms / 1_000) % 60]}.${three[ms % 1_000]}Z`
}
