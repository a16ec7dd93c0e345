import fc from 'fast-check'
import { expect, test } from 'vitest'
import { maskNationalId, nationalIdCheckDigit, parseNationalId } from '#domain/enrollment/national-id.ts'

const valid = fc
  .stringMatching(/^[0-9]{9}$/)
  .map((nine) => nine + nationalIdCheckDigit(nine))
  .filter((id) => !/^(.)\1{9}$/.test(id))

test('known national ids are read in any digits and grouping', () => {
  for (const text of ['0010350829', '۰۰۱۰۳۵۰۸۲۹', '001-035082-9', ' 0010350829\u200f']) {
    expect(parseNationalId(text)).toEqual({ ok: true, nationalId: '0010350829' })
  }
})

test.each(['1000395960', '1000000011', '1000712729'])('%s has the check digit of its remainder, 0, 1 and 2', (id) => {
  expect(parseNationalId(id)).toEqual({ ok: true, nationalId: id })
})

test('leading zeros that were lost are put back', () => {
  expect(parseNationalId('10350829')).toEqual({ ok: true, nationalId: '0010350829' })
})

test('any change of a single digit is noticed, but that which turns the check from one reading of 0 or 1 to another', () => {
  fc.assert(
    fc.property(valid, fc.nat({ max: 8 }), fc.nat({ max: 9 }), (id, at, digit) => {
      fc.pre(id[at] !== String(digit))
      const changed = id.slice(0, at) + digit + id.slice(at + 1)
      const rest = (text: string): string => nationalIdCheckDigit(text.slice(0, 9))
      expect(parseNationalId(changed).ok).toBe(rest(changed) === rest(id) && !/^(.)\1{9}$/.test(changed))
    }),
  )
})

test.each([
  '',
  '1234560',
  '00000000xNaN',
  '00103508291',
  'x0010350829',
  '10010350829',
  '0010350828',
  '1111111111',
  '0000000000',
  '00000000',
  '001035082x',
])('"%s" is not a national id', (text) => {
  expect(parseNationalId(text)).toEqual({ ok: false })
})

test('a masked national id shows three digits and the last two', () => {
  expect(maskNationalId('0010350829')).toBe('001*****29')
  for (const text of ['10350829', '00103508290', 'x0010350829'])
    expect(() => maskNationalId(text)).toThrow(new RangeError('not a canonical national id'))
})
