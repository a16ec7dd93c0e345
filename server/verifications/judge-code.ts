import type { Policy } from '#domain/operator/policy.ts'
import { timeStep } from '#domain/otp/otp.ts'
import { publicAnswers } from '#domain/reason/reason.ts'
import type {
  GuardCounters,
  SourceId,
  TransactionBinding,
  VerificationDecision,
  VerificationFacts,
} from '#domain/verification/verification-types.ts'
import { drawId } from '#server/draw-id.ts'
import { restoreSource } from '#server/guards/source-json.ts'
import type { ChannelKeys } from '#server/keys.ts'
import type { RequestKey } from '#server/requests/request-key.ts'
import { decideSoonest, type KnownFacts } from '#server/verifications/decide-soonest.ts'
import type { FactsRow } from '#server/verifications/facts-repository.ts'
import { searchCode } from '#server/verifications/match-code.ts'
import type { PresentedCode } from '#server/verifications/presented-code.ts'
import type { VerificationAnswer } from '#server/verifications/schemas.ts'
import type { Verdict, VerificationRow } from '#server/verifications/verdict-repository.ts'

export type Judgement = { decision: VerificationDecision; answer: VerificationAnswer; verdict: Verdict }
type Case = {
  keys: ChannelKeys
  policy: Policy
  key: RequestKey
  presented: PresentedCode
  /** sourceOf(clientId, presented) */
  source: SourceId | null
  row: FactsRow
  guardId: string
}

/** From the rows read to the verdict to write: nothing here reads or writes. */
export function judgeCode({ keys, policy, key, presented, source, row, guardId }: Case): Judgement {
  const { nowMs } = key
  const { pinKind, code } = presented
  const known: KnownFacts = {
    nowMs,
    currentTimeStep: timeStep({ atMs: nowMs, periodSeconds: policy.appPeriodSeconds, t0Seconds: 0 }),
    pinKind,
    source,
    codeWellFormed: /^[0-9]{5,8}$/.test(code),
    presented: presented.binding,
    namedOtpRequestId: presented.otpRequestId,
    guard: { ...countersOf(row), ...standingOf(row) },
    enrollments: row.enrollments,
    policy,
  }
  const decision = decideSoonest(known, searchCode({ keys, policy, pinKind, code, nowMs }, row, guardId))
  const verificationId = drawId(nowMs)
  const { reason, responseCode } = publicAnswers[decision.reason]
  const { outcome, method, attemptsLeft } = decision
  const answer = { verificationId, outcome, reason, responseCode, method, attemptsLeft }
  const verdict: Verdict = {
    guardId,
    guardVersion: row.guardVersion,
    counters: decision.patch.guard ?? countersOf(row),
    request: { ...key, atMs: nowMs, keptSinceMs: nowMs - key.keptSeconds * 1000 },
    answer,
    verification: {
      ...toLogRow({ decision, presented, row }),
      id: verificationId,
      at: instant(nowMs),
      guard_id: guardId,
      channel_client_id: key.clientId,
    },
    otpRequests: decision.patch.otpRequests,
    appBinding: decision.patch.appBinding,
  }
  return { decision, answer, verdict }
}

function countersOf(row: FactsRow): GuardCounters {
  const { runCount, heldCount, dayCount, day, closingStep } = row
  const { appClosedUntilMs, allClosedUntilMs, heldSinceMs, lastCountedAtMs } = row
  return {
    runCount,
    heldCount,
    dayCount,
    day,
    closingStep,
    appClosedUntilMs,
    allClosedUntilMs,
    heldSinceMs,
    lastCountedAtMs,
    sources: row.sources.map(restoreSource),
  }
}

function standingOf({
  cardStatus,
  cardExpiresAtMs,
  suspended,
}: FactsRow): Omit<VerificationFacts['guard'], keyof GuardCounters> {
  return { cardStatus, cardExpiresAtMs, suspended }
}

type Logged = { decision: VerificationDecision; presented: PresentedCode; row: FactsRow }
type OwnColumns = Omit<VerificationRow, 'id' | 'at' | 'guard_id' | 'channel_client_id'>

function toLogRow({ decision, presented, row }: Logged): OwnColumns {
  const request = row.otpRequests.find(({ id }) => id === decision.otpRequestId)
  return {
    card_id: row.cardId,
    customer_id: row.customerId,
    card_masked: presented.pan.masked,
    pin_kind: presented.pinKind,
    outcome: decision.outcome,
    reason: decision.reason,
    response_code: publicAnswers[decision.reason].responseCode,
    counted: decision.counted,
    method: decision.method,
    enrollment_id: decision.enrollmentId,
    activation_id: decision.activationId,
    device_id: decision.deviceId,
    otp_request_id: decision.otpRequestId,
    process_type: presented.processType,
    amount: presented.amount,
    merchant_id: presented.merchantId,
    payee_name: request?.payeeName ?? null,
    terminal_id: presented.terminalId,
    account_kind: presented.accountKind,
    account_masked: presented.accountMasked,
    client_ip: presented.clientIp,
    payment_reference: presented.paymentReference,
    requester_id: presented.requesterId,
    attempts_left: decision.attemptsLeft,
    details: toDetails({ decision, presented, row }),
  }
}

/** Asked and presented as staff may see them: the account masked, never its key. */
function toDetails({ decision, presented, row }: Logged): Record<string, unknown> {
  const { asked, presented: said, ...details } = decision.details
  const request = row.otpRequests.find(({ id }) => id === decision.otpRequestId)
  return {
    ...details,
    ...(asked && request && { asked: show(asked, request) }),
    ...(said && { presented: show(said, presented) }),
  }
}

type Account = { accountKind: string | null; accountMasked: string | null }

function show(
  { accountKey, ...binding }: TransactionBinding,
  { accountKind, accountMasked }: Account,
): Record<string, unknown> {
  return { ...binding, accountKind, accountMasked }
}

function instant(ms: number): string {
  return new Date(ms).toISOString()
}
