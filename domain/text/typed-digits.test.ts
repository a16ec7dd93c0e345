import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { parseTokenPart, TOKEN_ALPHABET, tokenCheckCharacter } from '#domain/activation/token-alphabet.ts'
import { luhnCheckDigit, parsePan } from '#domain/card/card-number.ts'
import { parseMobile } from '#domain/enrollment/mobile.ts'
import { nationalIdCheckDigit, parseNationalId } from '#domain/enrollment/national-id.ts'
import { toPersianDigits } from '#domain/text/digits.ts'
import { plainDigits } from '#domain/text/fold-every-digit.ts'
import { readLabelledDigits, readTypedCode, readTypedDigits } from '#domain/text/typed-digits.ts'
import { readTypedFigure } from '#domain/text/typed-figure.ts'

test.each([
  '(0999) 770 0001',
  '0999.770.0001',
  '+98 (0)999 770 0001',
  '09997700001.',
  '\u202a+98 999 770 0001\u202c',
  '9997700001',
  '0999–770–0001',
  '۰۹۹۹/۷۷۰/۰۰۰۱',
  '０９９９７７００００１',
  'tel:+98-999-770-0001',
  'موبایل: ۰۹۹۹ ۷۷۰ ۰۰۰۱',
  'شماره‌ی همراه ٠٩٩٩٧٧٠٠٠٠١',
  '0999\u200c770\u200b0001',
  '989997700001+',
  'موبایل مشتری: ۰۹۹۹ ۷۷۰ ۰۰۰۱',
  'شماره موبایل صاحب کارت 09997700001',
  '०९९९ ७७० ०००१',
])('the mobile +989997700001 may come as «%s»', (text) => {
  expect(parseMobile(text)).toEqual({ ok: true, e164: '+989997700001' })
})

test.each([
  'کد ملی 9970000012',
  'کدملی۹۹۷۰۰۰۰۰۱۲',
  'شمارهٔ ملی: 997-000001-2',
  '997.000.0012',
  'national id 9970000012',
  'کد ملی مشتری 9970000012',
  'کارت ملی ۹۹۷۰۰۰۰۰۱۲',
])('the national id 9970000012 may come as «%s»', (text) =>
  expect(parseNationalId(text)).toEqual({ ok: true, nationalId: '9970000012' }),
)

test.each([
  '5076.7799.0000.0016',
  'کارت ۵۰۷۶ ۷۷۹۹ ۰۰۰۰ ۰۰۱۶',
  '5076,7799,0000,0016',
  '５０７６７７９９００００００１６',
  '5076_7799/0000|0016',
  'کارت مشتری ۵۰۷۶۷۷۹۹۰۰۰۰۰۰۱۶',
])('the card number 5076779900000016 may come as «%s»', (text) =>
  expect(parsePan(text, { separators: 'dropped' })).toMatchObject({ pan: '5076779900000016' }),
)

test.each(['123456', '۱۲۳ ۴۵۶', '123-456', 'کد: ۱۲۳۴۵۶', 'رمز پویا\n123456', '\u2066123456\u2069', '１２３４５６.'])(
  'the code 123456 may come as «%s»',
  (text) => expect(readTypedCode(text)).toBe('123456'),
)

test('a number that another word stands beside is not read, nor one that is said to be something else', () => {
  for (const text of ['علی 09997700001', '09997700001 یا 09997700002', 'a09997700001', 'مبلغ 123456', ''])
    expect(readTypedDigits(text, 'mobile'), text).toBeNull()
  expect(readTypedDigits('کد ملی 9997700001', 'mobile')).toBeNull()
  expect(parseMobile('کارت 9997700001').ok).toBe(false)
  expect(readLabelledDigits('کد ملی 9970000012')?.label).toBe('nationalId')
  expect(readTypedCode('رمزم یادم نیست')).toBe('رمزم یادم نیست')
})

/** Whatever may stand between, before and after the digits of a number, in whichever script. */
const sign = fc.constantFrom(
  ...[' ', '-', '–', '‑', '.', '،', ',', '/', '_', '(', ')', '·', '•', ':', '|', '*', '\u00a0', '\u202f', '\t', '\n'],
  ...[
    '\u200b',
    '\u200c',
    '\u200d',
    '\u200e',
    '\u200f',
    '\u202a',
    '\u202c',
    '\u2066',
    '\u2069',
    '\u00ad',
    '\ufeff',
    '\u2060',
    '¬',
  ],
)
const signs = fc.array(sign, { maxLength: 3 }).map((list) => list.join(''))
const scripts = fc.constantFrom(
  (text: string) => text,
  toPersianDigits,
  (text: string) => text.replace(/[0-9]/g, (digit) => String.fromCharCode(digit.charCodeAt(0) + 0x0630)),
  (text: string) => text.replace(/[!-~]/g, (letter) => String.fromCharCode(letter.charCodeAt(0) + 0xfee0)),
)
const dressed = (plain: fc.Arbitrary<string>) =>
  plain.chain((text) =>
    fc
      .tuple(fc.array(signs, { minLength: text.length + 1, maxLength: text.length + 1 }), scripts)
      .map(([between, write]) => ({
        text,
        typed: [...text].map((letter, index) => `${between[index]}${write(letter)}`).join('') + between[text.length],
      })),
  )

describe('whatever parts, surrounds and writes its digits', () => {
  test('a mobile is the same', () => {
    const mobile = fc.tuple(fc.constantFrom('0', '+98', '0098', '98', '', '+980'), fc.stringMatching(/^9[0-9]{9}$/))
    fc.assert(
      fc.property(dressed(mobile.map((parts) => parts.join(''))), ({ text, typed }) => {
        expect(parseMobile(typed)).toEqual({ ok: true, e164: `+98${text.slice(-10)}` })
      }),
    )
  })

  test('a national id is the same', () => {
    const id = fc.stringMatching(/^[0-9]{9}$/).map((nine) => nine + nationalIdCheckDigit(nine))
    fc.assert(
      fc.property(dressed(id.filter((ten) => !/^(.)\1{9}$/.test(ten))), ({ text, typed }) => {
        expect(parseNationalId(typed)).toEqual({ ok: true, nationalId: text })
      }),
    )
  })

  test('a card number is the same, and is never taken for a right one with a wrong digit', () => {
    const pan = fc.stringMatching(/^[0-9]{15}$/).map((body) => body + luhnCheckDigit(body))
    fc.assert(
      fc.property(dressed(pan), ({ text, typed }) => {
        expect(parsePan(typed, { separators: 'dropped' })).toMatchObject({ pan: text })
        const wrong = `${text.slice(0, 15)}${(Number(text.at(15)) + 1) % 10}`
        expect(parsePan(wrong, { separators: 'dropped' }).ok).toBe(false)
      }),
    )
  })

  test('a token part is the same', () => {
    const body = fc.array(fc.constantFrom(...TOKEN_ALPHABET), { minLength: 7, maxLength: 7 })
    const part = body.map((letters) => letters.join('') + tokenCheckCharacter(letters.join('')))
    fc.assert(
      fc.property(dressed(part), fc.boolean(), ({ text, typed }, isLower) => {
        expect(parseTokenPart('receipt', isLower ? typed.toLowerCase() : typed)).toEqual({ ok: true, part: text })
      }),
    )
  })

  test('a code is the same', () => {
    fc.assert(
      fc.property(dressed(fc.stringMatching(/^[0-9]{5,8}$/)), ({ text, typed }) => {
        expect(readTypedCode(typed)).toBe(text)
      }),
    )
  })
})

test('the digits of every script are digits', () => {
  const zeros = [0x0660, 0x06f0, 0x07c0, 0x0966, 0x09e6, 0x0e50, 0xff10, 0x116d0, 0x116da, 0x1d7ce, 0x1d7d8, 0x1fbf0]
  for (const zero of zeros) {
    const ten = Array.from({ length: 10 }, (_, digit) => String.fromCodePoint(zero + digit)).join('')
    expect(plainDigits(ten), zero.toString(16)).toBe('0123456789')
  }
})

test.each([
  ['۱۲۵/۰۰۰', 125_000],
  ['1.250.000', 1_250_000],
  ['۴۸۷٫۵۰۰', 487_500],
  ['1,250,000 ریال', 1_250_000],
  ['12 500 000', 12_500_000],
  ['۱۲۵۰۰۰', 125_000],
  ['\u200f1٬000\u200f', 1_000],
])('the amount «%s» is %i', (text, amount) => expect(readTypedFigure(text)).toBe(amount))

test.each(['12.50', '1,25', '1.250,000', 'رایگان', '', '1-2', '-5', '1250000.0'])('«%s» is no whole amount', (text) => {
  expect(readTypedFigure(text)).toBeNull()
})
