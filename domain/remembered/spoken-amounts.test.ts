import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { readRememberedPayment } from '#domain/remembered/read-remembered-payment.ts'
import { asSpoken, inScript, spell } from '#domain/remembered/spoken-samples.fixture.ts'

const nowMs = Date.parse('2026-11-30T12:00:00Z')
const readings = (text: string): number[] =>
  readRememberedPayment(text, nowMs)?.amounts.map(({ exactRials }) => exactRials) ?? []

describe('an amount that is said by its two ends reaches both', () => {
  test.each([
    ['سه چهار میلیون تومن', 30_000_000, 40_000_000],
    ['سه تا چهار میلیون تومان', 30_000_000, 40_000_000],
    ['بین ۳ و ۴ میلیون تومن', 30_000_000, 40_000_000],
    ['بین سه تا چهار میلیون تومن', 30_000_000, 40_000_000],
    ['یکی دو میلیون تومن', 10_000_000, 20_000_000],
    ['یه میلیون و خرده‌ای تومن', 10_000_000, 20_000_000],
    ['سه میلیون خرده‌ای تومن', 30_000_000, 40_000_000],
    ['حدود ده بیست میلیون ریال', 10_000_000, 20_000_000],
    ['۳۰۰-۴۰۰ هزار تومان', 3_000_000, 4_000_000],
    ['بیست سی هزار تومن', 200_000, 300_000],
    ['پونصد ششصد تومن', 5_000_000, 6_000_000],
    ['300 to 400 thousand tomans', 3_000_000, 4_000_000],
    ['between 2 and 3 million rials', 2_000_000, 3_000_000],
  ])('%s', (text, low, high) => {
    const said = readRememberedPayment(text, nowMs)
    const [first] = said?.amounts ?? []
    expect(first?.fromRials).toBeLessThanOrEqual(low)
    expect(first?.toRials).toBeGreaterThanOrEqual(high)
    expect(first?.fromRials, 'not much less').toBeGreaterThan(low / 1.5)
    expect(first?.toRials, 'nor more').toBeLessThan(high * 1.5)
    expect(said?.payeeWords).toEqual([])
  })

  test.each(['کارت ۱۲۳۴ ۲ میلیون تومن', 'ساعت ۹ ۱۲ میلیون تومن', '۹ آذر ۱۲ میلیون تومن', 'پنج دو میلیون تومن'])(
    'two numbers of two things are none: %s',
    (text) => {
      const [amount] = readRememberedPayment(text, nowMs)?.amounts ?? []
      expect([20_000_000, 120_000_000]).toContain(amount?.exactRials)
    },
  )
})

describe('a numeral is read whole, in rials', () => {
  test.each([
    ['یک میلیارد و دویست میلیون تومان', [12_000_000_000]],
    ['۱ میلیارد و ۲۰۰ میلیون تومن', [12_000_000_000]],
    ['۱٫۲ میلیارد تومان', [12_000_000_000]],
    ['یک و نیم میلیارد تومان', [15_000_000_000]],
    ['نیم میلیارد تومن', [5_000_000_000]],
    ['ربع میلیون تومان', [2_500_000]],
    ['یه میلیون خرده‌ای تومن', [10_000_000]],
    ['سه میلیون خورده‌ای', [30_000_000, 3_000_000]],
    ['یه ربع میلیارد تومن', [2_500_000_000]],
    ['سه‌ربع میلیون تومن', [7_500_000]],
    ['یک میلیارد و نیم تومن', [15_000_000_000]],
    ['یه میلیارد و دویست', [12_000_000_000, 1_200_000_000]],
    ['دو ملیارد و سیصد و پنجاه میلیون و ششصد هزار تومن', [23_506_000_000]],
    ['سه میلیون و هفتصد و پنجاه و دو هزار و چهارصد تومان', [37_524_000]],
    ['یک میلیون دویست هزار تومن', [12_000_000]],
    ['هزار میلیارد ریال', [1_000_000_000_000]],
    ['هزار تومن', [10_000]],
    ['میلیون تومن', [10_000_000]],
    ['هزار و دویست تومن', [12_000]],
    ['هزار و پانصد', [15_000, 1_500]],
    ['صد و بیست و پنج هزار تومن', [1_250_000]],
    ['دویست‌هزار تومن', [2_000_000]],
    ['بیست‌وپنج‌هزار تومن', [250_000]],
    ['بیستوپنجهزارتومن', [250_000]],
    ['صدوبیستوپنجهزارتومن', [1_250_000]],
    ['پونصد تومن', [5_000_000, 5_000]],
    ['دو و نیم تومن', [25_000, 25_000_000]],
    ['دو و دویست', [22_000_000, 22_000, 22_000_000_000]],
    ['دو و دویست تومن', [22_000_000, 22_000, 22_000_000_000]],
    ['one million two hundred thousand tomans', [12_000_000]],
    ['one hundred and twenty five thousand tomans', [1_250_000]],
    ['یه تومن و دویست', [12_000_000, 12_000, 12_000_000_000]],
    ['یه تومن و نیم', [15_000, 15_000_000]],
    ['دو میلیون تومن و سیصد', [23_000_000]],
    ['یک میلیارد تومان و دویست میلیون', [12_000_000_000]],
    ['۵۰ هزار تومن و ۲۰ هزار تومن', [500_000, 200_000]],
    ['چهارصد هشتاد هفت هزار تومن', [4_870_000]],
    ['یک ممیز دو میلیارد تومان', [12_000_000_000]],
    ['1,250,000.00 IRR', [1_250_000]],
    ['۱۲۵٬۰۰۰٫۰۰ ریال', [125_000]],
    ['۲.۵م تومن', [25_000_000]],
    ['half a million tomans', [5_000_000]],
    ['a million tomans', [10_000_000]],
    ['1.2 billion rials', [1_200_000_000]],
    ['۱۲۵/۰۰۰ تومان', [1_250_000]],
    ['1.250.000 ریال', [1_250_000]],
    ['۴۸۷٫۵۰۰ تومان', [4_875_000]],
    ['۱۲ ۵۰۰ ۰۰۰ تومان', [125_000_000]],
    ['۱۲\u00a0۵۰۰\u202f۰۰۰ ریال', [12_500_000]],
    ['12’500’000 ریال', [12_500_000]],
    ['۲/۵ میلیون تومان', [25_000_000]],
    ['۱٫۲۵۰ میلیون تومان', [12_500_000]],
    ['1,250 میلیون تومان', [12_500_000_000]],
    ['۱۲۵۰۰۰﷼', [125_000]],
    ['IRR 1,250,000', [1_250_000]],
    ['487k T', [4_870_000]],
    ['487,000 IRT', [4_870_000]],
    ['دیروز ساعت 8 12 500 000 تومان', [125_000_000]],
    ['دیروز ساعت ۸ ۴۸۷ هزار تومن', [4_870_000]],
    ['هزار میلیارد تومان', [10_000_000_000_000]],
    ['هزار و یک میلیارد تومان', []],
    ['هزار و دویست میلیون تومان', [12_000_000_000]],
    ['دو هزار و پانصد میلیارد ریال', [2_500_000_000_000]],
    ['نیم‌میلیون تومن', [5_000_000]],
    ['حدود دو میلیون و خرده‌ای تومن', [20_000_000]],
  ])('«%s» is %j', (text, rials) => {
    expect(readings(text)).toEqual(rials)
  })

  test.each(['هزار', 'علی هزار', 'صدف', 'سیده رضایی', 'هفت', '۷۲۴', 'پنجشنبه بازار', 'constructor', 'میلیون'])(
    '«%s» is no amount',
    (text) => expect(readings(text)).toEqual([]),
  )
})

const scaleNames = ['', 'هزار', 'میلیون', 'میلیارد']
const units = {
  toman: ['تومن', 'تومان', 'تومنی', 'ت', 'IRT', 'toman', 'T'],
  rial: ['ریال', '﷼', 'IRR', 'rials', 'ریالی'],
}
const script = fc.constantFrom('ascii' as const, 'persian' as const, 'arabic' as const)
const unit = fc.oneof(
  fc.constantFrom(...units.toman).map((word) => ({ word, factor: 10 })),
  fc.constantFrom(...units.rial).map((word) => ({ word, factor: 1 })),
)
const group = fc.oneof(fc.constant(0), fc.integer({ min: 1, max: 999 }))
/** Ones are said only behind thousands: «سه میلیون و چهارصد» is three million and four hundred thousand. */
const amount = fc
  .tuple(group, group, group, group)
  .map(([milliards, millions, thousands, less]) => [thousands === 0 ? 0 : less, thousands, millions, milliards])
  .filter((groups) => groups.some((each) => each > 0))
const sumOf = (groups: number[]): number => groups.reduce((sum, count, power) => sum + count * 1000 ** power, 0)
const how = fc.record({
  and: fc.constantFrom(' و ', '\u200cو\u200c', 'و'),
  isColloquial: fc.boolean(),
  joint: fc.constantFrom(' و ', ' و ', '\u200cو\u200c'),
  gap: fc.constantFrom(' ', '\u200c', ''),
  isDigits: fc.array(fc.boolean(), { minLength: 4, maxLength: 4 }),
  isOneLeftOut: fc.boolean(),
  script,
})
type How = typeof how extends fc.Arbitrary<infer T> ? T : never

function say(groups: number[], { and, isColloquial, joint, gap, isDigits, isOneLeftOut, script: digits }: How): string {
  const top = groups.findLastIndex((count) => count > 0)
  const parts = groups.map((count, power) => {
    if (count === 0) return ''
    const name = scaleNames[power] ?? ''
    const scale = isColloquial ? asSpoken(name) : name
    if (isOneLeftOut && count === 1 && power === 1 && power === top) return scale
    if (isDigits[power]) return `${inScript(String(count), digits)}${name ? gap : ''}${scale}`
    return `${spell(count, { and, isColloquial })}${name ? gap : ''}${scale}`
  })
  return parts.filter(Boolean).toReversed().join(joint)
}

describe('whatever way an amount is said or written, it is among its readings', () => {
  test('in words, in digits and in both', () => {
    fc.assert(
      fc.property(amount, how, unit, (groups, way, { word, factor }) => {
        const rials = sumOf(groups) * factor
        expect(readings(`${say(groups, way)} ${word}`)).toContain(rials)
        expect(readings(`دیروز ساعت ۸ شب ${say(groups, way)} ${word} دیجی‌کالا`)).toContain(rials)
      }),
      { numRuns: 3_000 },
    )
  })

  test('in groups of three digits, by any mark, in any script', () => {
    const marks = fc.constantFrom('/', '.', '٬', '،', ',', "'", '’', ' ', '\u00a0', '\u202f', '٫', '')
    const value = fc.oneof(fc.integer({ min: 1_000, max: 999_999 }), fc.integer({ min: 1_000, max: 1_000_000_000_000 }))
    fc.assert(
      fc.property(
        value,
        marks,
        script,
        unit,
        fc.constantFrom(' ', ''),
        (whole, mark, digits, { word, factor }, gap) => {
          const text = inScript(String(whole).replace(/\B(?=(\d{3})+$)/g, mark), digits)
          expect(readings(`${text}${gap}${word}`)).toContain(whole * factor)
          expect(readings(`پریروز ${text}${gap}${word} فروشگاه نمونه`)).toContain(whole * factor)
        },
      ),
      { numRuns: 3_000 },
    )
  })

  test('as a decimal of millions or milliards', () => {
    const scale = fc.constantFrom<[string, number]>(['میلیون', 1e6], ['ملیون', 1e6], ['میلیارد', 1e9], ['million', 1e6])
    fc.assert(
      fc.property(
        fc.integer({ min: 11, max: 999 }),
        scale,
        fc.constantFrom('/', '٫', '.'),
        script,
        (tenths, [name, size], mark, digits) => {
          const text = inScript(`${Math.floor(tenths / 10)}${mark}${tenths % 10}`, digits)
          expect(readings(`${text} ${name} تومان`)).toContain(Math.round((tenths / 10) * size) * 10)
        },
      ),
    )
  })
})

test('dates, hours, cards, mobiles and references are no amounts', () => {
  const digits = (count: number): fc.Arbitrary<string> =>
    fc.integer({ min: 10 ** (count - 1), max: 10 ** count - 1 }).map(String)
  const two = (max: number): fc.Arbitrary<string> =>
    fc.integer({ min: 1, max }).map((value) => String(value).padStart(2, '0'))
  const mark = fc.constantFrom('/', '.', '-')
  const months = fc.constantFrom('فروردین', 'مهر', 'آبان ماه', 'دی‌ماه', 'اسفند')
  const hour = fc.integer({ min: 1, max: 12 })
  const sentence = fc.oneof(
    fc
      .tuple(fc.constantFrom('1404', '1405', '۱۴۰۵'), mark, two(12), two(29))
      .map(([y, m, a, b]) => `${[y, a, b].join(m)} خرید`),
    fc.tuple(two(29), months).map(([day, month]) => `${day} ${month}`),
    fc.tuple(fc.integer({ min: 1, max: 29 }), months).map(([day, month]) => `${spell(day)}م ${month}`),
    fc.tuple(hour, fc.constantFrom('صبح', 'عصر', 'شب')).map(([at, part]) => `یه ربع به ${spell(at)} ${part}`),
    fc.tuple(hour, fc.integer({ min: 1, max: 29 })).map(([at, past]) => `ساعت ${spell(at)} و ${spell(past)} دقیقه`),
    fc.array(digits(4), { minLength: 4, maxLength: 4 }).map((groups) => `کارت ${groups.join(' ')}`),
    digits(4).map((last4) => `دیروز کارت ${last4}`),
    fc.tuple(digits(3), digits(4)).map(([a, b]) => `موبایل 0912 ${a} ${b}`),
    fc.tuple(digits(3), digits(4)).map(([a, b]) => `+98 912 ${a} ${b} دیروز`),
    fc.tuple(fc.constantFrom('پیگیری', 'مرجع', 'کد', 'شماره'), digits(8)).map((parts) => `دیروز ${parts.join(' ')}`),
  )
  fc.assert(
    fc.property(sentence, (text) => {
      expect(readings(text), text).toEqual([])
    }),
    { numRuns: 2_000 },
  )
})
