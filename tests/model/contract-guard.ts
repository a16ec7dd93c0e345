import type { Policy } from '#domain/operator/policy.ts'
import { dayOf, dayStartMs, type Guard, newGuard, tell, type World } from './world.ts'

export type Closing = 'held' | 'all' | 'app' | null

/** What is closed now, worst first. */
export function closingOf(guard: Guard, nowMs: number): Closing {
  if (guard.held) return 'held'
  if (guard.allClosedUntilMs !== null && nowMs < guard.allClosedUntilMs) return 'all'
  return guard.appClosedUntilMs !== null && nowMs < guard.appClosedUntilMs ? 'app' : null
}

/** §6, at an ATM: five in a row close app codes, 60 a day everything until midnight, a hundred in a row until staff release it. */
export function countWrong(world: World, guard: Guard): void {
  const { nowMs, policy } = world
  const before = closingOf(guard, nowMs)
  forgetWhatIsOver(guard, nowMs, policy)
  guard.hundred += 1
  guard.dayCount += 1
  guard.lastCountedAtMs = Math.max(nowMs, guard.lastCountedAtMs ?? nowMs)
  // The run of five starts over when a closing ends: what is counted meanwhile is not of it.
  guard.run = guard.appClosedUntilMs === null ? guard.run + 1 : 0
  if (guard.run >= policy.guardRunMax) closeAppCodes(world, guard)
  if (guard.dayCount >= policy.guardDayMax && guard.allClosedUntilMs === null) {
    guard.allClosedUntilMs = dayStartMs((guard.day ?? 0) + 1)
    guard.run = 0
  }
  if (guard.hundred >= policy.guardHeldMax) guard.held = true
  const after = closingOf(guard, nowMs)
  if (after === before || after === null) return
  world.reach(`closing: ${after}`)
  if (guard !== world.card.first && guard !== world.card.second) return
  world.closings += 1
  tell(world, 'locked')
}

function closeAppCodes(world: World, guard: Guard): void {
  const { guardLadderSeconds } = world.policy
  const seconds = guardLadderSeconds[Math.min(guard.step, guardLadderSeconds.length - 1)] ?? 0
  guard.appClosedUntilMs = world.nowMs + seconds * 1000
  guard.run = 0
  guard.step = Math.min(guard.step + 1, guardLadderSeconds.length)
  world.reach(`closing: step ${guard.step}`)
}

/** §6: an acceptance sets run, hundred and step to zero, while a closing under way runs to its end. */
export function countAcceptance({ nowMs, policy }: World, guard: Guard): void {
  forgetWhatIsOver(guard, nowMs, policy)
  guard.run = 0
  guard.hundred = 0
  guard.step = 0
}

/** Staff release a guard: everything is open and counts from nothing. False: nothing was closed. */
export function release(guard: Guard, nowMs: number): boolean {
  if (closingOf(guard, nowMs) === null) return false
  const { suspended, lastCountedAtMs, day, good } = guard
  Object.assign(guard, newGuard(), { suspended, lastCountedAtMs, day, good })
  return true
}

function forgetWhatIsOver(guard: Guard, nowMs: number, policy: Policy): void {
  Object.assign(guard, seenAt(guard, nowMs, policy))
}

/** The guard without what is over: yesterday's count, closings that ended, a step that fell back. */
export function seenAt<
  G extends Pick<Guard, 'dayCount' | 'day' | 'step' | 'lastCountedAtMs' | 'appClosedUntilMs' | 'allClosedUntilMs'>,
>(guard: G, nowMs: number, policy: Policy): G {
  const last = guard.lastCountedAtMs
  // A clock set back over midnight restarts no day.
  const day = Math.max(dayOf(nowMs), guard.day ?? 0)
  const isFallen = last !== null && nowMs - last >= policy.guardFallbackSeconds * 1000
  const stillMs = (untilMs: number | null): number | null => (untilMs !== null && nowMs < untilMs ? untilMs : null)
  return {
    ...guard,
    dayCount: day === guard.day ? guard.dayCount : 0,
    day,
    step: isFallen ? 0 : guard.step,
    appClosedUntilMs: stillMs(guard.appClosedUntilMs),
    allClosedUntilMs: stillMs(guard.allClosedUntilMs),
  }
}
