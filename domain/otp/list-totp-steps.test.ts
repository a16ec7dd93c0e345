import fc from 'fast-check'
import { expect, test } from 'vitest'
import { listTotpSteps } from './list-totp-steps.ts'
import { totp } from './otp.ts'

const secret = Buffer.from('12345678901234567890123456789012')
const periodSeconds = 60
const common = { secret, digits: 7, algorithm: 'SHA256', periodSeconds, t0Seconds: 0, windowSteps: 20 } as const
const nowMs = 1_700_000_000_000
const codeAt = (steps: number): string => totp({ ...common, atMs: nowMs + steps * periodSeconds * 1000 })

test('a code is found at its own step, on whichever side of now', () => {
  const current = Math.floor(nowMs / 60_000)
  fc.assert(
    fc.property(fc.integer({ min: -20, max: 20 }), (offset) => {
      expect(listTotpSteps({ ...common, atMs: nowMs, code: codeAt(offset) })).toContain(current + offset)
    }),
  )
})

test('beyond the window, or malformed, it is not found', () => {
  for (const code of [codeAt(-21), codeAt(21), '', '123456', '12345678', '۱۲۳۴۵۶۷', 'abcdefg', 'ı234567', '123456ı']) {
    expect(listTotpSteps({ ...common, atMs: nowMs, code })).toEqual([])
  }
})

test('every step that shares the code is listed, not only the nearest', () => {
  const short = { ...common, digits: 5, windowSteps: 3000 }
  const code = totp({ ...short, atMs: nowMs })
  const steps = listTotpSteps({ ...short, atMs: nowMs, code })
  for (const step of steps) expect(totp({ ...short, atMs: step * 60_000 })).toBe(code)
  expect(steps).toContain(Math.floor(nowMs / 60_000))
})

test('there is no step before T0', () => {
  expect(listTotpSteps({ ...common, atMs: 0, code: totp({ ...common, atMs: 0 }) })).toContain(0)
})

test('a malformed code is not taken for the code of zeros', () => {
  const step = 30_046_003
  const zeros = { ...common, secret: new Uint8Array(32).fill(7), digits: 5, windowSteps: 0, atMs: step * 60_000 }
  expect(listTotpSteps({ ...zeros, code: '00000' })).toEqual([step])
  for (const code of ['', '0000', '000000', '0000a']) expect(listTotpSteps({ ...zeros, code })).toEqual([])
})

test('refuses a window that is no whole number', () => {
  for (const windowSteps of [-1, 1.5]) {
    expect(() => listTotpSteps({ ...common, atMs: nowMs, code: '1', windowSteps })).toThrow(
      new RangeError('windowSteps must be whole and ≥ 0'),
    )
  }
})
