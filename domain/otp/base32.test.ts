import fc from 'fast-check'
import { expect, test } from 'vitest'
import { decodeBase32, encodeBase32 } from '#domain/otp/base32.ts'

const rfc4648Section10 = [
  ['', ''],
  ['f', 'MY======'],
  ['fo', 'MZXQ===='],
  ['foo', 'MZXW6==='],
  ['foob', 'MZXW6YQ='],
  ['fooba', 'MZXW6YTB'],
  ['foobar', 'MZXW6YTBOI======'],
] as const

test.each(rfc4648Section10)('RFC 4648 §10: "%s" is %s', (plain, padded) => {
  const bytes = new TextEncoder().encode(plain)
  expect(encodeBase32(bytes)).toBe(padded.replaceAll('=', ''))
  expect(decodeBase32(padded)).toEqual(bytes)
  expect(decodeBase32(padded.replaceAll('=', '').toLowerCase())).toEqual(bytes)
})

test('whatever is encoded decodes to the same bytes', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 80 }), (bytes) => {
      expect(decodeBase32(encodeBase32(bytes))).toEqual(bytes)
    }),
  )
})

test.each(['A', 'ABC', 'ABCDEF', '0189', 'MY=====', 'M=Y', '=MZXW6YQ', 'MZ', 'ſſ', 'MY MY'])(
  '"%s" is not base32',
  (text) => {
    expect(decodeBase32(text)).toBeNull()
  },
)
