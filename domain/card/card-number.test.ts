import fc from 'fast-check'
import { expect, test } from 'vitest'
import { luhnCheckDigit, maskPan, parsePan } from '#domain/card/card-number.ts'
import { toPersianDigits } from '#domain/text/digits.ts'

const digits = fc.stringMatching(/^[0-9]{15}$/)
const valid = digits.map((body) => body + luhnCheckDigit(body))
const refused = { separators: 'refused' } as const
const dropped = { separators: 'dropped' } as const

test('a card number is read in digits of any script, and grouped where a person types it', () => {
  const read = { ok: true, pan: '5076771234561235', bin: '507677', last4: '1235' }
  expect(luhnCheckDigit('507677123456123')).toBe('5')
  expect(parsePan('5076771234561235', refused)).toEqual(read)
  expect(parsePan('۵۰۷۶۷۷۱۲۳۴۵۶۱۲۳۵', refused)).toEqual(read)
  expect(parsePan('\u200e5076 7712-3456\u00a01235 ', dropped)).toEqual(read)
})

test('a check digit is made for digits only', () => {
  for (const body of ['12a', '۱۲۳', 'x'])
    expect(() => luhnCheckDigit(body)).toThrow(new RangeError('a Luhn check digit is made for ASCII digits only'))
})

test('the channel refuses a grouped card number', () => {
  for (const text of ['5076 7712 3456 1235', '5076-7712-3456-1235', '5076771234561235\n']) {
    expect(parsePan(text, refused)).toEqual({ ok: false })
  }
})

test('every single wrong digit is noticed', () => {
  fc.assert(
    fc.property(valid, fc.nat({ max: 15 }), fc.nat({ max: 9 }), (pan, at, digit) => {
      expect(parsePan(toPersianDigits(pan), refused).ok).toBe(true)
      fc.pre(pan[at] !== String(digit))
      expect(parsePan(pan.slice(0, at) + digit + pan.slice(at + 1), refused)).toEqual({ ok: false })
    }),
  )
})

test.each(['', '507677123456123', '50767712345612350', '0005076771234561235', '507677123456123a', '5076771234561230'])(
  '"%s" is no card',
  (text) => {
    expect(parsePan(text, dropped)).toEqual({ ok: false })
  },
)

test('a masked card number shows the BIN and the last four digits and no other digit', () => {
  expect(maskPan('5076771234561235')).toBe('507677******1235')
  for (const text of ['5076 7712 3456 1235', '05076771234561235', '50767712345612350', 'x5076771234561235'])
    expect(() => maskPan(text)).toThrow(new RangeError('not a canonical PAN'))
})
