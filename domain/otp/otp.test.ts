import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { hotp, matchTotp, timeStep, totp } from '#domain/otp/otp.ts'

const secretBytes = fc.uint8Array({ minLength: 32, maxLength: 32 })
const instant = fc.integer({ min: 1_000_000_000_000, max: 4_000_000_000_000 })
const digitCount = fc.integer({ min: 5, max: 8 })
const rules = { periodSeconds: 60, t0Seconds: 0, algorithm: 'SHA256' } as const
const secret = new Uint8Array(32).fill(7)
const nowMs = 1_800_000_030_000

test('a code has exactly the asked number of ASCII digits', () => {
  fc.assert(
    fc.property(secretBytes, instant, digitCount, (key, atMs, digits) => {
      expect(totp({ secret: key, atMs, digits, ...rules })).toMatch(new RegExp(`^[0-9]{${digits}}$`))
    }),
  )
})

test('a code is the same throughout its step and belongs to that step', () => {
  fc.assert(
    fc.property(secretBytes, instant, (key, atMs) => {
      const startMs = Math.floor(atMs / 60_000) * 60_000
      const code = totp({ secret: key, atMs, digits: 7, ...rules })
      expect(totp({ secret: key, atMs: startMs, digits: 7, ...rules })).toBe(code)
      expect(totp({ secret: key, atMs: startMs + 59_999, digits: 7, ...rules })).toBe(code)
      expect(hotp({ secret: key, counter: startMs / 60_000, digits: 7, algorithm: 'SHA256' })).toBe(code)
    }),
  )
})

test('the time step turns exactly at the period and counts from T0', () => {
  expect(timeStep({ atMs: 59_999, periodSeconds: 60, t0Seconds: 0 })).toBe(0)
  expect(timeStep({ atMs: 60_000, periodSeconds: 60, t0Seconds: 0 })).toBe(1)
  expect(timeStep({ atMs: 60_000, periodSeconds: 60, t0Seconds: 60 })).toBe(0)
  expect(timeStep({ atMs: 59_999, periodSeconds: 60, t0Seconds: 60 })).toBe(-1)
})

describe('matching a presented code', () => {
  test('finds the offset of a code made within the window, whatever the window', () => {
    fc.assert(
      fc.property(
        secretBytes,
        instant,
        fc.integer({ min: -10, max: 10 }),
        fc.nat({ max: 3 }),
        (key, atMs, offset, around) => {
          const code = totp({ secret: key, atMs: atMs + offset * 60_000, digits: 8, ...rules })
          const offsets = { from: offset - around, to: offset + around }
          expect(matchTotp({ secret: key, code, atMs, digits: 8, ...rules, offsets })).toBe(offset)
        },
      ),
    )
  })

  test('does not find a code made outside the window', () => {
    const code = totp({ secret, atMs: nowMs + 120_000, digits: 8, ...rules })
    expect(matchTotp({ secret, code, atMs: nowMs, digits: 8, ...rules, offsets: { from: -1, to: 1 } })).toBeNull()
  })

  test('takes the step nearest to the centre when one code stands at two steps', () => {
    const { code, first, second } = findCollision()
    const atMs = first * 60_000
    const window = { from: 0, to: second - first }
    const match = (centre: number): number | null =>
      matchTotp({ secret, code, atMs, digits: 5, ...rules, offsets: { ...window, centre } })
    expect(match(0)).toBe(0)
    expect(match(second - first)).toBe(second - first)
    expect(matchTotp({ secret, code, atMs, digits: 5, ...rules, offsets: window })).toBe(0)
    // The middle of a window that ends one step later lies nearer to the second.
    const wider = { from: 0, to: window.to + 1 }
    expect(matchTotp({ secret, code, atMs, digits: 5, ...rules, offsets: wider })).toBe(window.to)
    const ahead = { from: window.to, to: 2 * window.to, centre: window.to }
    const earlierMs = (first - window.to) * 60_000
    expect(matchTotp({ secret, code, atMs: earlierMs, digits: 5, ...rules, offsets: ahead })).toBe(window.to)
  })

  test('refuses a code that is malformed, too short, too long, or of digits that are not ASCII', () => {
    const code = totp({ secret, atMs: nowMs, digits: 7, ...rules })
    const offsets = { from: -1, to: 1 }
    const persian = code.replace(/[0-9]/g, (digit) => '۰۱۲۳۴۵۶۷۸۹'.charAt(Number(digit)))
    const lookAlike = code.replace(/[0-9]/g, (digit) => String.fromCharCode(0x0130 + Number(digit)))
    const mixed = [lookAlike, lookAlike.charAt(0) + code.slice(1), code.slice(0, -1) + lookAlike.charAt(6)]
    for (const typed of ['', code.slice(1), `${code}0`, `${code}\n`, ` ${code}`, persian, ...mixed]) {
      expect(matchTotp({ secret, code: typed, atMs: nowMs, digits: 7, ...rules, offsets })).toBeNull()
    }
  })

  test('does not take a malformed code for the code of zeros', () => {
    const zeros = { secret, atMs: 30_046_003 * 60_000, digits: 5, ...rules, offsets: { from: 0, to: 0 } }
    expect(matchTotp({ ...zeros, code: '00000' })).toBe(0)
    for (const code of ['', '0000', '000000', '0000a', 'a0000']) expect(matchTotp({ ...zeros, code })).toBeNull()
  })

  test('passes over the steps that were searched before, and no other', () => {
    const found = [-3, -2, -1, 0, 1, 2, 3].map((offset) => {
      const code = totp({ secret, atMs: nowMs + offset * 60_000, digits: 7, ...rules })
      const offsets = { from: -3, to: 3, except: { from: -1, to: 2 } }
      return matchTotp({ secret, code, atMs: nowMs, digits: 7, ...rules, offsets })
    })
    expect(found).toEqual([-3, -2, null, null, null, null, 3])
  })

  test('has no step before T0', () => {
    const zero = totp({ secret, atMs: 0, digits: 7, ...rules })
    const match = (to: number): number | null =>
      matchTotp({ secret, code: zero, atMs: 0, digits: 7, ...rules, offsets: { from: -10, to } })
    expect([match(-1), match(0)]).toEqual([null, 0])
  })
})

test('a weak secret, a foreign code length, a negative counter and an empty window are refused', () => {
  const good = { secret, counter: 1, digits: 6, algorithm: 'SHA256' } as const
  expect(hotp({ ...good, secret: new Uint8Array(16) })).toMatch(/^[0-9]{6}$/)
  const weak = new RangeError('secret must have at least 16 bytes')
  expect(() => hotp({ ...good, secret: new Uint8Array(15) })).toThrow(weak)
  for (const digits of [4, 9, 6.5])
    expect(() => hotp({ ...good, digits })).toThrow(new RangeError('digits must be 5…8'))
  expect(() => hotp({ ...good, counter: -1 })).toThrow(RangeError)
  expect(() => hotp({ ...good, counter: 2n ** 64n })).toThrow(RangeError)
  for (const periodSeconds of [0, -1, 1.5])
    expect(() => timeStep({ atMs: 0, periodSeconds, t0Seconds: 0 })).toThrow(
      new RangeError('periodSeconds must be whole and ≥ 1'),
    )
  expect(timeStep({ atMs: 1_999, periodSeconds: 1, t0Seconds: 0 })).toBe(1)
  for (const [from, to] of [
    [1, 0],
    [0.5, 1],
    [0, 0.5],
  ] as const)
    expect(() => matchTotp({ secret, code: '1', atMs: 0, digits: 6, ...rules, offsets: { from, to } })).toThrow(
      new RangeError('offsets must be whole, from ≤ to'),
    )
})

function findCollision(): { code: string; first: number; second: number } {
  const seen = new Map<string, number>()
  for (let step = 30_000_000; ; step++) {
    const code = hotp({ secret, counter: step, digits: 5, algorithm: 'SHA256' })
    const first = seen.get(code)
    if (first !== undefined) return { code, first, second: step }
    seen.set(code, step)
  }
}
