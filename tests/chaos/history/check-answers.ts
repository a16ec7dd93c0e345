import type { VerificationReason } from '#domain/reason/reason.ts'
import { publicAnswers } from '#domain/reason/reason.ts'
import type { VerificationRow, Violation } from './history.ts'
import type { Answer, Index } from './index-history.ts'

// 429 and 503 say that nothing was done or that it is not known (docs/channel-api §3); anything else is a wrong answer.
const allowed = new Set([200, 429, 503])

/** What was answered stands in the log as it was answered, and is answered again byte for byte. */
export function checkAnswers(index: Index): Violation[] {
  const violations: Violation[] = []
  for (const { requestId, status, text } of index.history.attempts) {
    if (status !== null && !allowed.has(status))
      violations.push({ kind: 'unexpected_answer', says: `${status} ${text}`, of: [requestId] })
  }
  for (const [requestId, answers] of index.answersOf) {
    const texts = new Set(answers.map(({ text }) => text))
    if (texts.size > 1) violations.push({ kind: 'answer_changed', says: [...texts].join(' then '), of: [requestId] })
    const [first] = answers
    if (first) violations.push(...checkAgainstRow(index, first))
  }
  return violations
}

function checkAgainstRow({ rowById, history }: Index, answer: Answer): Violation[] {
  const row = rowById.get(answer.verificationId)
  const of = [answer.requestId, answer.verificationId]
  if (!row) {
    const kind = answer.outcome === 'accepted' ? 'acceptance_without_row' : 'acknowledged_row_lost'
    return [{ kind, says: `the log has no row for ${answer.text}`, of }]
  }
  const differing = listDifferences(answer, row)
  if (history.presentations.get(answer.requestId)?.guardId !== row.guardId) differing.push('the card')
  if (differing.length === 0) return []
  return [{ kind: 'row_contradicts_answer', says: `${differing.join(', ')}: ${answer.text}, ${row.reason}`, of }]
}

function listDifferences(answer: Answer, row: VerificationRow): string[] {
  const told = publicAnswers[row.reason as VerificationReason]
  const pairs: [string, unknown, unknown][] = [
    ['outcome', answer.outcome, row.outcome],
    ['reason', answer.reason, told?.reason],
    ['responseCode', answer.responseCode, row.responseCode],
    ['method', answer.method, row.method],
    ['attemptsLeft', answer.attemptsLeft, row.attemptsLeft],
  ]
  return pairs.flatMap(([name, answered, logged]) => (answered === logged ? [] : [name]))
}
