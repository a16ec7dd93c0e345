import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { countWrongTry, openGuard, readLock, releaseGuard, resetOnAcceptance } from '#domain/guard/guard.ts'
import { defaultPolicy as policy } from '#domain/operator/policy.ts'
import { noonMs } from '#domain/verification/verification-facts.fixture.ts'
import type { GuardCounters } from '#domain/verification/verification-types.ts'

const minuteMs = 60_000
const hourMs = 3_600_000
const dayMs = 24 * hourMs
const midnightMs = Date.UTC(2026, 5, 1, 20, 30)

function countTries(guard: GuardCounters, { times, nowMs }: { times: number; nowMs: number }) {
  let counted: ReturnType<typeof countWrongTry> = { guard, lockedNow: null }
  for (let n = 0; n < times; n++) counted = countWrongTry({ guard: counted.guard, nowMs, policy })
  return counted
}

describe('five in a row', () => {
  test('close app codes and tell so once; four do not', () => {
    expect(countTries(openGuard, { times: 4, nowMs: noonMs }).lockedNow).toBeNull()
    const fifth = countTries(openGuard, { times: 5, nowMs: noonMs })
    expect(fifth.lockedNow).toEqual({ kind: 'app', untilMs: noonMs + 15 * minuteMs })
    expect(countTries(fifth.guard, { times: 1, nowMs: noonMs }).lockedNow).toBeNull()
  })

  test('close for 15 minutes, then 1 hour, then 24 hours', () => {
    let guard = openGuard
    let nowMs = noonMs
    const closedMs: number[] = []
    for (let round = 0; round < 3; round++) {
      guard = countTries(guard, { times: 5, nowMs }).guard
      closedMs.push((guard.appClosedUntilMs ?? 0) - nowMs)
      nowMs = guard.appClosedUntilMs ?? 0
    }
    expect(closedMs).toEqual([15 * minuteMs, hourMs, dayMs])
  })

  test('close for 24 hours again and again while tries within the closings keep the ladder up', () => {
    let guard = openGuard
    let nowMs = noonMs
    for (let round = 0; round < 6; round++) {
      guard = countTries(guard, { times: 6, nowMs }).guard
      const closedMs = (guard.appClosedUntilMs ?? 0) - nowMs
      if (round >= 2) expect([closedMs, guard.closingStep]).toEqual([dayMs, 3])
      nowMs = guard.appClosedUntilMs ?? 0
      guard = countTries(guard, { times: 1, nowMs: nowMs - 1 }).guard
    }
  })

  test('are refused to be counted by a policy whose ladder has no step', () => {
    const broken = { ...policy, guardLadderSeconds: [] }
    expect(() => countWrongTry({ guard: { ...openGuard, runCount: 4 }, nowMs: noonMs, policy: broken })).toThrow(
      new RangeError('guardLadderSeconds names no closing'),
    )
  })

  test('start anew when a closing ends, while the hundred goes on', () => {
    const { guard } = countTries(openGuard, { times: 7, nowMs: noonMs })
    const after = countTries(guard, { times: 4, nowMs: noonMs + 15 * minuteMs })
    expect(after.guard).toMatchObject({ runCount: 4, heldCount: 11, appClosedUntilMs: null })
    expect(countTries(after.guard, { times: 1, nowMs: noonMs + 15 * minuteMs }).lockedNow?.kind).toBe('app')
  })

  test('a closing under way is neither lengthened nor raised by tries within it', () => {
    const { guard } = countTries(openGuard, { times: 5, nowMs: noonMs })
    const later = countTries(guard, { times: 20, nowMs: noonMs + minuteMs }).guard
    expect(later).toMatchObject({ appClosedUntilMs: guard.appClosedUntilMs, closingStep: 1, runCount: 0 })
  })

  test('the ladder falls back after 24 hours without a counted try, not sooner', () => {
    const { guard } = countTries(openGuard, { times: 5, nowMs: noonMs })
    const sooner = countTries(guard, { times: 5, nowMs: noonMs + dayMs - 1 }).lockedNow
    const later = countTries(guard, { times: 5, nowMs: noonMs + dayMs }).lockedNow
    expect(sooner?.untilMs).toBe(noonMs + dayMs - 1 + hourMs)
    expect(later?.untilMs).toBe(noonMs + dayMs + 15 * minuteMs)
  })
})

test('an acceptance sets run, hundred and ladder to zero while a closing under way runs to its end', () => {
  const { guard } = countTries(openGuard, { times: 8, nowMs: noonMs })
  const after = resetOnAcceptance({ guard, nowMs: noonMs + minuteMs, policy })
  expect(after).toMatchObject({ runCount: 0, heldCount: 0, closingStep: 0, dayCount: 8 })
  expect(readLock({ guard: after, nowMs: noonMs + minuteMs })).toEqual({ kind: 'app', untilMs: noonMs + 15 * minuteMs })
})

describe('sixty in a Tehran day', () => {
  const nearly: GuardCounters = { ...openGuard, day: '2026-06-01', dayCount: 59, lastCountedAtMs: noonMs }
  test('close everything until Tehran midnight', () => {
    const { guard, lockedNow } = countTries(nearly, { times: 1, nowMs: noonMs })
    expect(lockedNow).toEqual({ kind: 'all', untilMs: midnightMs })
    expect(readLock({ guard, nowMs: midnightMs - 1 })?.kind).toBe('all')
    expect(readLock({ guard, nowMs: midnightMs })).toBeNull()
  })
  test('belong to one day: the count starts anew at midnight', () => {
    expect(countTries(nearly, { times: 1, nowMs: midnightMs })).toMatchObject({
      lockedNow: null,
      guard: { day: '2026-06-02', dayCount: 1 },
    })
  })
  test('start the run of five anew as well', () => {
    const { guard } = countTries({ ...nearly, runCount: 3 }, { times: 1, nowMs: noonMs })
    expect(countTries(guard, { times: 4, nowMs: midnightMs }).lockedNow).toBeNull()
  })
  test('are told even while app codes are closed already', () => {
    const closed = { ...nearly, appClosedUntilMs: noonMs + 1 }
    expect(countTries(closed, { times: 1, nowMs: noonMs }).lockedNow?.kind).toBe('all')
  })
})

describe('a hundred in a row', () => {
  const held = countTries({ ...openGuard, heldCount: 99 }, { times: 1, nowMs: noonMs })
  test('hold everything until staff release it, however long that takes', () => {
    expect(held.lockedNow).toEqual({ kind: 'held', untilMs: null })
    expect(readLock({ guard: held.guard, nowMs: noonMs + 1000 * dayMs })?.kind).toBe('held')
  })
  test('keep the instant they were reached', () => {
    expect(countTries(held.guard, { times: 1, nowMs: noonMs + dayMs }).guard.heldSinceMs).toBe(noonMs)
  })
  test('are forgotten by the release, which starts every count anew', () => {
    const released = releaseGuard({ guard: held.guard, nowMs: noonMs })
    expect(released).toMatchObject({ outcome: 'released', ended: { kind: 'held' } })
    if (released.outcome === 'released')
      expect(countTries(released.guard, { times: 4, nowMs: noonMs }).lockedNow).toBeNull()
  })
})

test('a guard that nothing closes cannot be released', () => {
  expect(releaseGuard({ guard: openGuard, nowMs: noonMs })).toEqual({ outcome: 'refused', reason: 'not_locked' })
})

test('however tries are spread, app codes are closed whenever five stood in a row, and no count passes its limit open', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 2 * hourMs }), { maxLength: 120 }), (gapsMs) => {
      let guard = openGuard
      let nowMs = noonMs
      for (const gapMs of gapsMs) {
        nowMs += gapMs
        if (readLock({ guard, nowMs }) !== null) continue
        guard = countWrongTry({ guard, nowMs, policy }).guard
        expect(guard.runCount).toBeLessThan(policy.guardRunMax)
        const open = readLock({ guard, nowMs }) === null
        if (open)
          expect([guard.dayCount < policy.guardDayMax, guard.heldCount < policy.guardHeldMax]).toEqual([true, true])
      }
    }),
  )
})
