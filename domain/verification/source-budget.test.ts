import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { endOfTehranDayMs, tehranDay } from '#domain/calendar/tehran-time.ts'
import { openGuard } from '#domain/guard/guard.ts'
import { defaultPolicy } from '#domain/operator/policy.ts'
import { policyRanges } from '#domain/operator/validate-policy.ts'
import { applyVerificationPatch } from '#domain/verification/apply-verification-patch.ts'
import { decideVerification } from '#domain/verification/decide-verification.ts'
import { canSpend, countSourceTry, settleSources, standSource } from '#domain/verification/source-budget.ts'
import { makeBinding, makeFacts, makeRequest, noonMs } from '#domain/verification/verification-facts.fixture.ts'
import type {
  GuardCounters,
  SourceId,
  VerificationDecision,
  VerificationFacts,
} from '#domain/verification/verification-types.ts'

const policy = defaultPolicy
const minuteMs = 60_000
const sourceAt = (place: number, who = 0): SourceId => ({ id: `${place}/${who}`, place: `${place}` })
const chancesOf = (guard: GuardCounters, of: 'new' | 'known'): number =>
  guard.sources.reduce(
    (sum, { spent, spentBefore, spentKnown }) => sum + (of === 'known' ? spentKnown : spent + spentBefore),
    0,
  )

type Guess = { place: number; who: number; cost: number; waitMs: number; smsOnly: boolean }
const guessArb = (places: number): fc.Arbitrary<Guess> =>
  fc.record({
    place: fc.nat(places - 1),
    who: fc.nat(20),
    cost: fc.integer({ min: 1, max: 6 }),
    waitMs: fc.constantFrom(0, 0, 0, 1_000, 11 * minuteMs),
    smsOnly: fc.boolean(),
  })

/** What of the guesses may be compared spends; the rest is not compared with anything. */
function play(guesses: readonly Guess[], start: GuardCounters = openGuard): { guard: GuardCounters; nowMs: number } {
  return guesses.reduce(
    ({ guard, nowMs: beforeMs }, { place, who, cost, waitMs, smsOnly }) => {
      const at = { guard, source: sourceAt(place, who), nowMs: beforeMs + waitMs, policy }
      const standing = standSource(at)
      const isClosed = guard.allClosedUntilMs !== null && !standing.isKnown
      if (isClosed || !canSpend(standing, cost, { smsOnly })) return { guard, nowMs: at.nowMs }
      return { guard: countSourceTry({ ...at, cost }).guard, nowMs: at.nowMs }
    },
    { guard: start, nowMs: noonMs - 4 * 3_600_000 },
  )
}

describe('the chances of a day at one card', () => {
  test('are 195 of ten million by default and 200 by the ranges, whatever the number of sources', () => {
    expect(policy.newSourceChancesPerDayMax + policy.knownSourceChancesPerDayMax).toBe(195)
    expect(policyRanges.newSourceChancesPerDayMax[1] + policyRanges.knownSourceChancesPerDayMax[1]).toBe(200)
    const known = { runCount: 0, closingStep: 0, spent: 0, spentBefore: 0, spentKnown: 0 }
    const nothing = { ...known, appClosedUntilMs: null, lastCountedAtMs: null, goodAtMs: noonMs - 5 * 3_600_000 }
    fc.assert(
      fc.property(fc.array(guessArb(200), { maxLength: 250 }), (guesses) => {
        const sources = [1, 2, 3].map((place) => ({ ...sourceAt(place), ...nothing }))
        const { guard } = play(guesses, { ...openGuard, sources })
        expect(chancesOf(guard, 'new')).toBeLessThanOrEqual(150)
        expect(chancesOf(guard, 'known')).toBeLessThanOrEqual(45)
      }),
    )
  })

  test('that any ten places spend, under whatever names, leave an eleventh a try of the app', () => {
    fc.assert(
      fc.property(fc.array(guessArb(10), { minLength: 50, maxLength: 300 }), (guesses) => {
        const { guard, nowMs } = play(guesses)
        const eleventh = standSource({ guard, source: sourceAt(10), nowMs, policy })
        expect(guard.allClosedUntilMs).toBeNull()
        expect(canSpend(eleventh, 3, { smsOnly: false })).toBe(true)
        expect(chancesOf(guard, 'new')).toBeLessThanOrEqual(150 * (1 - 0.8 ** 10))
      }),
    )
  })

  test('that leave no new place a try of the app close the card, which staff can see and open', () => {
    const lockedNow = tryAll(Array.from({ length: 46 }, (_, place) => ({ source: sourceAt(place + 100) })))
    expect(lockedNow.map((each) => each.lockedNow?.kind ?? null)).toEqual([...Array(45).fill(null), 'all'])
  })

  test('that very many spend close the card to new sources until midnight', () => {
    const many = [3, 1].flatMap((cost) =>
      Array.from({ length: 100 }, (_, n) => ({ place: cost * 1000 + n, who: 0, cost, waitMs: 0, smsOnly: false })),
    )
    const { guard, nowMs } = play(many)
    expect(guard.allClosedUntilMs).not.toBeNull()
    expect(standSource({ guard, source: sourceAt(9999), nowMs, policy }).smsLeft, 'less than a try').toBeLessThan(3)
  })
})

type Try = { source: SourceId; code?: 'app' | 'sms'; presses?: boolean; waitMs?: number }

/** A card with SMS and app; each try is wrong unless it names its code. */
function tryAll(tries: readonly Try[]): VerificationDecision[] {
  let facts: VerificationFacts = makeFacts({ appBindings: [makeBinding()] })
  return tries.map(({ source, code, presses = false, waitMs = 0 }) => {
    const nowMs = facts.nowMs + waitMs
    const currentTimeStep = Math.floor(nowMs / minuteMs)
    const binding = { ...makeRequest().binding, merchantId: source.place }
    const fresh = presses
      ? [makeRequest({ id: `of ${source.id}`, requestedAtMs: nowMs, binding, codeMatches: code === 'sms' })]
      : []
    const decision = decideVerification({
      ...facts,
      nowMs,
      currentTimeStep,
      source,
      presented: binding,
      otpRequests: fresh,
      appBindings: facts.appBindings.map((own) => ({ ...own, matchedStep: code === 'app' ? currentTimeStep : null })),
    })
    facts = { ...applyVerificationPatch({ ...facts, otpRequests: fresh }, decision.patch), nowMs, currentTimeStep }
    return decision
  })
}

const wrongs = (source: SourceId, times: number): Try[] => Array.from({ length: times }, () => ({ source }))
const reasonsOf = (tries: readonly Try[]): string[] => tryAll(tries).map(({ reason }) => reason)

test('five wrong in a row close app codes to their source alone, and leave its SMS codes', () => {
  const stranger = sourceAt(1)
  const reasons = reasonsOf([
    ...wrongs(stranger, 6),
    { source: stranger, code: 'app' },
    { source: sourceAt(2), code: 'app' },
    { source: stranger, code: 'sms', presses: true },
  ])
  expect(reasons).toEqual([
    ...Array(5).fill('code_mismatch'),
    'enrollment_locked',
    'enrollment_locked',
    'accepted',
    'accepted',
  ])
})

test.each([0, 1, 2, 3])(
  'five wrong in a row beside %i live codes are five, and an SMS code is good after them',
  (live) => {
    const source = sourceAt(1)
    const requests = Array.from({ length: live }, (_, n) => makeRequest({ id: `live ${n}` }))
    let facts: VerificationFacts = makeFacts({ source, otpRequests: requests, appBindings: [makeBinding()] })
    const reasons = Array.from({ length: 6 }, () => {
      const decision = decideVerification(facts)
      facts = applyVerificationPatch(facts, decision.patch)
      return decision.reason
    })
    expect(reasons).toEqual([...Array(5).fill('code_mismatch'), 'enrollment_locked'])
    const otpRequests = [...facts.otpRequests, makeRequest({ id: 'next', codeMatches: true })]
    expect(decideVerification({ ...facts, otpRequests }).reason).toBe('accepted')
  },
)

test('a source that has spent its share is compared with nothing until ten quiet minutes have passed', () => {
  const here = sourceAt(1)
  const pressing: Try[] = Array.from({ length: 16 }, () => ({ source: here, presses: true }))
  const decisions = tryAll([...pressing, { source: here, code: 'sms', presses: true }])
  const last = decisions.at(-1)
  expect(last).toMatchObject({ reason: 'source_locked', counted: false, details: { untilMs: noonMs + 10 * minuteMs } })
  const later = tryAll([...pressing, { source: here, code: 'sms', presses: true, waitMs: 10 * minuteMs }])
  expect(later.at(-1)?.reason).toBe('accepted')
})

test('a place that never tried is not told that codes came from there, whatever was spent elsewhere', () => {
  const strangers = Array.from({ length: 60 }, (_, place) => ({ source: sourceAt(place + 100) }))
  for (const presses of [false, true]) {
    for (let guesses = 0; guesses <= 60; guesses++) {
      const mine: Try = { source: sourceAt(1), code: 'app', presses }
      const [own] = tryAll([...strangers.slice(0, guesses).map((each) => ({ ...each, presses })), mine]).slice(-1)
      expect(own?.reason, `${guesses} guesses`).toMatch(/^(?:accepted|enrollment_locked)$/)
      if (own?.reason === 'enrollment_locked') expect(own.details.untilMs).toBe(endOfTehranDayMs(tehranDay(noonMs)))
    }
  }
})

test('a source where a code was accepted has its own allowance, whatever strangers spend', () => {
  const home = sourceAt(1)
  const strangers = Array.from({ length: 100 }, (_, place) => ({ source: sourceAt(place + 100) }))
  const decisions = tryAll([
    { source: home, code: 'app' },
    ...strangers.map((each) => ({ ...each, waitMs: 1_000 })),
    { source: sourceAt(2), code: 'app' },
    ...wrongs(home, 2),
    { source: home, code: 'app', waitMs: 2 * minuteMs },
  ])
  expect(decisions.map(({ reason }) => reason).slice(-4)).toEqual([
    expect.stringMatching(/locked$/),
    'code_mismatch',
    'code_mismatch',
    'accepted',
  ])
})

test('a day’s counts end at midnight, and when staff set the guard’s count to nothing; who is known stays known', () => {
  const [first] = tryAll([{ source: sourceAt(1), code: 'app' }])
  const guard = { ...openGuard, ...first?.patch.guard }
  const counted = countSourceTry({ guard, source: sourceAt(1), nowMs: noonMs, policy, cost: 3 }).guard
  const settledAt = (at: GuardCounters, nowMs: number) => settleSources({ guard: at, nowMs, policy })
  expect(settledAt(counted, noonMs + 1)).toMatchObject([{ spentKnown: 3, runCount: 1 }])
  const anew = [{ spentKnown: 0, runCount: 0, goodAtMs: noonMs }]
  expect(settledAt(counted, noonMs + 12 * 3_600_000)).toMatchObject(anew)
  expect(settledAt({ ...counted, dayCount: 0 }, noonMs + 1)).toMatchObject(anew)
  expect(settledAt(counted, noonMs + policy.knownSourceHours * 3_600_000)).toEqual([])
})
