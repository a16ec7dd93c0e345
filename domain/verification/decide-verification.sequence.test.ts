import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { defaultPolicy, demoPolicy, type Policy } from '#domain/operator/policy.ts'
import { decideOtpRequest } from '#domain/otp/decide-otp-request.ts'
import { publicAnswers } from '#domain/reason/reason.ts'
import { applyVerificationPatch } from '#domain/verification/apply-verification-patch.ts'
import { decideVerification } from '#domain/verification/decide-verification.ts'
import {
  binding,
  makeBinding,
  makeFacts,
  makeGuard,
  makeRequest,
} from '#domain/verification/verification-facts.fixture.ts'
import type {
  OtpRequestFacts,
  VerificationDecision,
  VerificationFacts,
} from '#domain/verification/verification-types.ts'
import { timesUsualRuns } from '#tests/harness/random-runs.ts'

type Act =
  | { act: 'ask'; place: number }
  | { act: 'wait'; waitMs: number }
  | { act: 'try'; place: number; name: number; code: number }

const places = [binding, { ...binding, amount: 1 }, { ...binding, merchantId: 'M-2' }]

const placeArb = fc.nat({ max: places.length - 1 })
const actArb: fc.Arbitrary<Act> = fc.oneof(
  { weight: 3, arbitrary: fc.record({ act: fc.constant('ask' as const), place: placeArb }) },
  {
    weight: 2,
    arbitrary: fc.record({
      act: fc.constant('wait' as const),
      waitMs: fc.constantFrom(1000, 60_000, 900_000, 3_600_000),
    }),
  },
  {
    weight: 8,
    arbitrary: fc.record({
      act: fc.constant('try' as const),
      place: placeArb,
      name: fc.integer({ min: -2, max: 5 }),
      code: fc.integer({ min: -1, max: 6 }),
    }),
  },
)

type World = { facts: VerificationFacts; askedAtMs: number[]; policy: Policy }

function makeWorld(changes: Partial<VerificationFacts>, policy: Policy): World {
  return { facts: makeFacts({ ...changes, policy }), askedAtMs: [], policy }
}

function wait(world: World, waitMs: number): void {
  const nowMs = world.facts.nowMs + waitMs
  world.facts = { ...world.facts, nowMs, currentTimeStep: Math.floor(nowMs / 60_000) }
}

function ask(world: World, place: number): void {
  const { facts, policy } = world
  const { nowMs, guard, enrollments, otpRequests } = facts
  const countSince = (spanMs: number) => world.askedAtMs.filter((atMs) => atMs > nowMs - spanMs).length
  const decision = decideOtpRequest({
    nowMs,
    guard,
    enrollments,
    mobilePresent: true,
    coolingOffUntilMs: null,
    rates: {
      card: {
        perTenMinutes: countSince(600_000),
        perDay: countSince(86_400_000),
        ofPlacePerDay: countSince(86_400_000),
        ofSourcePerDay: countSince(86_400_000),
      },
      mobile: { perTenMinutes: 0, perDay: 0, ofPlacePerDay: 0, ofSourcePerDay: 0 },
      terminalPerMinute: 0,
      merchantPerMinute: 0,
      requesterPerMinute: 0,
      addressPerMinute: 0,
    },
    requesterBlocked: false,
    sourceId: 'here',
    isSourceKnown: false,
    otpRequests: otpRequests.map((one) => ({ ...one, sourceId: 'here', isSourceKnown: false })),
    policy,
  })
  const request = makeRequest({
    id: `request-${otpRequests.length}`,
    enrollmentId: decision.state === 'sent' ? decision.enrollmentId : null,
    requestedAtMs: nowMs,
    expiresAtMs: decision.expiresAtMs,
    state: decision.state,
    hasCode: decision.hasCode,
    binding: places[place] ?? binding,
  })
  const kept = otpRequests.map(
    (own): OtpRequestFacts => (decision.supersedes.includes(own.id) ? { ...own, state: 'superseded' } : own),
  )
  world.facts = { ...facts, otpRequests: [...kept, request] }
  if (decision.hasCode) world.askedAtMs.push(nowMs)
}

function nameOf({ facts }: World, name: number): string | null {
  if (name === -2) return null
  return name === -1 ? 'foreign' : (facts.otpRequests.at(-1 - name)?.id ?? null)
}

function decide(world: World, seen: Partial<VerificationFacts>): VerificationDecision {
  const facts = { ...world.facts, ...seen }
  const decision = decideVerification(facts)
  world.facts = applyVerificationPatch(facts, decision.patch)
  return decision
}

describe('an unknown, an unenrolled and an enrolled card', () => {
  test.each([
    ['the default figures', defaultPolicy],
    ['low limits, reached often', { ...demoPolicy, guardDayMax: 12, guardHeldMax: 20 }],
  ])('answer alike to any sequence of wrong codes, with %s', (_name, policy) => {
    fc.assert(
      fc.property(fc.array(actArb, { maxLength: 80 }), (acts) => {
        const worlds = [
          makeWorld({ guard: makeGuard({ cardStatus: 'unknown' }), enrollments: [] }, policy),
          makeWorld({ enrollments: [] }, policy),
          makeWorld({ enrollments: [{ enrollmentId: 'sms-1', method: 'sms', status: 'active' }] }, policy),
          makeWorld({ appBindings: [makeBinding({ lastTimeStep: 1 })] }, policy),
          makeWorld({ guard: makeGuard({ cardStatus: 'blocked' }) }, policy),
        ]
        for (const act of acts) {
          const [first, ...others] = worlds.map((world) => playWrong(world, act))
          for (const other of others) expect(other).toEqual(first)
        }
      }),
      timesUsualRuns(3),
    )
  })

  function playWrong(world: World, act: Act): unknown {
    if (act.act === 'wait') return wait(world, act.waitMs)
    if (act.act === 'ask') return ask(world, act.place)
    const decision = decide(world, {
      source: { id: `source ${act.place % 3}`, place: `place ${act.place % 2}` },
      presented: places[act.place] ?? null,
      namedOtpRequestId: nameOf(world, act.name),
      codeWellFormed: act.code >= 0,
    })
    const { reason, responseCode } = publicAnswers[decision.reason]
    return {
      reason,
      responseCode,
      attemptsLeft: decision.attemptsLeft,
      method: decision.method,
      counted: decision.counted,
    }
  }
})

describe('no sequence of requests, waits and right or wrong codes', () => {
  test('accepts one code twice, or a code after its life, or more tries than it has', () => {
    fc.assert(
      fc.property(fc.array(actArb, { minLength: 5, maxLength: 120 }), (acts) => {
        const world = makeWorld(
          { appBindings: [makeBinding()] },
          { ...demoPolicy, guardDayMax: 1000, guardHeldMax: 1000 },
        )
        const accepted = new Set<string>()
        for (const act of acts) {
          if (act.act === 'wait') wait(world, act.waitMs)
          if (act.act === 'ask') ask(world, act.place)
          if (act.act !== 'try') continue
          const used = playRight(world, act)
          if (used === null) continue
          expect(accepted.has(used)).toBe(false)
          accepted.add(used)
        }
        for (const { tries, state } of world.facts.otpRequests) {
          expect(tries).toBeLessThanOrEqual(defaultPolicy.otpRequestTriesMax)
          if (state === 'used') expect(tries).toBeLessThan(defaultPolicy.otpRequestTriesMax)
        }
      }),
      timesUsualRuns(5),
    )
  })

  /** Codes 0…2 are those of the last three requests, 3…5 app codes around now, the rest wrong. */
  function playRight(world: World, act: Extract<Act, { act: 'try' }>): string | null {
    const before = world.facts
    const typedRequest = act.code < 3 ? before.otpRequests.at(-1 - act.code) : undefined
    const matchedStep = act.code >= 3 && act.code <= 5 ? before.currentTimeStep + act.code - 4 : null
    const decision = decide(world, {
      presented: places[act.place] ?? null,
      namedOtpRequestId: nameOf(world, act.name),
      codeWellFormed: act.code >= 0,
      otpRequests: before.otpRequests.map((own) => ({ ...own, codeMatches: act.code >= 0 && own === typedRequest })),
      appBindings: before.appBindings.map((own) => ({ ...own, matchedStep })),
    })
    if (decision.outcome === 'rejected') return null
    if (decision.method === 'app') return `step ${matchedStep}`
    expect(before.nowMs).toBeLessThan(typedRequest?.expiresAtMs ?? 0)
    expect(typedRequest?.binding).toEqual(places[act.place])
    return `request ${decision.otpRequestId}`
  }
})
