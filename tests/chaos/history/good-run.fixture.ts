import { sourceIdOf } from '#server/rates/source-id.ts'
import type { CardRecord, FinalTables, History, Presentation, VerificationRow } from './history.ts'

export const nowMs = Date.UTC(2026, 10, 22, 9, 0, 30)
const step = Math.floor(nowMs / 60_000)
const guardId = 'guard-1'
const bindingOf = (amount: number) => ({ processType: 'purchase', amount, merchantId: 'M', terminalId: 'T' })
const requestOf = (id: string, amount: number): CardRecord['requests'][number] => {
  const lived = { requestedAtMs: nowMs - 1_000, expiresAtMs: nowMs + 100_000 }
  return { id, enrollmentId: 'by-sms', ...lived, binding: bindingOf(amount) }
}
const card: CardRecord = {
  guardId,
  guardVersion: 3,
  requests: [requestOf('otp-1', 1_000), requestOf('otp-2', 2_000)],
  app: { activationId: 'app-1', enrollmentId: 'by-app', deviceId: 'phone-1' },
}

type Deed = Partial<VerificationRow> &
  Pick<VerificationRow, 'reason'> & {
    codeKey: string | null
    amount: number
    answered?: boolean
  }
/** Five presentations one after another: right, the same again, wrong, by the app, and one whose answer was lost. */
const deeds: Deed[] = [
  { codeKey: 'sms otp-1', amount: 1_000, reason: 'accepted', method: 'sms', otpRequestId: 'otp-1' },
  { codeKey: 'sms otp-1', amount: 1_000, reason: 'code_already_used', otpRequestId: 'otp-1' },
  { codeKey: null, amount: 2_000, reason: 'code_mismatch', counted: true },
  { codeKey: `app app-1 ${step}`, amount: 5, reason: 'accepted', method: 'app', activationId: 'app-1' },
  { codeKey: 'sms otp-2', amount: 2_000, reason: 'accepted', method: 'sms', otpRequestId: 'otp-2', answered: false },
]

export type Run = { history: History; tables: FinalTables }

/** A history in which nothing is wrong; a fresh one for each test to spoil. */
export function goodRun(): Run {
  const rows = deeds.map(toRow)
  const counters = { runCount: 0, heldCount: 0, dayCount: 1, day: '2026-11-22', closingStep: 0 }
  const ends = { appClosedUntilMs: null, allClosedUntilMs: null, heldSinceMs: null, lastCountedAtMs: nowMs + 2 }
  const asker = { clientId: 'gateway', merchantId: 'M', terminalId: 'T', requesterId: null, clientIp: null }
  const known = {
    ...sourceIdOf(asker),
    runCount: 0,
    closingStep: 0,
    appClosedUntilMs: null,
    lastCountedAtMs: nowMs + 2,
    spent: 0,
    spentBefore: 0,
    // Of the app's window three, and of the live code for this purchase one.
    spentKnown: 4,
    goodAtMs: nowMs + 4,
  }
  const sources = [known]
  const before = { runCount: 0, heldCount: 0, dayCount: 0, day: null, closingStep: 0, sources: [] }
  const unclosed = { appClosedUntilMs: null, allClosedUntilMs: null, heldSinceMs: null, lastCountedAtMs: null }
  return {
    history: {
      cards: new Map([[guardId, structuredClone(card)]]),
      presentations: new Map(deeds.map((deed, at) => [`request-${at}`, toPresentation(deed, at)])),
      attempts: deeds.map(toAttempt),
      looks: [
        { guardId, version: 3, counters: { ...before, ...unclosed }, lastTimeStep: null },
        { guardId, version: 8, counters: { ...counters, ...ends, sources }, lastTimeStep: step },
      ],
    },
    tables: {
      verifications: rows,
      outcomes: rows.map(({ id }, at) => ({ requestId: `request-${at}`, status: 200, verificationId: id })),
      guards: [{ id: guardId, version: 8, counters: { ...counters, ...ends, sources } }],
      otpRequests: [
        { id: 'otp-1', state: 'used', tries: 0 },
        { id: 'otp-2', state: 'used', tries: 1 },
      ],
      activations: [{ id: 'app-1', lastTimeStep: step, driftSteps: 0, driftRun: 0 }],
    },
  }
}

function toRow(
  { reason, method = null, counted = false, otpRequestId = null, ...deed }: Deed,
  at: number,
): VerificationRow {
  const outcome = reason === 'accepted' ? 'accepted' : 'rejected'
  const responseCode = reason === 'accepted' ? '00' : '55'
  const of = {
    id: `row-${at}`,
    xid: 100 + at,
    atMs: nowMs + at,
    guardId,
    clientId: 'gateway',
    outcome,
    reason,
    responseCode,
    counted,
    method,
  }
  return { ...of, otpRequestId, activationId: deed.activationId ?? null, attemptsLeft: null }
}

function toPresentation({ codeKey, amount }: Deed, at: number): Presentation {
  const of = { requestId: `request-${at}`, guardId, codeKey, isWellFormed: true, namedOtpRequestId: null }
  return { ...of, binding: bindingOf(amount) }
}

function toAttempt(deed: Deed, at: number) {
  const sent = { requestId: `request-${at}`, client: 0, server: 0, beganSeq: 2 * at, endedSeq: 2 * at + 1 }
  if (deed.answered === false) return { ...sent, status: null, text: null }
  return { ...sent, status: 200, text: answerText(at) }
}

/** The answer that the row at this place bears out. */
export function answerText(at: number): string {
  const deed = deeds[at]
  if (!deed) throw new RangeError('no such deed')
  const { id: verificationId, outcome, responseCode, method, attemptsLeft } = toRow(deed, at)
  const reason = outcome === 'accepted' ? 'accepted' : 'invalid_code'
  return JSON.stringify({ verificationId, outcome, reason, responseCode, method, attemptsLeft })
}
