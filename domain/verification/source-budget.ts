import { endOfTehranDayMs, tehranDay } from '#domain/calendar/tehran-time.ts'
import { isAhead } from '#domain/otp/is-ahead.ts'
import type { GuardCounters, LockedNow, SourceCounters, SourceId } from '#domain/verification/verification-types.ts'

export type SourcePolicy = {
  newSourceChancesPerDayMax: number
  knownSourceChancesPerDayMax: number
  knownSourceHours: number
  appWindowSteps: number
  guardRunMax: number
  guardLadderSeconds: readonly number[]
}

/** A place may use the fifth part of what the other places leave: ten of them leave a tenth (docs/security/verification.md). */
const PLACES_SHARING = 5
const SPELL_MS = 600_000
const KNOWN_MAX = 10
const HOUR_MS = 3_600_000
const LADDER_STEP_MAX = 3

/** A source at a place that never tried. */
export const anywhereElse: SourceId = { id: '', place: '' }

type At = { guard: GuardCounters; source: SourceId; nowMs: number; policy: SourcePolicy }

/** What a source may still spend today at a guard, in chances: codes that its tries might hit. */
export type SourceStanding = {
  isKnown: boolean
  appClosedUntilMs: number | null
  /** For a try that is compared with the app's window as well. */
  appLeft: number
  smsLeft: number
  knownLeft: number
  /** When it may have more: after its spell, or at midnight. */
  moreAtMs: () => number
}

export function standSource({ guard, source, nowMs, policy }: At): SourceStanding {
  const sources = settleSources({ guard, nowMs, policy })
  const own = sources.find(({ id }) => id === source.id) ?? untried(source)
  const others = sources.filter(({ id }) => id !== source.id)
  const isKnown = own.goodAtMs !== null
  const knownPool = policy.knownSourceChancesPerDayMax - sum(others, ({ spentKnown }) => spentKnown)
  const left = leftAtPlace({ own, others, policy }) - own.spentBefore
  const leftAfter = left - own.spent
  const spellEndMs = (own.lastCountedAtMs ?? nowMs) + SPELL_MS
  return {
    isKnown,
    appClosedUntilMs: own.appClosedUntilMs,
    appLeft: shareOf(left, { tenths: 8, policy }) - own.spent,
    smsLeft: shareOf(left, { tenths: 9, policy }) - own.spent,
    knownLeft: isKnown ? Math.ceil((knownPool * 3) / 5) - own.spentKnown : 0,
    moreAtMs: () => (own.spent > 0 && leftAfter > 0 ? spellEndMs : endOfTehranDayMs(dayOf(guard, nowMs))),
  }
}

/** Of what its place has left a source may use a part in one spell, never less than one try of the app if there is as much. */
function shareOf(left: number, { tenths, policy }: { tenths: number; policy: SourcePolicy }): number {
  return Math.max(Math.ceil((left * tenths) / 10), Math.min(left, appCost(policy)))
}

type Share = { own: SourceId; others: readonly SourceCounters[]; policy: SourcePolicy }

/** What the source's place may spend today, less what the place's other sources spent. */
function leftAtPlace({ own, others, policy }: Share): number {
  const here = others.filter(({ place }) => place === own.place)
  const elsewhere = others.filter(({ place }) => place !== own.place)
  const ofPlace = Math.floor((policy.newSourceChancesPerDayMax - sum(elsewhere, spentAsNew)) / PLACES_SHARING)
  return ofPlace - sum(here, spentAsNew)
}

/** Codes of the app that one try might hit. */
export function appCost({ appWindowSteps }: Pick<SourcePolicy, 'appWindowSteps'>): number {
  return 2 * appWindowSteps + 1
}

/** Whether a try of this cost may be compared, with the app's window or with SMS codes alone. */
export function canSpend(standing: SourceStanding, cost: number, { smsOnly }: { smsOnly: boolean }): boolean {
  return cost <= standing.knownLeft || cost <= (smsOnly ? standing.smsLeft : standing.appLeft)
}

/** Counts one wrong try of a source and says what it closed: app codes to this source, or the card to new ones. */
export function countSourceTry({ guard, source, nowMs, policy, cost }: At & { cost: number }): {
  guard: GuardCounters
  lockedNow: LockedNow | null
} {
  const day = dayOf(guard, nowMs)
  const settled = settleSources({ guard, nowMs, policy })
  const others = settled.filter(({ id }) => id !== source.id)
  const { knownLeft } = standSource({ guard, source, nowMs, policy })
  const before = settled.find(({ id }) => id === source.id) ?? untried(source)
  const spent = cost <= knownLeft ? { spentKnown: before.spentKnown + cost } : { spent: before.spent + cost }
  const own = closeToSource({ ...before, ...spent }, { nowMs, day, policy })
  const sources = [...others, own]
  const isSpent = leftAtPlace({ own: anywhereElse, others: sources, policy }) < appCost(policy)
  const wasClosed = isAhead(guard.allClosedUntilMs, nowMs)
  const allClosedUntilMs = isSpent ? endOfTehranDayMs(day) : wasClosed ? guard.allClosedUntilMs : null
  const counted = {
    ...guard,
    dayCount: (guard.day === day ? guard.dayCount : 0) + 1,
    day,
    allClosedUntilMs,
    lastCountedAtMs: Math.max(nowMs, guard.lastCountedAtMs ?? nowMs),
    sources,
  }
  if (isSpent && !wasClosed) return { guard: counted, lockedNow: { kind: 'all', untilMs: allClosedUntilMs } }
  // A stranger's many sources must not send the customer as many notices.
  const isFirstClosing = own.closingStep > before.closingStep && !settled.some(({ closingStep }) => closingStep > 0)
  return { guard: counted, lockedNow: isFirstClosing ? { kind: 'app', untilMs: own.appClosedUntilMs } : null }
}

type Closing = { nowMs: number; day: string; policy: SourcePolicy }

function closeToSource(own: SourceCounters, { nowMs, day, policy }: Closing): SourceCounters {
  const runCount = own.appClosedUntilMs === null ? own.runCount + 1 : 0
  const counted = { ...own, runCount, lastCountedAtMs: Math.max(nowMs, own.lastCountedAtMs ?? nowMs) }
  if (runCount < policy.guardRunMax) return counted
  const { guardLadderSeconds } = policy
  const seconds = guardLadderSeconds[Math.min(own.closingStep, guardLadderSeconds.length - 1)]
  if (seconds === undefined) throw new RangeError('guardLadderSeconds names no closing')
  const appClosedUntilMs = Math.min(nowMs + seconds * 1000, endOfTehranDayMs(day))
  return { ...counted, runCount: 0, closingStep: Math.min(own.closingStep + 1, LADDER_STEP_MAX), appClosedUntilMs }
}

/** A code was accepted from this source: it is known from now on, and its run and ladder start over. */
export function knowSource({ guard, source, nowMs, policy }: At): SourceCounters[] {
  const settled = settleSources({ guard, nowMs, policy })
  const before = settled.find(({ id }) => id === source.id) ?? untried(source)
  const goodAtMs = Math.max(nowMs, before.goodAtMs ?? nowMs)
  const own: SourceCounters = { ...before, runCount: 0, closingStep: 0, goodAtMs }
  const others = settled.filter(({ id }) => id !== source.id)
  const forgotten = new Set(
    [...others]
      .filter(({ goodAtMs: at }) => at !== null)
      .sort((a, b) => (b.goodAtMs ?? 0) - (a.goodAtMs ?? 0))
      .slice(KNOWN_MAX - 1),
  )
  return [...others.map((each) => (forgotten.has(each) ? { ...each, goodAtMs: null } : each)), own].filter(isOfUse)
}

/**
 * The sources as they stand at `nowMs`: counts are of the day and of what the guard itself counted of it, so that a guard
 * whose count staff set to nothing has none; who was long not good is not known.
 */
export function settleSources({ guard, nowMs, policy }: Omit<At, 'source'>): SourceCounters[] {
  if (guard.sources.length === 0) return []
  const isCounted = guard.dayCount > 0 && guard.day === dayOf(guard, nowMs)
  return guard.sources
    .map((one) => settle(isCounted ? one : untried(one, one.goodAtMs), { nowMs, policy }))
    .filter(isOfUse)
}

function settle(one: SourceCounters, { nowMs, policy }: { nowMs: number; policy: SourcePolicy }): SourceCounters {
  const isLongAgo = one.goodAtMs !== null && nowMs - one.goodAtMs >= policy.knownSourceHours * HOUR_MS
  const isQuiet = one.lastCountedAtMs !== null && nowMs - one.lastCountedAtMs >= SPELL_MS
  return {
    ...one,
    appClosedUntilMs: isAhead(one.appClosedUntilMs, nowMs) ? one.appClosedUntilMs : null,
    goodAtMs: isLongAgo ? null : one.goodAtMs,
    spent: isQuiet ? 0 : one.spent,
    spentBefore: isQuiet ? one.spentBefore + one.spent : one.spentBefore,
  }
}

function isOfUse({ goodAtMs, lastCountedAtMs }: SourceCounters): boolean {
  return goodAtMs !== null || lastCountedAtMs !== null
}

function untried({ id, place }: SourceId, goodAtMs: number | null = null): SourceCounters {
  const nothing = { runCount: 0, closingStep: 0, spent: 0, spentBefore: 0, spentKnown: 0 }
  return { id, place, ...nothing, appClosedUntilMs: null, lastCountedAtMs: null, goodAtMs }
}

// Clocks apart, or a clock set back, must not restart a day's count: a count belongs to its latest day.
function dayOf({ day }: GuardCounters, nowMs: number): string {
  const today = tehranDay(nowMs)
  return day !== null && day > today ? day : today
}

function spentAsNew({ spent, spentBefore }: SourceCounters): number {
  return spent + spentBefore
}

function sum(sources: readonly SourceCounters[], of: (source: SourceCounters) => number): number {
  return sources.reduce((total, source) => total + of(source), 0)
}
