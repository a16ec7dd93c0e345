import type { CodeKey, Presentation, VerificationRow, Violation } from './history.ts'
import { type Index, presentationOf } from './index-history.ts'

/** Each code is accepted at most once, whether by answers, by rows or by both, and only if it was presented. */
export function checkAcceptances(index: Index): Violation[] {
  return [...checkAcceptedOnce(index), ...checkPresented(index)]
}

function checkAcceptedOnce(index: Index): Violation[] {
  const acceptedBy = new Map<CodeKey, Set<string>>()
  const add = (key: CodeKey, id: string): void => {
    acceptedBy.set(key, (acceptedBy.get(key) ?? new Set()).add(id))
  }
  for (const [requestId, [answer]] of index.answersOf) {
    const key = index.history.presentations.get(requestId)?.codeKey
    if (key && answer?.outcome === 'accepted') add(key, answer.verificationId)
  }
  for (const row of index.tables.verifications) {
    const key = row.outcome === 'accepted' ? keyOfRow(row, presentationOf(index, row)) : null
    if (key) add(key, row.id)
  }
  return [...acceptedBy].flatMap(([key, ids]) =>
    ids.size > 1
      ? [{ kind: 'code_accepted_twice', says: `${key} was accepted ${ids.size} times`, of: [key, ...ids] }]
      : [],
  )
}

/** An SMS code by the row alone; of an app code the row names the binding, and the presentation the time step. */
function keyOfRow({ otpRequestId, method }: VerificationRow, presentation: Presentation | undefined): CodeKey | null {
  return method === 'sms' ? `sms ${otpRequestId}` : (presentation?.codeKey ?? null)
}

function checkPresented(index: Index): Violation[] {
  return index.tables.verifications.flatMap((row) => {
    if (row.outcome !== 'accepted') return []
    const presentation = presentationOf(index, row)
    const meant = row.method === 'sms' ? `sms ${row.otpRequestId}` : `app ${row.activationId} `
    const isPresented =
      presentation !== undefined && presentation.guardId === row.guardId && presentation.codeKey?.startsWith(meant)
    if (isPresented) return []
    const says = `${meant} was accepted, presented was ${presentation?.codeKey ?? 'nothing'}`
    return [{ kind: 'accepted_unpresented', says, of: [row.id, presentation?.requestId ?? ''] }]
  })
}
