import { expect, test } from 'vitest'
import { hotp, totp } from '#domain/otp/otp.ts'

const ascii = (text: string): Uint8Array => new TextEncoder().encode(text)

const rfc4226AppendixD = [
  '755224',
  '287082',
  '359152',
  '969429',
  '338314',
  '254676',
  '287922',
  '162583',
  '399871',
  '520489',
].map((code, counter) => ({ counter, code }))

test.each(rfc4226AppendixD)('RFC 4226 App. D: counter $counter gives $code', ({ counter, code }) => {
  const secret = ascii('12345678901234567890')
  expect(hotp({ secret, counter, digits: 6, algorithm: 'SHA1' })).toBe(code)
  expect(hotp({ secret, counter: BigInt(counter), digits: 6, algorithm: 'SHA1' })).toBe(code)
})

// RFC 6238 errata 2866: the seed is as long as the hash.
const rfc6238Seeds = {
  SHA1: ascii('12345678901234567890'),
  SHA256: ascii('12345678901234567890123456789012'),
  SHA512: ascii('1234567890123456789012345678901234567890123456789012345678901234'),
}

const rfc6238AppendixB = [
  [59, 'SHA1', '94287082'],
  [59, 'SHA256', '46119246'],
  [59, 'SHA512', '90693936'],
  [1111111109, 'SHA1', '07081804'],
  [1111111109, 'SHA256', '68084774'],
  [1111111109, 'SHA512', '25091201'],
  [1111111111, 'SHA1', '14050471'],
  [1111111111, 'SHA256', '67062674'],
  [1111111111, 'SHA512', '99943326'],
  [1234567890, 'SHA1', '89005924'],
  [1234567890, 'SHA256', '91819424'],
  [1234567890, 'SHA512', '93441116'],
  [2000000000, 'SHA1', '69279037'],
  [2000000000, 'SHA256', '90698825'],
  [2000000000, 'SHA512', '38618901'],
  [20000000000, 'SHA1', '65353130'],
  [20000000000, 'SHA256', '77737706'],
  [20000000000, 'SHA512', '47863826'],
] as const

test.each(rfc6238AppendixB)('RFC 6238 App. B: at %d s %s gives %s', (atSeconds, algorithm, code) => {
  const secret = rfc6238Seeds[algorithm]
  expect(totp({ secret, atMs: atSeconds * 1000, periodSeconds: 30, t0Seconds: 0, digits: 8, algorithm })).toBe(code)
})
