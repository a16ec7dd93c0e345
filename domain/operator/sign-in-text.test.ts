import fc from 'fast-check'
import { expect, test } from 'vitest'
import { canonicalPassword, canonicalUsername, passwordReadings } from './sign-in-text.ts'

const zwnj = '\u200c'

test.each([
  ['clerk۱', 'clerk1'],
  ['clerk١', 'clerk1'],
  ['clerk１', 'clerk1'],
  ['ｃｌｅｒｋ１', 'clerk1'],
  [' CLERK1\t', 'clerk1'],
  ['\u200fclerk۱\u200e', 'clerk1'],
  ['\u202bclerk1\u202c', 'clerk1'],
  ['\ufeffcl\u00aderk1\u200b', 'clerk1'],
  [`clerk${zwnj}1`, 'clerk1'],
  ['clerk1\u00a0', 'clerk1'],
  ['clerk1\u0000', 'clerk1'],
  ['sina‑rastgar', 'sina-rastgar'],
  ['sina–rastgar', 'sina-rastgar'],
  ['𝟏𝟐.a_b', '12.a_b'],
])('the username %j is that of %s', (typed, username) => {
  expect(canonicalUsername(typed)).toBe(username)
})

test.each([
  ['vanak-daftar-۴۱', 'vanak-daftar-41'],
  ['vanak-daftar-٤١', 'vanak-daftar-41'],
  ['vanak-daftar-４१', 'vanak-daftar-41'],
  ['\u200evanak-daftar-41\u200f', 'vanak-daftar-41'],
  ['va\u00adnak-daftar-41\ufeff', 'vanak-daftar-41'],
  ['راه\u00a0دور ۱۲', 'راه دور 12'],
  ['راه\u3000دور 12', 'راه دور 12'],
  ['كليد ۷', 'کلید 7'],
  ['e\u0301tude', '\u00e9tude'],
])('the password %j is %j', (typed, password) => {
  expect(canonicalPassword(typed)).toBe(password)
})

test('case, spaces within and at the ends, and the half-space on purpose make a password another', () => {
  const forms = ['Ramz 12', 'ramz 12', 'ramz12', ' ramz12', 'ramz12 ', 'ramz  12', `ramz${zwnj}12`]
  expect(new Set(forms.map(canonicalPassword)).size).toBe(forms.length)
})

const digits = fc.constantFrom(0x30, 0x6f0, 0x660, 0xff10, 0x966, 0x1d7ce)
const other = fc.string({ unit: 'grapheme', maxLength: 8 })

test('a password opens in digits of any script, and its canonical form is its own', () => {
  fc.assert(
    fc.property(other, fc.array(fc.nat(9), { minLength: 1 }), digits, digits, other, (head, number, one, two, tail) => {
      const written = (zero: number) => head + number.map((n) => String.fromCodePoint(zero + n)).join('') + tail
      const canonical = canonicalPassword(written(one))
      expect(canonicalPassword(written(two))).toBe(canonical)
      expect(canonicalPassword(canonical)).toBe(canonical)
      expect(canonicalUsername(canonicalUsername(written(one)))).toBe(canonicalUsername(written(two)))
    }),
  )
})

test('a hash made of the text as it was typed is tried too, last, and nothing twice', () => {
  expect(passwordReadings('poshtiban')).toEqual(['poshtiban'])
  expect(passwordReadings('poshtiban-51')).toEqual(['poshtiban-51', 'poshtiban-۵۱'])
  expect(passwordReadings('poshtiban-۵۱')).toEqual(['poshtiban-51', 'poshtiban-۵۱'])
  expect(passwordReadings('poshtiban-٥1')).toEqual(['poshtiban-51', 'poshtiban-٥1', 'poshtiban-۵۱'])
})
