import { currencyWord, scaleWord } from '#domain/remembered/number-words.ts'
import { END, START, take } from '#domain/remembered/remembered-text.ts'

/** `minutes` below 0: to the hour. */
export type Clock = { hour: number; minutes: number }
type ClockReading = { pattern: RegExp; read: (said: Record<string, string | undefined>) => Clock }

export const about =
  '(?:(?:حدود|حدودا|حدودای|حدودهای|طرفای|طرف های|نزدیک|نزدیکای|حوالی|حول و حوش|حول حوش|تقریبا|دم|سر|راس|around|about|at) )*'
const oClock = '(?:ساعت(?:ای|های)? )'
const quarter = '(?:(?:یه|یک|1|a) )?(?:ربع|quarter)'
const minutes = `(?:(?<minutes>\\d{1,2}) (?:دقیقه|minutes?)|(?<three>سه|3) ربع|(?<quarter>${quarter})|(?<half>نیم ساعت))`
const left = '(?:(?:مونده|مانده|باقی مونده|باقی مانده|مونده بود|مانده بود|کم)(?: بود)? )?'
const to = `(?:${left}(?:به|تا|to)|(?:قبل|پیش|مونده|مانده) از)`
const past = '(?:بعد از|past|after)'
const hour = `${oClock}?(?<hour>\\d{1,2})(?::00)?`
const fraction =
  '(?: (?:و|and) (?:(?<half>نیم|half)|(?<three>سه|3) ربع|(?<quarter>(?:یه |یک |1 )?ربع)|(?<minutes>\\d{1,2})(?: دقیقه)?))'
/** What says that the number before it counts something else. */
const noCount = `(?! (?:${scaleWord}|${currencyWord}|روز|هفته|ماه|سال|ساعت (?:پیش|قبل)|درصد|تا|بار|عدد)${END})`
const onlyHour = `(?! (?:${scaleWord}|${currencyWord}|دقیقه|ربع)${END})`

const minutesOf = ({ minutes, half, three, quarter }: Record<string, string | undefined>): number => {
  if (minutes !== undefined) return Number(minutes)
  if (half !== undefined) return 30
  if (three !== undefined) return 45
  return quarter === undefined ? 0 : 15
}
const toHour: ClockReading['read'] = (said) => ({ hour: Number(said.hour), minutes: -minutesOf(said) })
const pastHour: ClockReading['read'] = (said) => ({ hour: Number(said.hour), minutes: minutesOf(said) })

const at = (words: string): RegExp => new RegExp(`${START}${about}${words}${END}`)
/** `anyPart`: the words for parts of the day, alternatives of a pattern. */
function listReadings(anyPart: string): ClockReading[] {
  return [
    { pattern: at(`${oClock}?${about}(?<hour>\\d{1,2}):(?<minutes>\\d{2})(?::\\d{2})?`), read: pastHour },
    { pattern: at(`${oClock}?${about}${minutes} ${to} ${hour}${noCount}`), read: toHour },
    { pattern: at(`${oClock}(?<minutes>\\d{1,2}) به (?<hour>\\d{1,2})${noCount}`), read: toHour },
    { pattern: at(`(?<minutes>[1-5]\\d|[5-9]) to (?<hour>\\d{1,2})${noCount}`), read: toHour },
    { pattern: at(`${hour} ${quarter} کم`), read: ({ hour: said }) => ({ hour: Number(said), minutes: -15 }) },
    { pattern: at(`${oClock}?${minutes} از ${hour} (?:گذشته|رفته)(?: بود)?`), read: pastHour },
    { pattern: at(`از ${hour} ${minutes} (?:گذشته|رفته)(?: بود)?`), read: pastHour },
    { pattern: at(`${oClock}?${minutes} ${past} ${hour}${noCount}`), read: pastHour },
    { pattern: at(`(?:(?<half>half)|(?<minutes>[1-5]\\d|[5-9])) past (?<hour>\\d{1,2})`), read: pastHour },
    { pattern: at(`(?:${oClock}|at )${about}(?<hour>\\d{1,2})${fraction}${noCount}`), read: pastHour },
    { pattern: at(`(?<hour>\\d{1,2})${fraction}(?= (?:${anyPart})${END})`), read: pastHour },
    {
      pattern: at(
        `(?<hour>\\d{1,2}) و (?:(?<half>نیم)|(?<quarter>(?:یه |1 )?ربع)|(?<minutes>\\d{1,2}) دقیقه)${noCount}`,
      ),
      read: pastHour,
    },
    { pattern: at(`(?:${oClock}|at )${about}(?<hour>\\d{1,2})${onlyHour}`), read: pastHour },
    { pattern: at(`(?<!(?:${scaleWord}) و )(?<hour>\\d{1,2})(?= (?:${anyPart})${END})`), read: pastHour },
  ]
}

/** A reader of the hour that a text names, and of the text without it; of hours and minutes that no clock shows none. */
export function clockReader(anyPart: string): (text: string) => { clock: Clock | null; rest: string } {
  const readings = listReadings(anyPart)
  return (text) => {
    for (const { pattern, read } of readings) {
      const { found, rest } = take(text, pattern)
      if (!found?.groups) continue
      const clock = read(found.groups)
      if (clock.hour <= 24 && Math.abs(clock.minutes) < 60) return { clock, rest }
    }
    return { clock: null, rest: text }
  }
}
