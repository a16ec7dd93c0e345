import { endOfTehranDayMs, tehranDay } from '#domain/calendar/tehran-time.ts'
import { isAhead } from '#domain/otp/is-ahead.ts'
import type { GuardCounters, LockedNow } from '#domain/verification/verification-types.ts'

export type GuardPolicy = {
  guardRunMax: number
  guardDayMax: number
  guardHeldMax: number
  /** Durations of the first, second and every later closing in a row. */
  guardLadderSeconds: readonly number[]
  /** The ladder starts over after this long without a counted try. */
  guardFallbackSeconds: number
}

export const openGuard: GuardCounters = {
  runCount: 0,
  heldCount: 0,
  dayCount: 0,
  day: null,
  closingStep: 0,
  appClosedUntilMs: null,
  allClosedUntilMs: null,
  heldSinceMs: null,
  lastCountedAtMs: null,
  sources: [],
}

const closingStepMax = 3

type CountArgs = { guard: GuardCounters; nowMs: number; policy: GuardPolicy }

/** Counts one wrong try and says what it closed. The closing try itself is still answered as wrong. */
export function countWrongTry({ guard, nowMs, policy }: CountArgs): {
  guard: GuardCounters
  lockedNow: LockedNow | null
} {
  const settled = settleGuard({ guard, nowMs, policy })
  const counted: GuardCounters = {
    ...settled,
    runCount: settled.appClosedUntilMs === null ? settled.runCount + 1 : 0,
    heldCount: settled.heldCount + 1,
    dayCount: settled.dayCount + 1,
    lastCountedAtMs: Math.max(nowMs, settled.lastCountedAtMs ?? nowMs),
  }
  const closed = closeApp({ guard: counted, nowMs, policy })
  if (counted.dayCount >= policy.guardDayMax) {
    closed.allClosedUntilMs = endOfTehranDayMs(settled.day)
    closed.runCount = 0
  }
  if (counted.heldCount >= policy.guardHeldMax) closed.heldSinceMs ??= nowMs
  const before = readLock({ guard, nowMs })
  const after = readLock({ guard: closed, nowMs })
  return { guard: closed, lockedNow: before?.kind === after?.kind ? null : after }
}

function closeApp({ guard, nowMs, policy }: CountArgs): GuardCounters {
  if (guard.runCount < policy.guardRunMax) return guard
  const rung = Math.min(guard.closingStep, policy.guardLadderSeconds.length - 1)
  const seconds = policy.guardLadderSeconds[rung]
  if (seconds === undefined) throw new RangeError('guardLadderSeconds names no closing')
  return {
    ...guard,
    runCount: 0,
    closingStep: Math.min(guard.closingStep + 1, closingStepMax),
    appClosedUntilMs: nowMs + seconds * 1000,
  }
}

type GuardClosings = Pick<GuardCounters, 'appClosedUntilMs' | 'allClosedUntilMs' | 'heldSinceMs'>

/** What is closed at `nowMs`, worst first, or null. */
export function readLock({ guard, nowMs }: { guard: GuardClosings; nowMs: number }): LockedNow | null {
  if (guard.heldSinceMs !== null) return { kind: 'held', untilMs: null }
  if (isAhead(guard.allClosedUntilMs, nowMs)) return { kind: 'all', untilMs: guard.allClosedUntilMs }
  return isAhead(guard.appClosedUntilMs, nowMs) ? { kind: 'app', untilMs: guard.appClosedUntilMs } : null
}

/** An acceptance ends run, hundred and ladder; a closing under way and the day's count stay. */
export function resetOnAcceptance({ guard, nowMs, policy }: CountArgs): GuardCounters {
  return { ...settleGuard({ guard, nowMs, policy }), runCount: 0, heldCount: 0, closingStep: 0 }
}

/** Staff open everything at once and the counts start over; refused when nothing is closed. */
export function releaseGuard({
  guard,
  nowMs,
}: {
  guard: Omit<GuardCounters, 'sources'>
  nowMs: number
}): { outcome: 'released'; ended: LockedNow; guard: GuardCounters } | { outcome: 'refused'; reason: 'not_locked' } {
  const ended = readLock({ guard, nowMs })
  if (ended === null) return { outcome: 'refused', reason: 'not_locked' }
  return { outcome: 'released', ended, guard: { ...openGuard, lastCountedAtMs: guard.lastCountedAtMs } }
}

function settleGuard({ guard, nowMs, policy }: CountArgs): GuardCounters & { day: string } {
  // Clocks apart, or a clock set back, must not restart a day's count: a count belongs to its latest day.
  const today = latestOf(guard.day, tehranDay(nowMs))
  const quietMs = nowMs - (guard.lastCountedAtMs ?? nowMs)
  return {
    ...guard,
    dayCount: guard.day === today ? guard.dayCount : 0,
    day: today,
    closingStep: quietMs >= policy.guardFallbackSeconds * 1000 ? 0 : guard.closingStep,
    appClosedUntilMs: isAhead(guard.appClosedUntilMs, nowMs) ? guard.appClosedUntilMs : null,
    allClosedUntilMs: isAhead(guard.allClosedUntilMs, nowMs) ? guard.allClosedUntilMs : null,
  }
}

function latestOf(day: string | null, today: string): string {
  const counted = day ?? today
  return counted > today ? counted : today
}
