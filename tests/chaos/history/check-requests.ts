import type { Violation } from './history.ts'
import type { Index } from './index-history.ts'

/** One request id, one row: a request repeated anywhere was done once, and nothing was done without one. */
export function checkRequests({ tables, rowById, requestIdOfRow, history, answersOf }: Index): Violation[] {
  const violations: Violation[] = []
  const seen = new Set<string>()
  for (const { id } of tables.verifications) {
    if (seen.has(id)) violations.push({ kind: 'row_twice', says: 'the log has a row twice', of: [id] })
    seen.add(id)
    if (!requestIdOfRow.has(id))
      violations.push({ kind: 'row_without_request', says: 'no stored answer names this row', of: [id] })
  }
  const storedFor = new Map<string, string>()
  for (const { requestId, verificationId } of tables.outcomes) {
    const of = [requestId, verificationId ?? '']
    if (verificationId === null || !rowById.has(verificationId))
      violations.push({ kind: 'stored_answer_without_row', says: 'a stored answer names no row of the log', of })
    else if (requestIdOfRow.get(verificationId) !== requestId)
      violations.push({ kind: 'row_of_two_requests', says: 'two stored answers name one row', of })
    if (!history.presentations.has(requestId))
      violations.push({ kind: 'request_never_sent', says: 'the answer of a request that nobody sent', of })
    storedFor.set(requestId, verificationId ?? '')
  }
  for (const [requestId, answers] of answersOf) {
    const stored = storedFor.get(requestId)
    const foreign = answers.find(({ verificationId }) => verificationId !== stored)
    if (!foreign) continue
    const of = [requestId, foreign.verificationId, stored ?? '']
    violations.push({ kind: 'stored_answer_differs', says: 'another row is stored than was answered', of })
  }
  return violations
}
