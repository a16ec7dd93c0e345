/** Iran keeps +03:30 all year since it ended daylight saving time in 1401. */
export const TEHRAN_OFFSET_MS = 12_600_000

const dayMs = 86_400_000

/** The Tehran day an instant (epoch milliseconds) falls in, as its Gregorian date `YYYY-MM-DD`. */
export function tehranDay(atMs: number): string {
  return new Date(atMs + TEHRAN_OFFSET_MS).toISOString().slice(0, 10)
}

/** The first instant of the Tehran day after the one `atMs` falls in, in epoch milliseconds. */
export function nextTehranMidnightMs(atMs: number): number {
  return (Math.floor((atMs + TEHRAN_OFFSET_MS) / dayMs) + 1) * dayMs - TEHRAN_OFFSET_MS
}

/** The first instant after a Tehran day `YYYY-MM-DD`, in epoch milliseconds. */
export function endOfTehranDayMs(day: string): number {
  return Date.parse(day) + dayMs - TEHRAN_OFFSET_MS
}
