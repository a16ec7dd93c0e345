import { PROCESSES_APART_MAX_MS } from '#domain/otp/clock-skew.ts'
import { rankOf, type SmsMatchReason } from '#domain/reason/reason.ts'
import type {
  EnrollmentFacts,
  OtpRequestFacts,
  TransactionBinding,
  VerificationFacts,
} from '#domain/verification/verification-types.ts'

export type OtpRequestMatch = { reason: SmsMatchReason; request: OtpRequestFacts }

type BindingMismatch = 'process_type_mismatch' | 'payee_mismatch' | 'amount_mismatch'
type Validity = Pick<OtpRequestFacts, 'requestedAtMs' | 'expiresAtMs'>

type MatchFacts = Pick<
  VerificationFacts,
  'nowMs' | 'presented' | 'namedOtpRequestId' | 'enrollments' | 'otpRequests' | 'policy'
>

/** Finds the request the typed code belongs to: in the named one, else in all kept ones. Consumes nothing. */
export function matchOtpRequest(facts: MatchFacts): OtpRequestMatch | null {
  const matching = facts.otpRequests.filter((request) => request.codeMatches)
  const named = matching.filter((request) => request.id === facts.namedOtpRequestId)
  const found = (named.length > 0 ? named : matching).map((request) => ({ reason: classify(request, facts), request }))
  found.sort(
    (a, b) => rankOf('sms', a.reason) - rankOf('sms', b.reason) || b.request.requestedAtMs - a.request.requestedAtMs,
  )
  return found[0] ?? null
}

/** True while the request can still be tried; a suppressed one is tried like a sent one, so that both answer alike. */
export function isLive(
  request: Pick<OtpRequestFacts, 'state' | 'tries' | 'requestedAtMs' | 'expiresAtMs'>,
  { nowMs, otpRequestTriesMax }: { nowMs: number; otpRequestTriesMax: number },
): boolean {
  const open = request.state === 'sent' || request.state === 'suppressed'
  return open && request.tries < otpRequestTriesMax && !isOver(request, nowMs)
}

// One asked for in the future has outlived a clock that was set back: nobody knows for how long.
function isOver({ requestedAtMs, expiresAtMs }: Validity, nowMs: number): boolean {
  return nowMs >= expiresAtMs || requestedAtMs - nowMs > PROCESSES_APART_MAX_MS
}

export function sameBinding(asked: TransactionBinding, presented: TransactionBinding | null): boolean {
  return presented !== null && findBindingMismatch(asked, presented) === null
}

function classify(request: OtpRequestFacts, facts: MatchFacts): SmsMatchReason {
  if (request.state === 'used') return 'code_already_used'
  if (request.state === 'ended') return 'not_enrolled'
  if (request.state === 'superseded') return 'code_superseded'
  if (request.state === 'expired' || isOver(request, facts.nowMs)) return 'code_expired'
  if (!isLive(request, { nowMs: facts.nowMs, otpRequestTriesMax: facts.policy.otpRequestTriesMax }))
    return 'code_attempts_exhausted'
  // Only a live code ends with its enrollment: what a dead one died of is what the customer must hear.
  if (isEnrollmentEnded(request, facts.enrollments)) return 'not_enrolled'
  if (facts.presented === null) return 'process_type_mismatch'
  return findBindingMismatch(request.binding, facts.presented) ?? 'accepted'
}

function isEnrollmentEnded(request: OtpRequestFacts, enrollments: readonly EnrollmentFacts[]): boolean {
  const own = enrollments.find((enrollment) => enrollment.enrollmentId === request.enrollmentId)
  return own === undefined || own.status === 'deactivated'
}

function findBindingMismatch(asked: TransactionBinding, presented: TransactionBinding): BindingMismatch | null {
  if (asked.processType !== presented.processType) return 'process_type_mismatch'
  const samePayee =
    asked.merchantId === presented.merchantId &&
    asked.terminalId === presented.terminalId &&
    asked.accountKey === presented.accountKey
  if (!samePayee) return 'payee_mismatch'
  return asked.amount === presented.amount ? null : 'amount_mismatch'
}
