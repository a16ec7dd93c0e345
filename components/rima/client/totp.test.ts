import fc from 'fast-check'
import { expect, test } from 'vitest'
import { totp as domainTotp } from '#domain/otp/otp.ts'
import { importTotpKey, timeStepAt, totp } from './totp.ts'

const rfcSecret = new TextEncoder().encode('12345678901234567890123456789012')

test.each([
  [59, '46119246'],
  [1111111109, '68084774'],
  [1111111111, '67062674'],
  [1234567890, '91819424'],
  [2000000000, '90698825'],
  [20000000000, '77737706'],
])('RFC 6238 appendix B, SHA-256: second %d gives %s', async (second, expected) => {
  const key = await importTotpKey(rfcSecret)
  expect(await totp({ key, atMs: second * 1000, periodSeconds: 30, t0Seconds: 0, digits: 8 })).toBe(expected)
})

test('the app computes the code that the bank computes, for any secret, time, length and period', async () => {
  const secrets = fc.uint8Array({ minLength: 20, maxLength: 64 })
  const times = fc.integer({ min: 0, max: 4_102_444_800_000 })
  const anyCase = fc.asyncProperty(
    secrets,
    times,
    fc.integer({ min: 5, max: 8 }),
    fc.constantFrom(30, 60),
    async (bytes, atMs, digits, periodSeconds) => {
      const secret = Uint8Array.from(bytes)
      const time = { atMs, periodSeconds, t0Seconds: 0, digits }
      expect(await totp({ key: await importTotpKey(secret), ...time })).toBe(
        domainTotp({ secret, ...time, algorithm: 'SHA256' }),
      )
    },
  )
  await fc.assert(anyCase, { numRuns: 200 })
})

test('a step begins exactly on the minute', () => {
  const minute = { periodSeconds: 60, t0Seconds: 0 }
  expect(timeStepAt({ atMs: 119_999, ...minute })).toBe(1)
  expect(timeStepAt({ atMs: 120_000, ...minute })).toBe(2)
})

test('a length outside 5 to 8 digits and a time before T0 are refused', async () => {
  const key = await importTotpKey(rfcSecret)
  const time = { atMs: 0, periodSeconds: 60, t0Seconds: 0 }
  await expect(totp({ key, ...time, digits: 4 })).rejects.toThrow(RangeError)
  await expect(totp({ key, ...time, digits: 9 })).rejects.toThrow(RangeError)
  expect(() => timeStepAt({ ...time, atMs: -1 })).toThrow(RangeError)
})

test('the key in memory cannot be read back', async () => {
  expect((await importTotpKey(rfcSecret)).extractable).toBe(false)
})
