import type { VerificationRow, Violation } from './history.ts'
import { type Index, presentationOf } from './index-history.ts'

/** What was over before something else began also happened before it. */
export function checkOrder(index: Index): Violation[] {
  return [...index.rowsOfGuard.values()].flatMap((rows) => [
    ...checkCommitOrder(index, rows),
    ...checkTimeSteps(index, rows),
    ...checkLaterUses(index, rows),
  ])
}

type Timed = { row: VerificationRow; beganSeq: number; answeredSeq: number }

function timesOf({ requestIdOfRow, spanOf }: Index, rows: readonly VerificationRow[]): Timed[] {
  return rows.flatMap((row) => {
    const span = spanOf.get(requestIdOfRow.get(row.id) ?? '')
    return span ? [{ row, beganSeq: span.beganSeq, answeredSeq: span.answeredSeq ?? Number.POSITIVE_INFINITY }] : []
  })
}

function checkCommitOrder(index: Index, rows: readonly VerificationRow[]): Violation[] {
  const violations: Violation[] = []
  let earliest: Timed | null = null
  for (const timed of timesOf(index, rows).reverse()) {
    if (earliest && earliest.answeredSeq < timed.beganSeq && earliest.row.xid !== timed.row.xid) {
      const says = 'a verdict was committed before one that had been answered before its code was presented'
      violations.push({ kind: 'order_reversed', says, of: [timed.row.id, earliest.row.id] })
    }
    if (!earliest || timed.answeredSeq < earliest.answeredSeq) earliest = timed
  }
  return violations
}

const timeStepOf = (index: Index, row: VerificationRow): number | null => {
  const [kind, , step] = presentationOf(index, row)?.codeKey?.split(' ') ?? []
  return kind === 'app' ? Number(step) : null
}

function checkTimeSteps(index: Index, rows: readonly VerificationRow[]): Violation[] {
  const violations: Violation[] = []
  const lastOf = new Map<string, number>()
  for (const row of rows) {
    const step = row.outcome === 'accepted' && row.method === 'app' ? timeStepOf(index, row) : null
    if (step === null || row.activationId === null) continue
    const last = lastOf.get(row.activationId)
    if (last !== undefined && step <= last)
      violations.push({ kind: 'time_step_went_back', says: `${last}, then ${step}`, of: [row.activationId, row.id] })
    lastOf.set(row.activationId, step)
  }
  return violations
}

/** An acceptance that was acknowledged before another presentation of the code began: that one is not accepted. */
function checkLaterUses(index: Index, rows: readonly VerificationRow[]): Violation[] {
  const accepted = timesOf(index, rows)
    .filter(({ row }) => row.outcome === 'accepted')
    .map((timed) => ({ ...timed, key: presentationOf(index, timed.row)?.codeKey ?? '' }))
  return accepted.flatMap((later) => {
    const earlier = accepted.find((one) => one.key === later.key && one.answeredSeq < later.beganSeq)
    if (!earlier) return []
    const says = `${later.key} was presented after its acceptance was answered, and accepted again`
    return [{ kind: 'accepted_after_acknowledged', says, of: [earlier.row.id, later.row.id] }]
  })
}
