import { expect, test } from 'vitest'
import { isAwayTooLong, LOCK_AFTER_HIDDEN_MS } from './use-auto-lock.ts'

const left = { wallMs: 1e12, monoMs: 5_000 }
const after = (wallMs: number, monoMs: number) => ({ wallMs: left.wallMs + wallMs, monoMs: left.monoMs + monoMs })

test.each([
  ['a minute', after(60_000, 60_000), false],
  ['two minutes', after(LOCK_AFTER_HIDDEN_MS, LOCK_AFTER_HIDDEN_MS), true],
  ['an hour asleep, the monotonic clock standing', after(3_600_000, 1_000), true],
  ['an hour, the clock set back by as much', after(0, 3_600_000), true],
  ['an unknown time asleep, the clock set back', after(-1_000, 1_000), true],
])('after %s the app is locked, or not', (_away, back, locked) => {
  expect(isAwayTooLong(left, back)).toBe(locked)
})
