import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type RememberedPayment, readRememberedPayment } from '#domain/remembered/read-remembered-payment.ts'

/** Sunday 1 Azar 1405 (22 November 2026), half past three in the afternoon in Tehran. */
const nowMs = Date.parse('2026-11-22T12:00:00Z')

function read(text: string): RememberedPayment {
  const read = readRememberedPayment(text, nowMs)
  if (!read) throw new Error(`«${text}» was read as no payment`)
  return read
}

/** `11-20 19:00` in Tehran. */
const clock = (ms: number): string => new Date(ms + 12_600_000).toISOString().slice(5, 16).replace('T', ' ')

describe('when', () => {
  test.each([
    ['امروز ۱۰۰ هزار تومن', '11-22 00:00', '11-23 00:00'],
    ['دیروز ۱۰۰ هزار تومن', '11-21 00:00', '11-22 00:00'],
    ['پریروز', '11-20 00:00', '11-21 00:00'],
    ['پس‌پریروز', '11-19 00:00', '11-20 00:00'],
    ['۳ روز پیش', '11-19 00:00', '11-20 00:00'],
    ['سه روز قبل', '11-19 00:00', '11-20 00:00'],
    ['دیشب', '11-21 18:00', '11-22 04:00'],
    ['پریشب', '11-20 18:00', '11-21 04:00'],
    ['دیشب ساعت ۲', '11-22 01:00', '11-22 03:00'],
    ['دیشب ساعت دوازده', '11-21 23:00', '11-22 01:00'],
    ['هفتهٔ پیش', '11-14 00:00', '11-21 00:00'],
    ['این هفته', '11-21 00:00', '11-23 00:00'],
    ['۲ هفته پیش', '11-07 00:00', '11-14 00:00'],
    ['ماه پیش', '10-23 00:00', '11-22 00:00'],
    ['چند روز پیش', '11-15 00:00', '11-23 00:00'],
    ['جمعه', '11-20 00:00', '11-21 00:00'],
    ['یک‌شنبه', '11-22 00:00', '11-23 00:00'],
    ['یکشنبهٔ پیش', '11-15 00:00', '11-16 00:00'],
    ['سه شنبه', '11-17 00:00', '11-18 00:00'],
    ['پنج‌شنبه هفتهٔ پیش', '11-19 00:00', '11-20 00:00'],
    ['دو ساعت پیش', '11-22 12:30', '11-22 14:31'],
    ['نیم ساعت قبل', '11-22 14:30', '11-22 15:31'],
    ['۲۰ دقیقه پیش', '11-22 14:55', '11-22 15:26'],
    ['۱۴۰۵/۸/۳۰', '11-21 00:00', '11-22 00:00'],
    ['۱۴۰۵-۰۸-۳۰', '11-21 00:00', '11-22 00:00'],
    ['۸/۳۰', '11-21 00:00', '11-22 00:00'],
    ['۳۰ آبان', '11-21 00:00', '11-22 00:00'],
    ['30 ام آبان ماه ۱۴۰۵', '11-21 00:00', '11-22 00:00'],
    ['سی آبان', null, null],
    ['۳۱ آبان', null, null],
    ['امروز صبح', '11-22 05:00', '11-22 12:00'],
    ['دیروز ظهر', '11-21 11:00', '11-21 15:00'],
    ['دیروز بعد از ظهر', '11-21 12:00', '11-21 18:00'],
    ['دیروز عصر', '11-21 15:00', '11-21 21:00'],
    ['پریروز شب', '11-20 18:00', '11-21 04:00'],
    ['پریروز حدود ۸ شب', '11-20 19:00', '11-20 21:00'],
    ['پریروز حدودای هشت و نیم شب', '11-20 19:30', '11-20 21:30'],
    ['دیروز ساعت ۲۰:۱۵', '11-21 19:15', '11-21 21:15'],
    ['دیروز طرفای ۳ بعدازظهر', '11-21 14:00', '11-21 16:00'],
    ['دیروز ساعت ۸', '11-21 07:00', '11-21 21:00'],
    ['ساعت ۱۱ شب', '11-21 22:00', '11-22 00:00'],
    ['نصف شب', '11-21 23:00', '11-22 04:00'],
    ['yesterday at 8 pm', '11-21 19:00', '11-21 21:00'],
    ['2 days ago in the morning', '11-20 05:00', '11-20 12:00'],
    ['last friday', '11-20 00:00', '11-21 00:00'],
    ['20 Nov 2026', '11-20 00:00', '11-21 00:00'],
    ['half an hour ago', '11-22 14:30', '11-22 15:31'],
  ])('«%s» is %s to %s', (text, from, to) => {
    const time = readRememberedPayment(text, nowMs)?.time ?? null
    expect([time && clock(time.fromMs), time && clock(time.toMs)]).toEqual([from, to])
  })

  test('the hour that was said is the middle, both of them where «ساعت ۸» may be either', () => {
    expect(read('دیروز ۸ شب').time?.centresMs.map(clock)).toEqual(['11-21 20:00'])
    expect(read('دیروز ساعت ۸').time?.centresMs.map(clock)).toEqual(['11-21 08:00', '11-21 20:00'])
  })

  test('a date without a year is the latest that has come', () => {
    expect(clock(read('۱۵ بهمن ۲۰ هزار تومن').time?.fromMs ?? 0)).toBe('02-04 00:00')
    expect(new Date(read('۱۵ بهمن ۲۰ هزار تومن').time?.fromMs ?? 0).getUTCFullYear()).toBe(2026)
  })
})

describe('how much', () => {
  test.each([
    ['۴۸۷ هزار تومن', [4_870_000]],
    ['۴۸۷ هزار تومان', [4_870_000]],
    ['487 هزارتومن', [4_870_000]],
    ['۴۸۷٬۰۰۰ تومان', [4_870_000]],
    ['۴۸۷,۰۰۰ تومان', [4_870_000]],
    ['٤٨٧٠٠٠ تومان', [4_870_000]],
    ['487 000 تومان', [4_870_000]],
    ['۴۸۷۰۰۰۰ ریال', [4_870_000]],
    ['۴۸۷ هزار', [4_870_000, 487_000]],
    ['۴۸۷ تومن', [4_870_000, 4_870]],
    ['۲ تومن', [20_000, 20_000_000, 20]],
    ['پونصد هزار تومن', [5_000_000]],
    ['چهارصد و هشتاد و هفت هزار تومن', [4_870_000]],
    ['یک میلیون تومن', [10_000_000]],
    ['یک میلیون و دویست هزار تومان', [12_000_000]],
    ['یک میلیون و دویست تومن', [12_000_000]],
    ['۱٫۲ میلیون تومن', [12_000_000]],
    ['۱/۵ میلیون تومن', [15_000_000]],
    ['یک و نیم میلیون تومن', [15_000_000]],
    ['یک میلیون و نیم تومن', [15_000_000]],
    ['نیم میلیون تومن', [5_000_000]],
    ['۱۲ هزار و ۵۰۰ تومن', [125_000]],
    ['دیروز ۴۸۷۰۰۰ دیجی‌کالا', [4_870_000, 487_000]],
    ['487k toman', [4_870_000]],
    ['1.5 million rials', [1_500_000]],
    ['۴۸۷ هزار تومن بود، ۵۲۰ هزار تومن نوشت', [4_870_000, 5_200_000]],
  ])('«%s» is %j rials', (text, exact) => {
    expect(read(text).amounts.map(({ exactRials }) => exactRials)).toEqual(exact)
  })

  test('thousands are meant give or take one, «حدود» give or take a tenth, a written number to the rial', () => {
    expect(read('۴۸۷ هزار تومن').amounts).toMatchObject([{ fromRials: 4_860_000, toRials: 4_880_000 }])
    expect(read('حدود ۵۰۰ هزار تومن').amounts).toMatchObject([{ fromRials: 4_500_000, toRials: 5_500_000 }])
    expect(read('۴۸۷٬۳۰۰ تومان').amounts).toMatchObject([{ fromRials: 4_873_000, toRials: 4_873_000 }])
  })
})

describe('which card, and to whom', () => {
  test.each([
    ['دیروز کارت ۱۲۳۴', '1234', null],
    ['آخرش ۱۲۳۴ دیروز', '1234', null],
    ['۴ رقم آخر کارتش ۱۲۳۴', '1234', null],
    ['دیروز ۴۸۷ هزار تومن ۱۲۳۴', '1234', null],
    ['دیروز دیجی‌کالا ۱۲۳۴', null, '1234'],
    ['رضایی ۱۲۳۴', null, '1234'],
    ['yesterday card ending in 1234', '1234', null],
  ])('«%s»: card %s, perhaps %s', (text, last4, last4OrAmount) => {
    expect(read(text)).toMatchObject({ last4, last4OrAmount })
  })

  test('what is neither time nor amount nor card nor a word of every such sentence is the shop', () => {
    expect(read('پریروز حدود ۸ شب، ۴۸۷ هزار تومن، دیجی‌کالا').payeeWords).toEqual(['دیجی', 'کالا'])
    expect(read('دیروز از سایت اسنپ‌فود خرید کردم ۲۰۰ هزار تومن کم شد').payeeWords).toEqual(['اسنپ', 'فود'])
    expect(read('yesterday I paid 200k toman at Filimo').payeeWords).toEqual(['filimo'])
  })
})

test.each([
  '01a1fd3a-0340-7dec-b2b6-f082338bc2f1',
  'علی رضایی',
  'بهمن تیرانداز',
  'مهر آذری',
  '0912 123 4567',
  '۶۰۳۷',
  'PAY-77',
  '',
  '٪%_',
  'یک دو سه',
])('«%s» is no payment', (text) => expect(readRememberedPayment(text, nowMs)).toBeNull())

test('an id is no payment, spaces around it or not, but a sentence may hold one', () => {
  expect(readRememberedPayment(' 01a1fd3a-0340-7dec-b2b6-f082338bc2f1 ', nowMs)).toBeNull()
  expect(readRememberedPayment('PAYMENT12345DEC', nowMs)).toBeNull()
  expect(read('دیروز abcdefghijkl').payeeWords).toEqual(['abcdefghijkl'])
  expect(read('abcdefghijkl دیروز').payeeWords).toEqual(['abcdefghijkl'])
})

test('digits alone are a number to search by; a date or a clock is a time', () => {
  for (const digits of ['487000', '۴۸۷', '1234']) expect(readRememberedPayment(digits, nowMs)).toBeNull()
  expect(read('8/30').time).not.toBeNull()
  expect(read('20:15').time).not.toBeNull()
})

test('of an endless text the first two hundred characters are read', () => {
  expect(readRememberedPayment(`${'ن'.repeat(194)} دیروز`, nowMs)?.time).toBeTruthy()
  expect(readRememberedPayment(`${'ن'.repeat(196)} دیروز`, nowMs)).toBeNull()
})

test('the card alone is enough, and beside it four more digits are nothing', () => {
  expect(read('کارت ۱۲۳۴')).toEqual({
    time: null,
    amounts: [],
    last4: '1234',
    last4OrAmount: null,
    payeeWords: [],
    isSure: true,
  })
  expect(read('کارت ۱۲۳۴ ۵۶۷۸')).toMatchObject({ last4: '1234', last4OrAmount: null })
})

test('a shop is at most four words, of two letters or more, without a digit', () => {
  expect(read('دیروز الف ب پپ ت۱۲ ثثث جججج چچچ ححح').payeeWords).toEqual(['الف', 'پپ', 'ثثث', 'جججج'])
  expect(read('دیروز 99:99 1405/13/40 دیجی').payeeWords).toEqual(['دیجی'])
})

test('a name with digits is not surely a payment, a time or a unit is', () => {
  expect(read('رضایی ۱۲۳۴').isSure).toBe(false)
  expect(read('جمعه رضایی').isSure).toBe(true)
  expect(read('رضایی ۴۸۷ تومن').isSure).toBe(true)
})

test('any text is read, with a window that is one and amounts that are whole and in order', () => {
  const words = fc.constantFrom(
    ...'دیروز پریشب ساعت ۸ شب ۲۰:۱۵ ۴۸۷ هزار میلیون تومن ریال و نیم حدود کارت ۱۲۳۴ هفتهٔ پیش ۳۰ آبان 8/30 99:99 ۱۴۰۵/۱۳/۴۰ 999999999 دیجی‌کالا 2 days ago pm'.split(
      ' ',
    ),
  )
  const text = fc.oneof(
    fc.string({ unit: 'grapheme', maxLength: 60 }),
    fc.array(words, { maxLength: 12 }).map((all) => all.join(' ')),
  )
  fc.assert(
    fc.property(text, fc.integer({ min: Date.parse('2024-01-01'), max: Date.parse('2034-01-01') }), (said, atMs) => {
      const found = readRememberedPayment(said, atMs)
      if (!found) return
      if (found.time) {
        expect(found.time.fromMs).toBeLessThan(found.time.toMs)
        for (const centreMs of found.time.centresMs) {
          expect(centreMs).toBeGreaterThanOrEqual(found.time.fromMs)
          expect(centreMs).toBeLessThanOrEqual(found.time.toMs)
        }
      }
      for (const { exactRials, fromRials, toRials } of found.amounts) {
        expect([exactRials, fromRials, toRials].every(Number.isSafeInteger)).toBe(true)
        expect(fromRials).toBeGreaterThan(0)
        expect(fromRials).toBeLessThanOrEqual(exactRials)
        expect(toRials).toBeGreaterThanOrEqual(exactRials)
      }
      expect(found.payeeWords.length).toBeLessThanOrEqual(4)
    }),
    { numRuns: 2_000 },
  )
})
