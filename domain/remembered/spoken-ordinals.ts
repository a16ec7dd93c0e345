import { jalaliMonthName, weekdayNames } from '#domain/calendar/jalali-month-names.ts'

const ones = ['اول|یکم', 'دوم|دویم', 'سوم', 'چهارم|چارم', 'پنجم', 'ششم|شیشم', 'هفتم', 'هشتم', 'نهم']
const teens = [
  ...['دهم', 'یازدهم', 'دوازدهم', 'سیزدهم', 'چهاردهم|چاردهم', 'پانزدهم|پونزدهم', 'شانزدهم|شونزدهم'],
  ...['هفدهم|هیفدهم', 'هجدهم|هیجدهم|هژدهم|هیژدهم', 'نوزدهم', 'بیستم'],
]
const english = [
  ...['first', 'second', 'third', 'fourth', 'fifth', 'sixth', 'seventh', 'eighth', 'ninth', 'tenth', 'eleventh'],
  ...['twelfth', 'thirteenth', 'fourteenth', 'fifteenth', 'sixteenth', 'seventeenth', 'eighteenth', 'nineteenth'],
]
const twenties = ones.map((words) => words.split('|').map((word) => `بیست ?و ?${word}`))
/** The words of each day of a month: the first is the day 1. */
const days: string[] = [
  ...[...ones, ...teens].map((words, index) => [words, english[index] ?? 'twentieth'].join('|')),
  ...twenties.map((words, index) => [...words, `twenty ${english[index]}`].join('|')),
  'سی ?ام|سی ?یم|سی ?یوم|سیم|thirtieth',
  'سی ?و ?(?:یکم|اول)|thirty first',
]
const month = `(?:(?:از |روز |of )*(?:${jalaliMonthName}(?: ?ماه)?|ماه|این ماه|همین ماه|برج|(?:\\d{1,2}|یک|دو|سه) ماه (?:پیش|قبل|گذشته))|(?:of )?(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*)`
const englishMonthBefore = '(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]* '
const dated = `(?:امروز|دیروز|پریروز|تاریخ|مورخ|مورخه|${weekdayNames.join('|')}) |${englishMonthBefore}`
/** The 24th before the 4th: «بیست و چهارم» ends like «چهارم». */
const patterns = days
  .map((words, index) => {
    const word = `(?:${words})(?:ین)?(?![^ ])`
    const beforeMonth = `(?<![^ ])${word}(?= ${month}(?![^ ]))`
    return { day: index + 1, pattern: new RegExp(`${beforeMonth}|(?<=(?<![^ ])(?:${dated}))${word}`, 'g') }
  })
  .toReversed()

/** Writes ordinals that are said in words as «9 م» where a month follows or a day's name precedes; text of a search key. */
export function digitsOfSpokenOrdinals(key: string): string {
  return patterns.reduce((text, { day, pattern }) => text.replace(pattern, `${day} م`), key)
}
