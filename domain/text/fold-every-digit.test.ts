import { expect, test } from 'vitest'
import { foldEveryDigit } from './fold-every-digit.ts'

const systems = Intl.supportedValuesOf('numberingSystem').filter((name) => {
  const written = new Intl.NumberFormat(`en-u-nu-${name}`, { useGrouping: false }).format(1234567890)
  return /^\p{Nd}{10}$/u.test(written)
})

test.each(systems)('digits of %s are read as what they are', (name) => {
  const format = new Intl.NumberFormat(`en-u-nu-${name}`, { useGrouping: false })
  expect(foldEveryDigit(`a${format.format(9876543210)}‌ب`)).toBe('a9876543210‌ب')
})

test('many scripts were tried, and every decimal digit of Unicode becomes one of ASCII', () => {
  expect(systems.length).toBeGreaterThan(40)
  for (let code = 0; code < 0x1ffff; code += 1) {
    const letter = String.fromCodePoint(code)
    if (/\p{Nd}/u.test(letter)) expect(foldEveryDigit(letter)).toMatch(/^[0-9]$/)
    else expect(foldEveryDigit(letter)).toBe(letter)
  }
})
