import type { FinalTables, History, Presentation, VerificationRow } from './history.ts'

export type Answer = {
  requestId: string
  text: string
  heardSeq: number
  verificationId: string
  outcome: string
  reason: string
  responseCode: string
  method: string | null
  attemptsLeft: number | null
}
/** From a presentation's first sending to its first answer; without an answer it may happen at any time. */
export type Span = { beganSeq: number; answeredSeq: number | null }

export type Index = {
  history: History
  tables: FinalTables
  rowById: Map<string, VerificationRow>
  requestIdOfRow: Map<string, string>
  /** In the order of their commits. */
  rowsOfGuard: Map<string, VerificationRow[]>
  answersOf: Map<string, Answer[]>
  spanOf: Map<string, Span>
}

/** Everything that the checks look things up by. */
export function indexHistory(history: History, tables: FinalTables): Index {
  const rowsOfGuard = Map.groupBy(tables.verifications, ({ guardId }) => guardId)
  for (const rows of rowsOfGuard.values()) rows.sort((a, b) => a.xid - b.xid || (a.id < b.id ? -1 : 1))
  const requestIdOfRow = new Map<string, string>()
  for (const { requestId, verificationId } of tables.outcomes)
    if (verificationId !== null) requestIdOfRow.set(verificationId, requestId)
  return {
    history,
    tables,
    rowById: new Map(tables.verifications.map((row) => [row.id, row])),
    requestIdOfRow,
    rowsOfGuard,
    answersOf: indexAnswers(history),
    spanOf: indexSpans(history),
  }
}

/** The presentation that a row of the log is the verdict on. */
export function presentationOf({ history, requestIdOfRow }: Index, row: VerificationRow): Presentation | undefined {
  return history.presentations.get(requestIdOfRow.get(row.id) ?? '')
}

function indexAnswers({ attempts }: History): Map<string, Answer[]> {
  const answers = new Map<string, Answer[]>()
  for (const { requestId, status, text, endedSeq } of attempts) {
    if (status !== 200 || text === null || endedSeq === null) continue
    const known = answers.get(requestId) ?? []
    answers.set(requestId, [...known, { ...JSON.parse(text), requestId, text, heardSeq: endedSeq }])
  }
  return answers
}

function indexSpans({ attempts }: History): Map<string, Span> {
  const spans = new Map<string, Span>()
  for (const { requestId, beganSeq, endedSeq, status } of attempts) {
    const span = spans.get(requestId) ?? { beganSeq, answeredSeq: null }
    span.beganSeq = Math.min(span.beganSeq, beganSeq)
    if (status === 200 && endedSeq !== null) span.answeredSeq = Math.min(span.answeredSeq ?? endedSeq, endedSeq)
    spans.set(requestId, span)
  }
  return spans
}
