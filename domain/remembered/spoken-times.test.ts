import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { DAY_MS } from '#domain/calendar/day.ts'
import { toJalali } from '#domain/calendar/jalali-day.ts'
import { jalaliMonthNames, weekdayNames } from '#domain/calendar/jalali-month-names.ts'
import { readRememberedPayment } from '#domain/remembered/read-remembered-payment.ts'
import { inScript, spell, spellOrdinal } from '#domain/remembered/spoken-samples.fixture.ts'

/** Monday 9 Azar 1405, half past three in the afternoon in Tehran. */
const nowMs = Date.parse('2026-11-30T12:00:00Z')
const todayMs = Date.parse('2026-11-30T00:00:00Z')
const local = (ms: number): string => new Date(ms + 12_600_000).toISOString().slice(5, 16).replace('T', ' ')
const read = (text: string) => readRememberedPayment(text, nowMs)
const centres = (text: string): string[] => read(text)?.time?.centresMs.map(local) ?? []
const days = (text: string): string[] => {
  const time = read(text)?.time
  return time ? [local(time.fromMs).slice(0, 5), local(time.toMs - 1).slice(0, 5)] : []
}

describe('minutes to and past the hour', () => {
  test.each([
    ['دیروز یه ربع به ۶ عصر', ['11-29 17:45']],
    ['دیروز ساعت یه ربع به ۶ عصر', ['11-29 17:45']],
    ['دیروز یک ربع به شش', ['11-29 05:45', '11-29 17:45']],
    ['دیروز ربع به شیش صبح', ['11-29 05:45']],
    ['دیروز یه ربع مونده به هفت شب', ['11-29 18:45']],
    ['دیروز شش یه ربع کم', ['11-29 05:45', '11-29 17:45']],
    ['دیروز بیست دقیقه به پنج', ['11-29 04:40', '11-29 16:40']],
    ['دیروز پنج دقیقه مونده به ۸', ['11-29 07:55', '11-29 19:55']],
    ['دیروز ده دقیقه قبل از ۸ شب', ['11-29 19:50']],
    ['دیروز بیست و پنج دقیقه به ساعت هشت شب', ['11-29 19:35']],
    ['دیروز شش و ربع', ['11-29 06:15', '11-29 18:15']],
    ['دیروز شش و سه ربع عصر', ['11-29 18:45']],
    ['دیروز هشت و نیم', ['11-29 08:30', '11-29 20:30']],
    ['دیروز هشت و بیست دقیقه شب', ['11-29 20:20']],
    ['دیروز ده دقیقه از ۵ گذشته', ['11-29 05:10', '11-29 17:10']],
    ['دیروز از پنج ده دقیقه گذشته بود', ['11-29 05:10', '11-29 17:10']],
    ['دیروز ده دقیقه بعد از پنج عصر', ['11-29 17:10']],
    ['دیروز ساعت ۱۷ و ۴۵ دقیقه', ['11-29 17:45']],
    ['دیروز ساعت 5 و 45', ['11-29 05:45', '11-29 17:45']],
    ['دیروز ساعت هفده و چهل و پنج دقیقه', ['11-29 17:45']],
    ['دیروز حول و حوش شش عصر', ['11-29 18:00']],
    ['دیروز حوالی ساعت شش عصر', ['11-29 18:00']],
    ['یه ربع پیش', ['11-30 15:15']],
    ['دیروز ۱۲ ظهر', ['11-29 12:00']],
    ['دیروز ۱۲ شب', ['11-30 00:00']],
    ['دیروز یک ربع به دوازده ظهر', ['11-29 11:45']],
    ['دیروز یک ربع به دوازده صبح', ['11-29 11:45']],
    ['دیروز یه ربع به دوازده شب', ['11-29 23:45']],
    ['دیروز ربع به یک ظهر', ['11-29 12:45']],
    ['دیروز ساعت ۲۰.۱۵', ['11-29 20:15']],
    ['yesterday quarter to six pm', ['11-29 17:45']],
    ['yesterday at half past five pm', ['11-29 17:30']],
    ['yesterday ten minutes to eight am', ['11-29 07:50']],
    ['yesterday twenty to five pm', ['11-29 16:40']],
    ['yesterday five past seven pm', ['11-29 19:05']],
  ])('«%s» is %j', (text, at) => expect(centres(text)).toEqual(at))

  test.each([
    ['دیروز ساعت هشت و بیست میلیون تومن', ['11-29 08:00', '11-29 20:00'], 200_000_000],
    ['دیروز ساعت ۸ و ۲۰۰ هزار تومن', ['11-29 08:00', '11-29 20:00'], 2_000_000],
    ['دیروز ساعت هفت و نیم هفت میلیون تومن', ['11-29 07:30', '11-29 19:30'], 70_000_000],
    ['دیروز ۸ شب یک و نیم میلیون تومن', ['11-29 20:00'], 15_000_000],
  ])('«%s»: %j, and %i rials', (text, at, rials) => {
    expect(centres(text)).toEqual(at)
    expect(read(text)?.amounts.map(({ exactRials }) => exactRials)).toEqual([rials])
  })
})

describe('every minute of the day is read back', () => {
  const partOf = (hour: number): string => {
    if (hour === 0 || hour >= 19) return 'شب'
    if (hour < 5) return 'بامداد'
    if (hour < 12) return 'صبح'
    return hour === 12 ? 'ظهر' : hour < 16 ? 'بعد از ظهر' : 'عصر'
  }
  const twelve = (hour: number): number => hour % 12 || 12
  type Say = (value: number) => string
  const ways = (hour: number, minute: number, say: Say): string[] => {
    const here = `${say(twelve(hour))}`
    const next = (hour + 1) % 24
    const [part, nextPart] = [partOf(hour), partOf(next)]
    const left = minute === 45 ? 'یه ربع' : `${say(60 - minute)} دقیقه`
    const gone = minute === 15 ? 'ربع' : `${say(minute)} دقیقه`
    if (minute === 0) return [`${here} ${part}`, `ساعت ${here} ${part}`, ...(hour > 0 ? [`ساعت ${say(hour)}`] : [])]
    return [
      `ساعت ${hour}:${String(minute).padStart(2, '0')}`,
      `${here} و ${gone} ${part}`,
      `ساعت ${here} و ${say(minute)} دقیقه ${part}`,
      ...(hour > 0 ? [`ساعت ${say(hour)} و ${say(minute)} دقیقه`] : []),
      `${gone} از ${here} گذشته ${part}`,
      ...(minute === 30 ? [`${here} و نیم ${part}`] : []),
      ...(minute > 30
        ? [`${left} به ${say(twelve(next))} ${nextPart}`, `ساعت ${left} مونده به ${say(twelve(next))} ${nextPart}`]
        : []),
    ]
  }

  test.each([
    ['in words', (value: number) => spell(value)],
    ['in the words of speech', (value: number) => spell(value, { isColloquial: true })],
    ['in digits', (value: number) => inScript(String(value), 'persian')],
  ])('%s', (_, say) => {
    for (let minute = 0; minute < 1440; minute++)
      for (const words of ways(Math.floor(minute / 60), minute % 60, say)) {
        const clock = `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`
        expect(
          centres(`دیروز ${words} خرید`).map((each) => each.slice(6)),
          words,
        ).toContain(clock)
      }
  })
})

describe('days in words', () => {
  test.each([
    ['نهم آذر', '11-30', '11-30'],
    ['نهمِ آذر', '11-30', '11-30'],
    ['۹ آذرماه', '11-30', '11-30'],
    ['۹ آذر ماه', '11-30', '11-30'],
    ['بیست و سوم آبان ماه', '11-14', '11-14'],
    ['بیست‌وسوم آبان', '11-14', '11-14'],
    ['سی‌ام آبان', '11-21', '11-21'],
    ['سی و یکم شهریور', '09-22', '09-22'],
    ['اول آذر', '11-22', '11-22'],
    ['یکم آذرماه', '11-22', '11-22'],
    ['دوم مهرماه', '09-24', '09-24'],
    ['امروز نهم', '11-30', '11-30'],
    ['دیروز هشتم آذر', '11-29', '11-29'],
    ['نهم این ماه', '11-30', '11-30'],
    ['پنجم ماه پیش', '10-27', '10-27'],
    ['پنجم دو ماه پیش', '09-27', '09-27'],
    ['پنج ماه پیش', '06-22', '07-22'],
    ['دهم همین ماه', '11-01', '11-01'],
    ['دوشنبه نهم', '11-30', '11-30'],
    ['نهم برج ۹', '11-30', '11-30'],
    ['آبان‌ماه', '10-23', '11-21'],
    ['آذر ماه', '11-22', '11-30'],
    ['آبان ۱۴۰۴', '10-23', '11-21'],
    ['نهم آذر پارسال', '11-30', '11-30'],
    ['نه آذر ساعت شش عصر', '11-30', '11-30'],
    ['1405.09.05', '11-26', '11-26'],
    ['twenty third of november', '11-23', '11-23'],
    ['november third', '11-03', '11-03'],
  ])('«%s» is %s to %s', (text, first, last) => expect(days(text)).toEqual([first, last]))

  test('every day of the last year is read back, however it is said', () => {
    const [months, weekdays] = [jalaliMonthNames, weekdayNames].map((names) =>
      names.map((name) => (name.split('|')[0] ?? '').replace(' ?', '\u200c')),
    ) as [string[], string[]]
    for (let ago = 0; ago < 365; ago++) {
      const dayMs = todayMs - ago * DAY_MS
      const { month, day } = toJalali(dayMs)
      const [name, word, weekday] = [months[month - 1], spellOrdinal(day), weekdays[new Date(dayMs).getUTCDay()]]
      const figure = inScript(String(day), 'persian')
      const ways = [
        ...[`${word} ${name}`, `${word}ِ ${name}ماه`, `${word} ${name} ماه`, `${word} ${name}\u200cماه`],
        ...[`${figure} ${name}`, `${figure}ام ${name}`, `${figure} ${name}ماه`, `${figure}م ${name}`],
        ...[`${weekday} ${word} ${name}`, `${weekday}، ${figure} ${name}`, `روز ${word} ${name}`],
        ...[`${spell(day)} ${name} ساعت ۸`, `${figure} برج ${month}`],
      ]
      for (const said of ways) {
        const found = read(`${said} از دیجی‌کالا`)
        expect(local(found?.time?.fromMs ?? 0).slice(0, 5), said).toBe(new Date(dayMs).toISOString().slice(5, 10))
        expect(found?.payeeWords, said).toEqual(['دیجی', 'کالا'])
      }
    }
  })
})

describe('a sentence of all of it is read whole, and what is left is the shop', () => {
  test.each([
    [
      'نهم آذر ساعت یه ربع به ۶ عصر یک میلیارد و دویست میلیون تومان فروشگاه نمونه',
      '11-30 17:45',
      12_000_000_000,
      'نمونه',
    ],
    ['دوشنبه سوم آذرماه بیست دقیقه به نه شب دویست‌وپنجاه‌هزارتومن افق کوروش', '11-24 20:40', 2_500_000, 'افق کوروش'],
    ['دیروز هشت و نیم شب دو میلیون و سیصد هزار تومن پنجشنبه بازار', '11-29 20:30', 23_000_000, 'پنجشنبه بازار'],
    ['از دی‌جی‌کالا پریروز ساعت ۱۷ و ۴۵ دقیقه ۱۲۵/۰۰۰ تومان', '11-28 17:45', 1_250_000, 'دی جی کالا'],
    ['فروشگاه نه، دیروز ساعت هفت شب ۴۸۷٫۵۰۰ تومان', '11-29 19:00', 4_875_000, 'نه'],
    ['روز سه شنبه سوم آذر ساعت نه و ربع صبح یه تومن اسنپ', '11-24 09:15', null, 'اسنپ'],
    ['دیروز هفت ساعت ۸ شب ۲۰۰ هزار تومن', '11-29 20:00', 2_000_000, 'هفت'],
  ])('«%s»', (text, at, rials, shop) => {
    expect(centres(text)).toEqual([at])
    if (rials !== null) expect(read(text)?.amounts.map(({ exactRials }) => exactRials)).toEqual([rials])
    expect(read(text)?.payeeWords.join(' ')).toBe(shop)
  })

  test.each(['پنجشنبه بازار', 'جمعه بازار', 'دی‌جی‌کالا', 'هفت', 'فروشگاه نه', 'افق کوروش', '۷۲۴', 'سی آبان'])(
    '«%s» alone is no payment',
    (text) => expect(read(text)).toBeNull(),
  )

  test('any words of these are read without a fault, and no window is upside down', () => {
    const words = fc.constantFrom(
      ...'نهم آذر ماه ساعت یه ربع به ۶ عصر یک میلیارد و دویست میلیون تومان نیم هزار از گذشته مونده سی‌ام برج پیش constructor ۱۲۵/۰۰۰ 12 500 000 شنبه نمونه خرده هزار'.split(
        ' ',
      ),
    )
    fc.assert(
      fc.property(fc.array(words, { maxLength: 14 }), (all) => {
        const found = read(all.join(' '))
        for (const { exactRials, fromRials, toRials } of found?.amounts ?? []) {
          expect([exactRials, fromRials, toRials].every(Number.isSafeInteger), all.join(' ')).toBe(true)
          expect(fromRials <= exactRials && exactRials <= toRials).toBe(true)
        }
        if (found?.time) expect(found.time.fromMs).toBeLessThan(found.time.toMs)
      }),
      { numRuns: 3_000 },
    )
  })
})
