import { expect, test } from 'vitest'
import { maskMobile, parseMobile } from './mobile.ts'

test.each(['09123334567', '+989123334567', '00989123334567', '۰۹۱۲۳۳۳۴۵۶۷', '٠٩١٢٣٣٣٤٥٦٧'])(
  '%s is a mobile, in one form',
  (text) => {
    expect(parseMobile(text)).toBe('+989123334567')
  },
)

test.each(['9123334567', '0912333456', '091233345678', '989123334567', '02191234567', '0912 333 4567', ''])(
  '"%s" is none',
  (text) => {
    expect(parseMobile(text)).toBeNull()
  },
)

test('a masked mobile keeps the operator and the last four digits', () => {
  expect(maskMobile('+989123334567')).toBe('0912***4567')
})
