import { openGuard } from '#domain/guard/guard.ts'
import { defaultPolicy } from '#domain/operator/policy.ts'
import { applyVerificationPatch } from '#domain/verification/apply-verification-patch.ts'
import { decideVerification } from '#domain/verification/decide-verification.ts'
import { makeBinding } from '#domain/verification/verification-facts.fixture.ts'
import type { GuardCounters, VerificationDecision, VerificationFacts } from '#domain/verification/verification-types.ts'
import { sourceIdOf } from '#server/rates/source-id.ts'
import type { CardRecord, Presentation, VerificationRow } from './history.ts'

export type ReplayedStep = { row: VerificationRow; presentation: Presentation; decision: VerificationDecision }
export type Replay = {
  /** The guard before the first row and after each. */
  counters: GuardCounters[]
  /** The first row that the rules would not have decided so; the replay ends with it. */
  differing: ReplayedStep | null
  facts: VerificationFacts
}

const policy = defaultPolicy

/** Decides one card's presentations once more, one after another in the order of their commits, by the pure rules. */
export function replayGuard(
  card: CardRecord,
  rows: readonly VerificationRow[],
  presentationOf: (row: VerificationRow) => Presentation | undefined,
): Replay {
  let facts = freshFacts(card)
  const counters = [pickCounters(facts)]
  const waiting = rows.flatMap((row) => {
    const presentation = presentationOf(row)
    return presentation ? [{ row, presentation }] : []
  })
  while (waiting.length > 0) {
    // Rows of one commit bear no order: whichever the rules would have decided so may have been the next.
    const together = waiting.filter(({ row }) => row.xid === waiting[0]?.row.xid)
    const decided = together.map((step) => ({ ...step, decision: decideVerification(toFacts(facts, step)) }))
    const next = decided.find(isAsLogged)
    if (!next) return { counters, differing: decided[0] ?? null, facts }
    facts = applyVerificationPatch(facts, next.decision.patch)
    counters.push(pickCounters(facts))
    waiting.splice(
      waiting.findIndex(({ row }) => row === next.row),
      1,
    )
  }
  return { counters, differing: null, facts }
}

function isAsLogged({ row, decision }: ReplayedStep): boolean {
  return (
    row.outcome === decision.outcome &&
    row.reason === decision.reason &&
    row.counted === decision.counted &&
    row.method === decision.method &&
    row.attemptsLeft === decision.attemptsLeft &&
    row.otpRequestId === decision.otpRequestId &&
    row.activationId === decision.activationId
  )
}

function freshFacts({ requests, app }: CardRecord): VerificationFacts {
  const enrollmentOf = (enrollmentId: string, method: 'sms' | 'app') => ({
    enrollmentId,
    method,
    status: 'active' as const,
  })
  const smsEnrollmentIds = [...new Set(requests.map(({ enrollmentId }) => enrollmentId))]
  return {
    nowMs: 0,
    currentTimeStep: 0,
    pinKind: 'second',
    source: null,
    codeWellFormed: true,
    presented: null,
    namedOtpRequestId: null,
    guard: { ...openGuard, cardStatus: 'active', cardExpiresAtMs: null, suspended: false },
    enrollments: [
      ...smsEnrollmentIds.map((id) => enrollmentOf(id, 'sms')),
      ...(app ? [enrollmentOf(app.enrollmentId, 'app')] : []),
    ],
    otpRequests: requests.map(({ binding, ...request }) => {
      return {
        ...request,
        state: 'sent',
        tries: 0,
        hasCode: true,
        codeMatches: false,
        binding: { ...binding, accountKey: null },
      }
    }),
    appBindings: app ? [makeBinding(app)] : [],
    otherPinKindMatches: false,
    policy,
  }
}

type Step = { row: VerificationRow; presentation: Presentation }

function toFacts(facts: VerificationFacts, { row, presentation }: Step): VerificationFacts {
  const [kind, id, step] = presentation.codeKey?.split(' ') ?? []
  const currentTimeStep = Math.floor(row.atMs / (policy.appPeriodSeconds * 1000))
  const isInSight = kind === 'app' && Math.abs(Number(step) - currentTimeStep) <= policy.diagnosisWindowSteps
  return {
    ...facts,
    nowMs: row.atMs,
    currentTimeStep,
    codeWellFormed: presentation.isWellFormed,
    source: sourceIdOf({ ...presentation.binding, clientId: row.clientId, requesterId: null, clientIp: null }),
    presented: { ...presentation.binding, accountKey: null },
    namedOtpRequestId: presentation.namedOtpRequestId,
    otpRequests: facts.otpRequests.map((one) => ({ ...one, codeMatches: kind === 'sms' && one.id === id })),
    appBindings: facts.appBindings.map((one) => {
      return { ...one, matchedStep: isInSight && one.activationId === id ? Number(step) : null }
    }),
  }
}

function pickCounters({ guard }: VerificationFacts): GuardCounters {
  const { cardStatus, cardExpiresAtMs, suspended, ...counters } = guard
  return counters
}
