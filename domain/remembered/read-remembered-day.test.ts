import { describe, expect, test } from 'vitest'
import { fromJalali, toJalali } from '#domain/calendar/jalali-day.ts'
import { readRememberedDays } from '#domain/remembered/read-remembered-day.ts'

/** Sunday 1 Azar 1405. */
const today = '2026-11-22'

function read(text: string, day = today): [first: string, last: string] | null {
  const { days } = readRememberedDays(text, Date.parse(day))
  return days && [isoDay(days.firstMs), isoDay(days.lastMs)]
}
const isoDay = (ms: number): string => new Date(ms).toISOString().slice(0, 10)

describe('a day of the week is the last that has come', () => {
  test.each([
    ['شنبه', 'saturday', '2026-11-21', '2026-11-21', '2026-11-14'],
    ['یکشنبه', 'sunday', '2026-11-22', '2026-11-15', '2026-11-15'],
    ['دو شنبه', 'monday', '2026-11-16', '2026-11-16', '2026-11-16'],
    ['سه شنبه', 'tuesday', '2026-11-17', '2026-11-17', '2026-11-17'],
    ['چهارشنبه', 'wednesday', '2026-11-18', '2026-11-18', '2026-11-18'],
    ['پنج شنبه', 'thursday', '2026-11-19', '2026-11-19', '2026-11-19'],
    ['جمعه', 'friday', '2026-11-20', '2026-11-20', '2026-11-20'],
  ])('%s, %s: %s, the past one %s, of last week %s', (persian, english, latest, past, ofLastWeek) => {
    for (const words of [persian, english]) expect(read(words)).toEqual([latest, latest])
    for (const words of [`${persian} پیش`, `last ${english}`]) expect(read(words)).toEqual([past, past])
    for (const words of [`${persian} هفته پیش`, `${english} of last week`, `هفته قبل ${persian}`])
      expect(read(words)).toEqual([ofLastWeek, ofLastWeek])
  })
})

describe('a month is known by both of its names, and a date without a year is the latest that has come', () => {
  test.each([
    ['فروردین', 'farvardin', 1405, 1],
    ['اردیبهشت', 'ordibehesht', 1405, 2],
    ['خرداد', 'khordad', 1405, 3],
    ['تیر', 'tir', 1405, 4],
    ['امرداد', 'mordad', 1405, 5],
    ['شهریور', 'shahrivar', 1405, 6],
    ['مهر', 'mehr', 1405, 7],
    ['ابان', 'aban', 1405, 8],
    ['اذر', 'azar', 1404, 9],
    ['دی', 'dey', 1404, 10],
    ['بهمن', 'bahman', 1404, 11],
    ['اسفند', 'esfand', 1404, 12],
  ])('15 %s, 15 %s is of %i', (persian, latin, year, month) => {
    const day = isoDay(fromJalali({ year, month, day: 15 }) ?? 0)
    for (const words of [`15 ${persian}`, `15 م ${persian} ماه`, `15 th of ${latin}`])
      expect(read(words)).toEqual([day, day])
  })

  test.each([
    ['jan', 'january', '2026-01-15'],
    ['feb', 'february', '2026-02-15'],
    ['mar', 'march', '2026-03-15'],
    ['apr', 'april', '2026-04-15'],
    ['may', 'may', '2026-05-15'],
    ['jun', 'june', '2026-06-15'],
    ['jul', 'july', '2026-07-15'],
    ['aug', 'august', '2026-08-15'],
    ['sep', 'september', '2026-09-15'],
    ['oct', 'october', '2026-10-15'],
    ['nov', 'november', '2026-11-15'],
    ['dec', 'december', '2025-12-15'],
  ])('15 %s, %s 15 is %s', (short, long, day) => {
    for (const words of [`15 ${short}`, `15 th of ${long}`, `${long} 15`, `${short} 15 th`])
      expect(read(words)).toEqual([day, day])
  })

  test('today’s date is today', () => {
    for (const words of ['1 اذر', '22 nov', 'nov 22', '9/1']) expect(read(words)).toEqual([today, today])
  })

  test('a day that only a leap year has is looked for in the year before', () => {
    expect(read('30 اسفند', '2025-06-01')).toEqual(['2025-03-20', '2025-03-20'])
    expect(read('29 feb', '2025-06-01')).toEqual(['2024-02-29', '2024-02-29'])
    for (const words of ['30 اسفند', '29 feb', '31 ابان']) expect(read(words)).toBeNull()
  })

  test('a year that is said is that year, also one to come', () => {
    expect(read('30 ابان سال 1404')).toEqual(['2025-11-21', '2025-11-21'])
    expect(read('1 دی 1405')).toEqual(['2026-12-22', '2026-12-22'])
    expect(read('24 dec 2024')).toEqual(['2024-12-24', '2024-12-24'])
    expect(read('dec 24 2026')).toEqual(['2026-12-24', '2026-12-24'])
  })
})

describe('a written date', () => {
  test.each([
    ['1405/8/30', '2026-11-21'],
    ['30/8/1405', '2026-11-21'],
    ['05/08/30', '2026-11-21'],
    ['99/12/30', '2021-03-20'],
    ['50/1/1', '1971-03-21'],
    ['49/1/1', '2070-03-20'],
    ['2026/11/22', '2026-11-22'],
    ['22/11/2026', '2026-11-22'],
    ['1900/1/1', '1900-01-01'],
    ['2027/12/31', '2027-12-31'],
    ['5/1/31', '2026-04-20'],
    ['30/8/99', '2020-11-20'],
    ['8/30', '2026-11-21'],
    ['30/8', '2026-11-21'],
    ['12/11', '2026-03-02'],
    ['13/1', '2026-04-02'],
    ['1/13', '2026-04-02'],
  ])('%s is %s', (words, day) => expect(read(words)).toEqual([day, day]))

  test.each([
    '100/8/30',
    '1899/1/1',
    '2026/13/1',
    '2026/2/30',
    '1405/7/31',
    '31/31',
    '2026/0/0',
    '1405/8/1405',
    '13/40/1405',
  ])('%s is none', (words) => expect(read(words)).toBeNull())
})

describe('days counted back from today', () => {
  test.each([
    ['امروز', '2026-11-22', '2026-11-22'],
    ['today', '2026-11-22', '2026-11-22'],
    ['دیروز', '2026-11-21', '2026-11-21'],
    ['yesterday', '2026-11-21', '2026-11-21'],
    ['پریروز', '2026-11-20', '2026-11-20'],
    ['the day before yesterday', '2026-11-20', '2026-11-20'],
    ['پس پریروز', '2026-11-19', '2026-11-19'],
    ['12 روز قبل', '2026-11-10', '2026-11-10'],
    ['1 day ago', '2026-11-21', '2026-11-21'],
    ['چند روز اخیر', '2026-11-15', '2026-11-22'],
    ['این چند روز', '2026-11-15', '2026-11-22'],
    ['a few days ago', '2026-11-15', '2026-11-22'],
    ['هفته گذشته', '2026-11-14', '2026-11-20'],
    ['last week', '2026-11-14', '2026-11-20'],
    ['3 weeks ago', '2026-10-31', '2026-11-06'],
    ['3 هفته پیش', '2026-10-31', '2026-11-06'],
    ['this week', '2026-11-21', '2026-11-22'],
    ['ماه قبل', '2026-10-23', '2026-11-21'],
    ['last month', '2026-10-23', '2026-11-21'],
    ['2 ماه پیش', '2026-09-23', '2026-10-22'],
    ['8 months ago', '2026-03-21', '2026-04-20'],
    ['9 months ago', '2026-02-20', '2026-03-20'],
    ['این ماه', '2026-11-22', '2026-12-21'],
    ['this month', '2026-11-22', '2026-12-21'],
  ])('«%s» is %s to %s', (words, first, last) => {
    expect(read(words)).toEqual([first, last])
    expect(readRememberedDays(words, Date.parse(today)).days?.isNight).toBe(false)
  })

  test('the week begins on Saturday and ends on Friday', () => {
    expect(read('این هفته', '2026-11-21')).toEqual(['2026-11-21', '2026-11-21'])
    expect(read('این هفته', '2026-11-20')).toEqual(['2026-11-14', '2026-11-20'])
  })

  test.each([
    ['امشب', '2026-11-22'],
    ['tonight', '2026-11-22'],
    ['دیشب', '2026-11-21'],
    ['last night', '2026-11-21'],
    ['پریشب', '2026-11-20'],
  ])('«%s» is the night that begins on %s', (words, day) => {
    const dayMs = Date.parse(day)
    const { days } = readRememberedDays(words, Date.parse(today))
    expect(days).toEqual({ firstMs: dayMs, lastMs: dayMs, isNight: true })
  })

  test('a month that is not whole within the calendar’s years is none', () => {
    const atJalali = (year: number, month: number): string => isoDay(fromJalali({ year, month, day: 15 }) ?? 0)
    expect(toJalali(Date.parse(atJalali(1200, 1)))).toMatchObject({ year: 1200, month: 1 })
    expect(read('ماه پیش', atJalali(1200, 1))).toBeNull()
    expect(read('2 ماه پیش', atJalali(1200, 1))).toBeNull()
    expect(read('این ماه', atJalali(1600, 12))).toBeNull()
  })
})

test('what says the day is taken out and leaves a gap; a text of no day, or of a date that is none, stays whole', () => {
  expect(readRememberedDays('سلام دیروز خرید', Date.parse(today)).rest).toBe('سلام | خرید')
  for (const words of ['رضایی', 'سلام 31 ابان خرید', 'دیروزی'])
    expect(readRememberedDays(words, Date.parse(today))).toEqual({ days: null, rest: words })
})
