import { closingOf, seenAt } from './contract-guard.ts'
import { dayStartMs, type Guard, type SourceState, tell, type World } from './world.ts'

/** Who asks at a card: the place, and the requester within it. */
export type From = { place: string; name: string }

const TEN_MINUTES_MS = 600_000
const HOUR_MS = 3_600_000
const appWindow = ({ policy }: World): number => 2 * policy.appWindowSteps + 1

/** §6: a source is known for some time after a code of the card was accepted from it. */
export function isKnown({ nowMs, policy }: World, guard: Guard, { name }: From): boolean {
  const goodAtMs = guard.good[name]
  return goodAtMs !== undefined && nowMs - goodAtMs < policy.knownSourceHours * HOUR_MS
}

export function appClosedUntil(world: World, guard: Guard, { name }: From): number | null {
  const untilMs = today(world, guard).states[name]?.appClosedUntilMs ?? null
  return untilMs !== null && world.nowMs < untilMs ? untilMs : null
}

/** Counts of a day end with it, and when staff open the card. */
function today(world: World, guard: Guard): Pick<Guard, 'spendings' | 'states'> {
  const { dayCount } = seenAt(guard, world.nowMs, world.policy)
  return dayCount === 0 ? { spendings: [], states: {} } : guard
}

type Spending = Guard['spendings'][number]
const sumOf = (spendings: readonly Spending[]): number => spendings.reduce((sum, { cost }) => sum + cost, 0)

/** What the place may spend: a fifth of what the other places leave, less what its other sources spent and this one before. */
function leftInSpell(world: World, guard: Guard, from: From): { left: number; spent: number } {
  const asNew = today(world, guard).spendings.filter(({ asKnown }) => !asKnown)
  const elsewhere = asNew.filter(({ place }) => place !== from.place)
  const here = asNew.filter(({ place, name }) => place === from.place && name !== from.name)
  const ofPlace = Math.floor((world.policy.newSourceChancesPerDayMax - sumOf(elsewhere)) / 5)
  const spell = spellOf(world, guard, from)
  const own = asNew.filter(({ name }) => name === from.name)
  const spent = sumOf(own.filter((one) => spell.includes(one)))
  return { left: ofPlace - sumOf(here) - (sumOf(own) - spent), spent }
}

/** Its tries since it was last quiet for ten minutes, known and new alike. */
function spellOf(world: World, guard: Guard, from: From): Spending[] {
  const own = today(world, guard).spendings.filter(({ name }) => name === from.name)
  const spell: Spending[] = []
  let lastMs = Number.NEGATIVE_INFINITY
  for (const one of own) {
    if (one.atMs - lastMs >= TEN_MINUTES_MS) spell.length = 0
    spell.push(one)
    lastMs = Math.max(lastMs, one.atMs)
  }
  return world.nowMs - lastMs >= TEN_MINUTES_MS ? [] : spell
}

type Cost = { cost: number; smsOnly: boolean }

function canSpend(world: World, guard: Guard, from: From, { cost, smsOnly }: Cost): boolean {
  if (cost <= leftAsKnown(world, guard, from)) return true
  const { left, spent } = leftInSpell(world, guard, from)
  const part = smsOnly ? Math.ceil((left * 9) / 10) : Math.ceil((left * 4) / 5)
  return cost <= Math.max(part, Math.min(left, appWindow(world))) - spent
}

/** Three fifths of what the other known ones leave. */
function leftAsKnown(world: World, guard: Guard, from: From): number {
  if (!isKnown(world, guard, from)) return 0
  const asKnown = today(world, guard).spendings.filter((one) => one.asKnown)
  const others = sumOf(asKnown.filter(({ name }) => name !== from.name))
  const own = sumOf(asKnown.filter(({ name }) => name === from.name))
  return Math.ceil(((world.policy.knownSourceChancesPerDayMax - others) * 3) / 5) - own
}

/** `all`: live codes that might be hit; `own`: those of the presented binding. */
export type Live = { all: number; own: number }
export type Compared = { app: boolean; foreign: boolean; cost: number } | null

/** §6: what the source's try is compared with; null: with nothing. */
export function compareWith(world: World, guard: Guard, from: From, live: Live): Compared {
  const isAppClosed = closingOf(guard, world.nowMs) === 'app' || appClosedUntil(world, guard, from) !== null
  const window = appWindow(world)
  if (!isAppClosed && canSpend(world, guard, from, { cost: window + live.all, smsOnly: false }))
    return { app: true, foreign: true, cost: window + live.all }
  if (!isAppClosed && canSpend(world, guard, from, { cost: window + live.own, smsOnly: false }))
    return { app: true, foreign: false, cost: window + live.own }
  if (canSpend(world, guard, from, { cost: live.own, smsOnly: true }))
    return { app: false, foreign: false, cost: live.own }
  return null
}

/** When the source has more to spend: ten minutes after its last try if its place then has any, else at midnight. */
export function moreAt(world: World, guard: Guard, from: From): number {
  const { left, spent } = leftInSpell(world, guard, from)
  const { day } = seenAt(guard, world.nowMs, world.policy)
  const lastMs = Math.max(...spellOf(world, guard, from).map(({ atMs }) => atMs))
  return spent > 0 && left - spent > 0 ? lastMs + TEN_MINUTES_MS : dayStartMs((day ?? 0) + 1)
}

export function countSourceTry(world: World, guard: Guard, from: From, cost: number): void {
  const { nowMs, policy } = world
  const asKnown = cost <= leftAsKnown(world, guard, from)
  const state = { ...stateOf(world, guard, from) }
  const wasAllClosed = closingOf(guard, nowMs) === 'all'
  const isAnyOnStep = Object.values(today(world, guard).states).some(({ step }) => step > 0)
  const { spendings, states } = today(world, guard)
  Object.assign(guard, seenAt(guard, nowMs, policy), { spendings: [...spendings], states: { ...states } })
  guard.dayCount += 1
  guard.lastCountedAtMs = Math.max(nowMs, guard.lastCountedAtMs ?? nowMs)
  guard.spendings.push({ ...from, atMs: nowMs, cost, asKnown })
  guard.states[from.name] = state
  state.run = state.appClosedUntilMs === null ? state.run + 1 : 0
  const isClosing = state.run >= policy.guardRunMax
  if (isClosing) closeToSource(world, guard, state)
  const spent = sumOf(guard.spendings.filter((one) => !one.asKnown))
  const isAllClosing = Math.floor((policy.newSourceChancesPerDayMax - spent) / 5) < appWindow(world)
  if (isAllClosing) guard.allClosedUntilMs = dayStartMs((guard.day ?? 0) + 1)
  if (isAllClosing && !wasAllClosed) report(world, guard, 'all')
  else if (isClosing && !isAnyOnStep) report(world, guard, 'app')
}

/** The customer is told of the card's closing, and of the first of a source while no other is on a step. */
function report(world: World, guard: Guard, closing: string): void {
  world.reach(`closing: ${closing}`)
  if (guard !== world.card.second) return
  world.closings += 1
  tell(world, 'locked')
}

function closeToSource({ nowMs, policy, reach }: World, guard: Guard, state: SourceState): void {
  const seconds = policy.guardLadderSeconds[Math.min(state.step, policy.guardLadderSeconds.length - 1)] ?? 0
  state.appClosedUntilMs = Math.min(nowMs + seconds * 1000, dayStartMs((guard.day ?? 0) + 1))
  state.run = 0
  state.step = Math.min(state.step + 1, policy.guardLadderSeconds.length)
  reach(`source: step ${state.step}`)
}

export function stateOf(world: World, guard: Guard, from: From): SourceState {
  const state = today(world, guard).states[from.name] ?? { run: 0, step: 0, appClosedUntilMs: null }
  return { ...state, appClosedUntilMs: appClosedUntil(world, guard, from) }
}

/** §6: an acceptance makes the source known and sets its run and step to zero; a closing under way runs to its end. */
export function acceptFrom(world: World, guard: Guard, from: From): void {
  const { spendings, states } = today(world, guard)
  const state = states[from.name]
  const after = state ? { ...states, [from.name]: { ...state, run: 0, step: 0 } } : states
  Object.assign(guard, { spendings, states: after })
  guard.good[from.name] = Math.max(world.nowMs, guard.good[from.name] ?? 0)
}

/** What the guard's row must say was spent today. */
export function spentOf(world: World, guard: Guard): { asNew: number; asKnown: number } {
  const { spendings } = today(world, guard)
  return {
    asNew: sumOf(spendings.filter((one) => !one.asKnown)),
    asKnown: sumOf(spendings.filter((one) => one.asKnown)),
  }
}
