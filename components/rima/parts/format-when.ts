import { tehranWallMs } from '#domain/calendar/tehran-time.ts'

const parts = new Intl.DateTimeFormat('fa-IR-u-ca-persian-nu-arabext', {
  timeZone: 'UTC',
  day: 'numeric',
  month: 'long',
  hour: '2-digit',
  minute: '2-digit',
  hourCycle: 'h23',
})

/** `۲ آذر، ۱۰:۴۲` in Tehran: made from parts, because `Intl` orders Persian words as nobody in Iran writes them. */
export function formatWhen(atMs: number): string {
  const part = Object.fromEntries(parts.formatToParts(tehranWallMs(atMs)).map(({ type, value }) => [type, value]))
  return `${part.day} ${part.month}، ${part.hour}:${part.minute}`
}
