import fc from 'fast-check'
import { expect, test } from 'vitest'
import { maskMobile, parseChannelMobile, parseMobile } from '#domain/enrollment/mobile.ts'
import { toPersianDigits } from '#domain/text/digits.ts'

const canonical = { ok: true, e164: '+989121234567' }

test.each([
  '09121234567',
  '+989121234567',
  '00989121234567',
  '989121234567',
  '9121234567',
  '۰۹۱۲۱۲۳۴۵۶۷',
  '٠٩١٢١٢٣٤٥٦٧',
  ' 0912 123-45-67 ',
  '+98 (912) 123 4567',
  '\u200e+98 912\u00a0123\u20114567\u200f',
])('a person may write a mobile as "%s"', (text) => {
  expect(parseMobile(text)).toEqual(canonical)
})

test('the channel API takes three spellings in any digits and no other', () => {
  for (const text of ['09121234567', '+989121234567', '00989121234567', '۰۹۱۲۱۲۳۴۵۶۷', '+۹۸۹۱۲۱۲۳۴۵۶۷']) {
    expect(parseChannelMobile(text)).toEqual(canonical)
  }
  for (const text of [
    '989121234567',
    '9121234567',
    '109121234567',
    '091212345670',
    '0912 1234567',
    '09121234567\n',
    '',
  ]) {
    expect(parseChannelMobile(text)).toEqual({ ok: false })
  }
})

test.each([
  '',
  '0912123456',
  '091212345678',
  '1+989121234567',
  'a09121234567',
  '3009121234567',
  '02112345678',
  '+979121234567',
  '0912123456a',
  '+0912123456',
  '98',
])('"%s" is not a mobile', (text) => {
  expect(parseMobile(text)).toEqual({ ok: false })
  expect(parseChannelMobile(text)).toEqual({ ok: false })
})

test('every spelling of every number has one canonical form', () => {
  fc.assert(
    fc.property(
      fc.stringMatching(/^9[0-9]{9}$/),
      fc.constantFrom('0', '+98', '0098', '98', ''),
      (subscriber, prefix) => {
        expect(parseMobile(toPersianDigits(prefix + subscriber))).toEqual({ ok: true, e164: `+98${subscriber}` })
      },
    ),
  )
})

test('a masked mobile shows the operator code and the last four digits', () => {
  expect(maskMobile('+989121234567')).toBe('0912***4567')
  for (const text of ['09121234567', '+9891212345678', '0+989121234567', '+98912123456a'])
    expect(() => maskMobile(text)).toThrow(new RangeError('not a canonical mobile'))
})
