import { isDeepStrictEqual } from 'node:util'
import { tehranDay } from '#domain/calendar/tehran-time.ts'
import type { CardRecord, GuardRow, VerificationRow, Violation } from './history.ts'
import { type Index, presentationOf } from './index-history.ts'
import { type Replay, replayGuard } from './replay-guard.ts'

/** Every counter is what the rows of the log make it, and every row what the rules make of the rows before it. */
export function checkGuards(index: Index): Violation[] {
  const { tables, rowsOfGuard, history } = index
  const finals = indexFinals(tables)
  const looksOf = Map.groupBy(history.looks, ({ guardId }) => guardId)
  return [...history.cards.values()].flatMap((card) => {
    const rows = rowsOfGuard.get(card.guardId) ?? []
    const guard = finals.guards.get(card.guardId)
    if (!guard) return [{ kind: 'guard_lost', says: 'a card has no guard any more', of: [card.guardId] }]
    const replay = replayGuard(card, rows, (row) => presentationOf(index, row))
    const looks = looksOf.get(card.guardId) ?? []
    return [
      ...checkVersion(guard, rows, card.guardVersion),
      ...checkCounted(guard, rows),
      ...(replay.differing ? [describeDifference(replay.differing)] : checkEnd({ card, replay, guard, finals })),
      ...checkLooks(looks, guard, replay),
    ]
  })
}

type Finals = ReturnType<typeof indexFinals>

function indexFinals({ guards, otpRequests, activations }: Index['tables']) {
  return {
    guards: new Map(guards.map((row) => [row.id, row])),
    otpRequests: new Map(otpRequests.map((row) => [row.id, row])),
    activations: new Map(activations.map((row) => [row.id, row])),
  }
}

/** One step of the version for each commit on the guard, or for each row where a commit holds several. */
function checkVersion({ id, version }: GuardRow, rows: readonly VerificationRow[], before: number): Violation[] {
  const commits = new Set(rows.map(({ xid }) => xid)).size
  const moved = version - before
  if (moved === rows.length || moved === commits) return []
  const says = `the version moved by ${moved} with ${rows.length} rows in ${commits} commits`
  return [{ kind: 'version_differs', says, of: [id] }]
}

function checkCounted({ id, counters }: GuardRow, rows: readonly VerificationRow[]): Violation[] {
  const days = new Set(rows.map(({ atMs }) => tehranDay(atMs)))
  const counted = rows.filter((row) => row.counted).length
  // Over midnight the day's count starts over; the replay judges those.
  if (days.size > 1 || counters.dayCount === counted) return []
  const says = `${counted} counted tries in the log, ${counters.dayCount} on the guard`
  return [{ kind: 'wrong_try_miscounted', says, of: [id] }]
}

function describeDifference({ row, presentation, decision }: NonNullable<Replay['differing']>): Violation {
  const logged = [row.reason, row.counted, row.attemptsLeft, row.otpRequestId, row.activationId]
  const ruled = [decision.reason, decision.counted, decision.attemptsLeft, decision.otpRequestId, decision.activationId]
  const says = `in the order of the commits the rules say ${ruled.join(' ')}, the log says ${logged.join(' ')}`
  return { kind: 'decision_differs', says, of: [row.id, presentation.requestId, presentation.codeKey ?? ''] }
}

type End = { card: CardRecord; replay: Replay; guard: GuardRow; finals: Finals }

function checkEnd({ card, replay, guard, finals }: End): Violation[] {
  const violations: Violation[] = []
  const compare = (kind: string, id: string, found: unknown, expected: unknown): void => {
    if (isDeepStrictEqual(found, expected)) return
    const says = `the rows make ${JSON.stringify(expected)}, the table has ${JSON.stringify(found)}`
    violations.push({ kind, says, of: [card.guardId, id] })
  }
  compare('guard_differs', guard.id, guard.counters, replay.counters.at(-1))
  for (const { id, state, tries } of replay.facts.otpRequests)
    compare('otp_request_differs', id, finals.otpRequests.get(id), { id, state, tries })
  for (const { activationId: id, lastTimeStep, driftSteps, driftRun } of replay.facts.appBindings)
    compare('activation_differs', id, finals.activations.get(id), { id, lastTimeStep, driftSteps, driftRun })
  return violations
}

/** What was seen while it ran are states the rows lead through, in their order. */
function checkLooks(
  looks: Index['history']['looks'],
  { version, counters, id }: GuardRow,
  replay: Replay,
): Violation[] {
  const violations: Violation[] = []
  let [last, place] = [looks[0], 0]
  for (const look of [...looks, { version, counters, lastTimeStep: null, guardId: id }]) {
    const says = `${JSON.stringify(last)}, then ${JSON.stringify(look)}`
    const isBack =
      last !== undefined && (look.version < last.version || isStepBack(last.lastTimeStep, look.lastTimeStep))
    if (isBack) violations.push({ kind: 'counter_went_back', says, of: [id] })
    const isMoved = last?.version === look.version && !isDeepStrictEqual(last.counters, look.counters)
    if (isMoved) violations.push({ kind: 'counter_moved_without_version', says, of: [id] })
    const found = replay.counters.findIndex((state, at) => at >= place && isDeepStrictEqual(state, look.counters))
    if (found < 0 && !replay.differing) violations.push({ kind: 'look_unexplained', says, of: [id] })
    place = Math.max(place, found)
    last = look
  }
  return violations
}

function isStepBack(before: number | null, after: number | null): boolean {
  return before !== null && after !== null && after < before
}
