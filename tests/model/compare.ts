import { deepStrictEqual } from 'node:assert/strict'
import type { Real } from './begin-sequence.ts'
import { seenAt } from './contract-guard.ts'
import { spentOf } from './contract-source.ts'
import { type Observed, observe } from './observe.ts'
import { dayOf, type Guard, newGuard, type World } from './world.ts'

/** What the log must say of a verification that was answered. */
export type Logged = { id: string; fine: string; counted: boolean } & Record<string, unknown>

/** Holds every row of the sequence's customer against the model. */
export async function compare(world: World, real: Real, logged: readonly Logged[]): Promise<void> {
  const found = await observe(
    world,
    real,
    logged.map(({ id }) => id),
  )
  deepStrictEqual(seenOf(world, found), expectedOf(world, logged))
}

function expectedOf(world: World, logged: readonly Logged[]): unknown {
  const { mobile, coolingOffUntilMs, cardStatus, cardExpiresAtMs } = world
  const see = (guard: Guard) => {
    const { spendings, states, good, ...seen } = seenAt(guard, world.nowMs, world.policy)
    return { ...seen, spent: spentOf(world, guard) }
  }
  return {
    guards: [see(world.card.first), see(world.card.second), see(world.stranger.second)],
    customer: { mobile, coolingOffUntilMs, cardStatus, cardExpiresAtMs },
    requests: sort(
      [...world.card.requests, ...world.stranger.requests].map(({ id, state, tries }) => ({ id, state, tries })),
    ),
    enrollments: sort(world.enrollments.map(({ id, status }) => ({ id, status }))),
    tokens: sort(world.tokens.map(({ id, status, failed, tried }) => ({ id, status, failed, tried }))),
    activations: sort(
      world.activations.map(({ id, status, endedReason, failed, lastStep, drift, driftRun }) => {
        return { id, status, endedReason, failed, lastStep, drift, driftRun }
      }),
    ),
    devices: sort(world.devices.map(({ id, status }) => ({ id, status }))),
    verifications: sort(logged),
  }
}

function seenOf(world: World, found: Observed): unknown {
  const guards = found.guards.map(({ id, day, newSpent, knownSpent, ...counts }) => {
    const guard = { ...counts, day: day === null ? null : dayOf(Date.parse(String(day))) } as Guard
    const seen = seenAt(guard, world.nowMs, world.policy)
    // A day's spending ends with its count.
    const spent = seen.dayCount === 0 ? nothing : { asNew: newSpent, asKnown: knownSpent }
    return { ...seen, spent }
  })
  // A guard is made at its PAN's first try.
  while (guards.length < 3) guards.push({ ...seenAt(newGuard(), world.nowMs, world.policy), spent: nothing })
  return {
    guards: guards.map(inOrder),
    customer: found.customer,
    requests: sort(found.requests.map(({ id, state, tries }) => ({ id, state, tries }))),
    enrollments: sort(found.enrollments),
    tokens: sort(found.tokens),
    activations: sort(found.activations),
    devices: sort(found.devices),
    verifications: sort(found.verifications.map((row) => ({ ...row, details: told(row.details as Details) }))),
  }
}

type Details = Record<string, unknown>

/** What was asked and presented stands in the log too; the model speaks of the figures. */
function told({ asked: _asked, presented: _presented, ...figures }: Details): Details {
  return figures
}

const nothing = { asNew: 0, asKnown: 0 }

function inOrder(guard: Guard): Omit<Guard, 'spendings' | 'states' | 'good'> {
  const { spendings, states, good, ...ordered } = { ...newGuard(), ...guard }
  return ordered
}

function sort<T>(rows: readonly T[]): T[] {
  const idOf = (row: T): string => String((row as { id: unknown }).id)
  return [...rows].sort((a, b) => (idOf(a) < idOf(b) ? -1 : 1))
}
