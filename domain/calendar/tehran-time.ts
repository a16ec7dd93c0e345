import { DAY_MS } from '#domain/calendar/day.ts'
import { FIRST_OFFSET_MS, tehranChanges } from '#domain/calendar/tehran-changes.ts'

/** Iran keeps +03:30 all year since it ended summer time in 1401. */
const LASTING_OFFSET_MS = 12_600_000
const LAST_CHANGE_MS = Date.UTC(2022, 8, 21, 19, 30)
/** Every offset that Tehran has had, the largest first. */
const offsets = [...new Set([...tehranChanges.map(({ offsetMs }) => offsetMs), FIRST_OFFSET_MS])].sort((a, b) => b - a)
const LARGEST_OFFSET_MS = offsets[0] ?? LASTING_OFFSET_MS

/** How far Tehran's clocks are ahead of UTC at an instant, summer time of the years until 1401 included. */
function offsetAt(atMs: number): number {
  if (atMs >= LAST_CHANGE_MS) return LASTING_OFFSET_MS
  return tehranChanges.find((change) => atMs >= change.atMs)?.offsetMs ?? FIRST_OFFSET_MS
}

/** What Tehran's clocks show at an instant, as the UTC milliseconds of that date and time. */
export function tehranWallMs(atMs: number): number {
  return atMs + offsetAt(atMs)
}

/**
 * The instant at which Tehran's clocks show a date and time, given as its UTC milliseconds. Of an hour that came twice
 * the first; a time that was jumped over in spring is as much later as the clocks were put on.
 */
export function tehranInstantMs(wallMs: number): number {
  if (wallMs >= LAST_CHANGE_MS + LARGEST_OFFSET_MS) return wallMs - LASTING_OFFSET_MS
  const offsetMs = offsets.find((each) => offsetAt(wallMs - each) === each) ?? offsetAt(wallMs - LARGEST_OFFSET_MS)
  return wallMs - offsetMs
}

/** The Tehran day an instant falls in, as the UTC midnight of its date. */
export function tehranDayMs(atMs: number): number {
  return Math.floor(tehranWallMs(atMs) / DAY_MS) * DAY_MS
}

/** The Tehran day an instant (epoch milliseconds) falls in, as its Gregorian date `YYYY-MM-DD`. */
export function tehranDay(atMs: number): string {
  return new Date(tehranWallMs(atMs)).toISOString().slice(0, 10)
}

/** The first instant of the Tehran day that `atMs` falls in, or of one so many days later, in epoch milliseconds. */
export function tehranMidnightMs(atMs: number, { daysLater = 0 } = {}): number {
  return tehranInstantMs(tehranDayMs(atMs) + daysLater * DAY_MS)
}

/** The first instant of the Tehran day after the one `atMs` falls in, in epoch milliseconds. */
export function nextTehranMidnightMs(atMs: number): number {
  return tehranMidnightMs(atMs, { daysLater: 1 })
}

/** The first instant after a Tehran day `YYYY-MM-DD`, in epoch milliseconds. */
export function endOfTehranDayMs(day: string): number {
  return tehranInstantMs(Date.parse(day) + DAY_MS)
}
