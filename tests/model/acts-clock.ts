import fc from 'fast-check'
import { isLive } from './contract-recognition.ts'
import type { Act } from './step.ts'
import { moveTo, nextMidnightMs, STEP_MS, stepOf, type World } from './world.ts'

const DAY_MS = 86_400_000
const spans = { '1 s': 1_000, '29 s': 29_000, '60 s': 60_000, '2 min': 120_000, '10 min': 600_000, '15 min': 900_000 }
const longSpans = { '1 h': 3_600_000, '24 h': DAY_MS }
const allSpans: Record<string, number> = { ...spans, ...longSpans }

const spanArb = fc.oneof(
  { weight: 6, arbitrary: fc.constantFrom(...Object.keys(spans)) },
  { weight: 2, arbitrary: fc.constantFrom(...Object.keys(longSpans)) },
)

export const waitArb: fc.Arbitrary<Act> = spanArb.map((span) => ({
  words: `wait(${span})`,
  run: async ({ world }) => moveTo(world, world.nowMs + (allSpans[span] ?? 0)),
}))

/** To an instant at which something ends or begins, or one or two milliseconds beside it. */
export const waitForArb: fc.Arbitrary<Act> = fc
  .record({ place: fc.constantFrom(0, 0, 1, 1, 2, 3, 4, 6, 8), beside: fc.integer({ min: -2, max: 1 }) })
  .map(({ place, beside }) => ({
    words: `waitFor(deadline ${place}, ${beside >= 0 ? '+' : ''}${beside} ms)`,
    run: async ({ world }) => {
      const ahead = listDeadlines(world).filter((atMs) => atMs > world.nowMs + 1)
      const atMs = ahead[place % Math.max(ahead.length, 1)]
      if (atMs !== undefined) moveTo(world, atMs + beside)
    },
  }))

/** The next command is one millisecond later still. */
function listDeadlines(world: World): number[] {
  const { nowMs, policy } = world
  const requests = [...world.card.requests, ...world.stranger.requests]
  const guards = [world.card.first, world.card.second]
  const found = [
    nextMidnightMs(nowMs),
    (stepOf(nowMs) + 1) * STEP_MS,
    world.coolingOffUntilMs,
    world.cardExpiresAtMs < nowMs + 2 * DAY_MS ? world.cardExpiresAtMs : null,
    ...requests.filter((own) => isLive(world, own)).map(({ expiresAtMs }) => expiresAtMs),
    ...requests.slice(-2).map(({ atMs }) => atMs + policy.otpRequestKeptHours * 3_600_000),
    ...guards.flatMap(({ appClosedUntilMs, allClosedUntilMs }) => [appClosedUntilMs, allClosedUntilMs]),
    ...guards.map((own) => own.lastCountedAtMs && own.lastCountedAtMs + policy.guardFallbackSeconds * 1000),
    ...world.tokens.filter(({ status }) => status === 'issued').map(({ expiresAtMs }) => expiresAtMs),
    ...world.activations
      .filter(({ status }) => status === 'unconfirmed')
      .map(({ createdAtMs }) => createdAtMs + policy.activationLapseHours * 3_600_000),
    ...world.devices.flatMap(({ wrongReceiptsAtMs }) => wrongReceiptsAtMs.slice(-1)).map((atMs) => atMs + 900_000),
    ...world.calls.slice(-1).map(({ key }) => key.nowMs + DAY_MS),
  ]
  return [...new Set(found.filter((atMs) => typeof atMs === 'number'))].sort((a, b) => a - b)
}

const SET_BACK_MAX_MS = 5_000

export const setBackArb: fc.Arbitrary<Act> = fc.integer({ min: 1, max: 3_000 }).map((backMs) => ({
  words: `setBack(${backMs} ms)`,
  can: ({ nowMs, latestMs }) => nowMs - backMs > latestMs - SET_BACK_MAX_MS,
  run: async ({ world }) => {
    world.nowMs -= backMs
    world.reach('clock set back')
  },
}))
