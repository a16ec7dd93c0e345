import { describe, expect, test } from 'vitest'
import { decideActivationConfirmation } from '#domain/activation/decide-activation-confirmation.ts'
import { endOfTehranDayMs, nextTehranMidnightMs, tehranDay } from '#domain/calendar/tehran-time.ts'
import { decideRegistrationConfirmation } from '#domain/enrollment/decide-registration-confirmation.ts'
import { countWrongTry, openGuard, readLock } from '#domain/guard/guard.ts'
import { defaultPolicy as policy } from '#domain/operator/policy.ts'
import { matchTotp, timeStep, totp } from '#domain/otp/otp.ts'
import { decideVerification } from '#domain/verification/decide-verification.ts'
import {
  makeBinding,
  makeFacts,
  makeGuard,
  makeRequest,
  noonMs,
} from '#domain/verification/verification-facts.fixture.ts'

const secondMs = 1_000
const dayMs = 86_400_000
const secret = Uint8Array.from({ length: 32 }, (_, index) => (index * 7 + 3) & 255)
const rules = { secret, digits: 7, algorithm: 'SHA256', periodSeconds: 60, t0Seconds: 0 } as const
const codeAt = (atMs: number): string => totp({ ...rules, atMs })
const around = [-1, 0, 1] as const

describe('a millisecond before, at and after', () => {
  test.each(around)('the end of an SMS code’s validity: %i', (awayMs) => {
    const request = makeRequest({ codeMatches: true, requestedAtMs: noonMs })
    const facts = makeFacts({ nowMs: request.expiresAtMs + awayMs, otpRequests: [request] })
    expect(decideVerification(facts).reason).toBe(awayMs < 0 ? 'accepted' : 'code_expired')
  })

  test.each(around)('the end of a closing of app codes: %i', (awayMs) => {
    const binding = makeBinding({ matchedStep: timeStep({ ...rules, atMs: noonMs + awayMs }) })
    const guard = makeGuard({ appClosedUntilMs: noonMs })
    const facts = makeFacts({ nowMs: noonMs + awayMs, guard, appBindings: [binding] })
    expect(decideVerification(facts).reason).toBe(awayMs < 0 ? 'enrollment_locked' : 'accepted')
  })

  test.each(around)('the end of a card’s last day: %i', (awayMs) => {
    const request = makeRequest({ codeMatches: true })
    const guard = makeGuard({ cardExpiresAtMs: noonMs })
    const facts = makeFacts({ nowMs: noonMs + awayMs, guard, otpRequests: [request] })
    expect(decideVerification(facts).reason).toBe(awayMs < 0 ? 'accepted' : 'card_expired')
  })

  test.each(around)('Tehran midnight, which ends a closing of everything and begins a day’s count: %i', (awayMs) => {
    const midnightMs = nextTehranMidnightMs(noonMs)
    const nearly = { ...openGuard, day: tehranDay(noonMs), dayCount: policy.guardDayMax - 1 }
    const { guard } = countWrongTry({ guard: nearly, nowMs: noonMs, policy })
    expect(readLock({ guard, nowMs: midnightMs + awayMs })?.kind ?? null).toBe(awayMs < 0 ? 'all' : null)
    const next = countWrongTry({ guard, nowMs: midnightMs + awayMs, policy }).guard
    expect(next.dayCount).toBe(awayMs < 0 ? policy.guardDayMax + 1 : 1)
  })

  test.each(around)('the step of a code: %i', (awayMs) => {
    const boundaryMs = Math.ceil(noonMs / 60_000) * 60_000
    const atMs = boundaryMs + awayMs
    expect(timeStep({ ...rules, atMs }) - timeStep({ ...rules, atMs: boundaryMs - 1 })).toBe(awayMs < 0 ? 0 : 1)
    expect(codeAt(atMs)).toBe(codeAt(awayMs < 0 ? boundaryMs - 60_000 : boundaryMs + 59_999))
  })

  test.each(around)('the end of the window: a code is accepted for 180 s around its own minute: %i', (awayMs) => {
    const code = codeAt(noonMs)
    const offsets = { from: -policy.appWindowSteps, to: policy.appWindowSteps }
    const match = (atMs: number): number | null => matchTotp({ ...rules, atMs, code, offsets })
    expect(match(noonMs - 60_000 + awayMs)).toBe(awayMs < 0 ? null : 1)
    expect(match(noonMs + 120_000 + awayMs)).toBe(awayMs < 0 ? -1 : null)
  })

  test.each(around)('the end of a registration’s code, and of an unconfirmed activation: %i', (awayMs) => {
    const registration = { state: 'sent', failedAttempts: 0, expiresAtMs: noonMs, codeMatches: true } as const
    const confirmed = decideRegistrationConfirmation({ ...registration, nowMs: noonMs + awayMs, policy })
    expect(confirmed.outcome).toBe(awayMs < 0 ? 'confirmed' : 'refused')
    const createdAtMs = noonMs - policy.activationLapseHours * 3_600_000
    const activation = { activationId: 'a', status: 'unconfirmed', endedReason: null, failedAttempts: 0 } as const
    const nowMs = noonMs + awayMs
    const matchedStep = timeStep({ ...rules, atMs: nowMs })
    const own = { ...activation, createdAtMs, confirmedAtMs: null }
    const facts = { nowMs, currentTimeStep: matchedStep, activation: own, others: [], matchedStep, suspended: false }
    const { outcome } = decideActivationConfirmation({ ...facts, policy })
    expect(outcome).toBe(awayMs < 0 ? 'confirmed' : 'refused')
  })
})

describe('a leap second, stepped either way or smeared, on the boundary of a step', () => {
  const boundaryMs = Math.ceil(noonMs / 60_000) * 60_000
  const steps = [-secondMs, 0, secondMs].flatMap((leapMs) =>
    [-secondMs, -1, 0, 1, secondMs].map((atMs) => ({ leapMs, atMs: boundaryMs + atMs })),
  )
  test.each(steps)(
    'of $leapMs ms at $atMs: the code on the customer’s screen is accepted, once',
    ({ leapMs, atMs }) => {
      const shownStep = timeStep({ ...rules, atMs })
      const nowMs = atMs + leapMs
      const first = decideVerification(makeFacts({ nowMs, appBindings: [makeBinding({ matchedStep: shownStep })] }))
      expect(first.outcome).toBe('accepted')
      const { lastTimeStep } = first.patch.appBinding ?? { lastTimeStep: null }
      const again = makeBinding({ matchedStep: shownStep, lastTimeStep })
      for (const laterMs of [0, -leapMs, 60_000]) {
        const facts = makeFacts({ nowMs: nowMs + laterMs, appBindings: [again] })
        expect(decideVerification(facts).reason).toBe('code_already_used')
      }
    },
  )
  test('teaches no drift by itself: one acceptance on a side moves nothing', () => {
    const binding = makeBinding({ matchedStep: timeStep({ ...rules, atMs: boundaryMs }) })
    const facts = makeFacts({ nowMs: boundaryMs - secondMs, appBindings: [binding] })
    expect(decideVerification(facts).patch.appBinding).toMatchObject({ driftSteps: 0, driftRun: 1 })
  })
})

describe('Tehran keeps +03:30 all year', () => {
  // The days on which clocks were changed until 1401, and the leap days of both calendars.
  const days = ['2026-03-21', '2026-03-22', '2026-09-21', '2026-09-22', '2028-02-29', '2029-03-20', '2030-12-31']
  test.each(days)('%s has 24 hours, from 20:30 UTC to 20:30 UTC', (day) => {
    const startMs = Date.parse(`${day}T00:00:00+03:30`)
    expect([startMs - 1, startMs, startMs + 1].map((atMs) => tehranDay(atMs) === day)).toEqual([false, true, true])
    expect(nextTehranMidnightMs(startMs) - startMs).toBe(dayMs)
    expect(nextTehranMidnightMs(startMs - 1)).toBe(startMs)
    expect(endOfTehranDayMs(day)).toBe(startMs + dayMs)
    expect(tehranDay(endOfTehranDayMs(day) - 1)).toBe(day)
  })
  test('as the world’s table of time zones says it does since 1401', () => {
    const hourOf = new Intl.DateTimeFormat('en-GB', { timeZone: 'Asia/Tehran', hour: '2-digit', minute: '2-digit' })
    for (let atMs = Date.UTC(2023, 0, 1, 20, 30); atMs < Date.UTC(2031, 0, 1); atMs += dayMs)
      expect(hourOf.format(atMs)).toBe('00:00')
  })
})
