import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { nextTehranMidnightMs } from '#domain/calendar/tehran-time.ts'
import { countWrongTry, openGuard, readLock, resetOnAcceptance } from '#domain/guard/guard.ts'
import { defaultPolicy as policy } from '#domain/operator/policy.ts'
import { PROCESSES_APART_MAX_MS } from '#domain/otp/clock-skew.ts'
import { decideOtpRequest } from '#domain/otp/decide-otp-request.ts'
import { resynchronise } from '#domain/otp/resynchronise.ts'
import { decideVerification } from '#domain/verification/decide-verification.ts'
import {
  makeBinding,
  makeFacts,
  makeGuard,
  makeRequest,
  noonMs,
} from '#domain/verification/verification-facts.fixture.ts'
import type { GuardCounters } from '#domain/verification/verification-types.ts'

const hourMs = 3_600_000
const midnightMs = nextTehranMidnightMs(noonMs)
const stepOf = (atMs: number): number => Math.floor(atMs / 60_000)

function countAt(guard: GuardCounters, instantsMs: readonly number[]): GuardCounters {
  return instantsMs.reduce((counted, nowMs) => countWrongTry({ guard: counted, nowMs, policy }).guard, guard)
}

describe('while the clock is set back, a guard', () => {
  test('keeps a day’s count when its midnight is crossed back and forth, as by two processes a little apart', () => {
    const around = Array.from({ length: 40 }, (_, place) => midnightMs + (place % 2 === 0 ? 1 : -1))
    const tries = around.filter((_, place) => place % 3 === 0)
    expect(countAt(openGuard, tries)).toMatchObject({ day: '2026-06-02', dayCount: tries.length })
  })

  test('that reaches the day’s limit then is closed until the end of the later day', () => {
    const guard = { ...openGuard, day: '2026-06-02', dayCount: 59, lastCountedAtMs: midnightMs }
    const closed = countWrongTry({ guard, nowMs: midnightMs - 1, policy })
    expect(closed.lockedNow).toEqual({ kind: 'all', untilMs: midnightMs + 24 * hourMs })
  })

  test('keeps its day through an acceptance as well', () => {
    const guard = { ...openGuard, day: '2026-06-02', dayCount: 7 }
    const after = resetOnAcceptance({ guard, nowMs: midnightMs - 1, policy })
    expect(after).toMatchObject({ day: '2026-06-02', dayCount: 7 })
  })

  test('keeps its last try, so that the ladder falls back no sooner', () => {
    const guard = countAt(openGuard, [noonMs, noonMs - hourMs])
    expect(guard.lastCountedAtMs).toBe(noonMs)
    const closed = { ...guard, closingStep: 2, runCount: 4 }
    const nearly = countWrongTry({ guard: closed, nowMs: noonMs + 24 * hourMs - 1, policy })
    expect(nearly.guard.closingStep).toBe(3)
  })

  test('stays closed at least as long: no earlier instant opens what a later one finds closed', () => {
    const instant = fc.integer({ min: noonMs - 48 * hourMs, max: noonMs + 48 * hourMs })
    fc.assert(
      fc.property(fc.array(instant, { maxLength: 80 }), instant, fc.nat(48 * hourMs), (tries, nowMs, backMs) => {
        const guard = countAt(openGuard, tries)
        if (readLock({ guard, nowMs }) === null) return
        expect(readLock({ guard, nowMs: nowMs - backMs })).not.toBeNull()
      }),
    )
  })

  test('never counts less: after any instants in any order the hundred and the day hold what was counted', () => {
    const instant = fc.integer({ min: midnightMs - hourMs, max: midnightMs + hourMs })
    fc.assert(
      fc.property(fc.array(instant, { minLength: 1, maxLength: 50 }), (tries) => {
        const guard = countAt(openGuard, tries)
        const firstOfDay = tries.findIndex((atMs) => atMs >= midnightMs)
        expect(guard.heldCount).toBe(tries.length)
        expect(guard.dayCount).toBe(firstOfDay < 0 ? tries.length : tries.length - firstOfDay)
      }),
    )
  })
})

describe('while the clock is set back, an SMS code', () => {
  const decideAt = (backMs: number, lateMs = 0) => {
    const request = makeRequest({ codeMatches: true, requestedAtMs: noonMs })
    const nowMs = noonMs + lateMs - backMs
    return decideVerification(makeFacts({ nowMs, otpRequests: [request], namedOtpRequestId: request.id }))
  }
  test('asked for at another process’s clock, as far ahead as two trusted ones can be, is accepted', () => {
    expect(decideAt(PROCESSES_APART_MAX_MS).reason).toBe('accepted')
  })
  test.each([PROCESSES_APART_MAX_MS + 1, hourMs])(
    'asked for %i ms in the future is expired: it may be dead long since',
    (backMs) => {
      expect(decideAt(backMs)).toMatchObject({ reason: 'code_expired', counted: false, patch: { otpRequests: [] } })
    },
  )
  test('outlives its validity by no more than the clock went back', () => {
    expect(decideAt(10_000, 129_999).reason).toBe('accepted')
    expect(decideAt(10_000, 130_000).reason).toBe('code_expired')
  })
  test('that was used, superseded, exhausted or ended stays so', () => {
    for (const state of ['used', 'superseded', 'exhausted', 'ended', 'expired'] as const) {
      const tries = state === 'exhausted' ? 3 : 0
      const request = makeRequest({ codeMatches: true, state, tries, requestedAtMs: noonMs })
      fc.assert(
        fc.property(fc.integer({ min: -48 * hourMs, max: 48 * hourMs }), (shiftMs) => {
          const facts = makeFacts({ nowMs: noonMs + shiftMs, otpRequests: [request] })
          expect(decideVerification(facts).outcome).toBe('rejected')
        }),
      )
    }
  })
  test('of the future neither takes a wrong code’s charge nor pushes a fresh code out', () => {
    const future = ['a', 'b', 'c'].map((id) => makeRequest({ id, requestedAtMs: noonMs + hourMs }))
    const { patch } = decideVerification(makeFacts({ otpRequests: future }))
    expect(patch.otpRequests).toEqual([])
    const ask = {
      nowMs: noonMs,
      guard: makeGuard(),
      enrollments: makeFacts().enrollments,
      mobilePresent: true,
      coolingOffUntilMs: null,
      rates: {
        card: { perTenMinutes: 3, perDay: 3, ofPlacePerDay: 3, ofSourcePerDay: 3 },
        mobile: { perTenMinutes: 3, perDay: 3, ofPlacePerDay: 3, ofSourcePerDay: 3 },
        terminalPerMinute: 3,
        merchantPerMinute: 3,
        requesterPerMinute: 3,
        addressPerMinute: 3,
      },
      requesterBlocked: false,
      sourceId: 'here',
      isSourceKnown: false,
      otpRequests: future.map((one) => ({ ...one, sourceId: 'here', isSourceKnown: false })),
      policy,
    }
    expect(decideOtpRequest(ask)).toMatchObject({ state: 'sent', supersedes: [] })
  })
})

describe('while the clock is set back, an app code', () => {
  test('of a step at or below the last accepted one is used up, whatever time it is', () => {
    const lastTimeStep = stepOf(noonMs)
    fc.assert(
      fc.property(fc.nat(48 * hourMs), fc.integer({ min: -10, max: 10 }), (backMs, offset) => {
        const nowMs = noonMs - backMs
        const matchedStep = Math.min(stepOf(nowMs) + offset, lastTimeStep)
        const facts = makeFacts({ nowMs, appBindings: [makeBinding({ lastTimeStep, matchedStep })] })
        expect(decideVerification(facts)).toMatchObject({ outcome: 'rejected', reason: 'code_already_used' })
      }),
    )
  })
  test('teaches the drift nothing and moves no last step back when it is refused', () => {
    const nowMs = noonMs - hourMs
    const binding = makeBinding({ lastTimeStep: stepOf(noonMs), matchedStep: stepOf(nowMs) })
    expect(decideVerification(makeFacts({ nowMs, appBindings: [binding] })).patch.appBinding).toBeNull()
  })
  test('cannot be resynchronised onto codes used up before', () => {
    const currentTimeStep = stepOf(noonMs - hourMs)
    const typed = { firstCodeSteps: [currentTimeStep], secondCodeSteps: [currentTimeStep + 1] }
    const facts = { currentTimeStep, windowSteps: 60, lastTimeStep: stepOf(noonMs), ...typed }
    expect(resynchronise(facts)).toEqual({ outcome: 'refused', reason: 'code_already_used' })
  })
})
