import type { GuardCounters, OtpRequestState } from '#domain/verification/verification-types.ts'

/** Which code is meant, never the code itself: `sms <otpRequestId>` or `app <activationId> <time step>`. */
export type CodeKey = string

export type Binding = { processType: string; amount: number; merchantId: string; terminalId: string }
export type CardRecord = {
  guardId: string
  /** Before its first verification. */
  guardVersion: number
  requests: { id: string; enrollmentId: string; requestedAtMs: number; expiresAtMs: number; binding: Binding }[]
  app: { activationId: string; enrollmentId: string; deviceId: string } | null
}

/** One use of a code under one request id, however often it is sent. */
export type Presentation = {
  requestId: string
  guardId: string
  /** null: a code that is nobody's. */
  codeKey: CodeKey | null
  isWellFormed: boolean
  namedOtpRequestId: string | null
  binding: Binding
}

/** One sending. `status` null: no answer came, so that it may have been done, may be done yet, or never. */
export type Attempt = {
  requestId: string
  client: number
  server: number
  beganSeq: number
  endedSeq: number | null
  status: number | null
  text: string | null
}

/** What a guard and its app binding were seen to be at one moment. */
export type Look = {
  guardId: string
  version: number
  counters: GuardCounters
  lastTimeStep: number | null
}

/** What the clients saw, in the one order that a single recorder gives it. */
export type History = {
  cards: Map<string, CardRecord>
  presentations: Map<string, Presentation>
  attempts: Attempt[]
  looks: Look[]
}

export type HistoryEvent =
  | { event: 'run'; seed: number }
  | { event: 'card'; card: CardRecord }
  | { event: 'presents'; presentation: Presentation }
  | { event: 'sends'; seq: number; atMs: number; requestId: string; client: number; server: number }
  | { event: 'hears'; seq: number; atMs: number; sent: number; status: number | null; text: string | null }
  | { event: 'looks'; look: Look }
  | { event: 'disturbs'; atMs: number; what: string }

export type VerificationRow = {
  id: string
  /** Of the transaction that wrote it: on one guard in the order of the commits. */
  xid: number
  atMs: number
  guardId: string
  clientId: string
  outcome: string
  reason: string
  responseCode: string
  counted: boolean
  method: string | null
  otpRequestId: string | null
  activationId: string | null
  attemptsLeft: number | null
}
export type OutcomeRow = { requestId: string; status: number | null; verificationId: string | null }
export type GuardRow = { id: string; version: number; counters: GuardCounters }
export type OtpRequestRow = { id: string; state: OtpRequestState; tries: number }
export type ActivationRow = { id: string; lastTimeStep: number | null; driftSteps: number; driftRun: number }

/** What the database holds when all is over. */
export type FinalTables = {
  verifications: VerificationRow[]
  outcomes: OutcomeRow[]
  guards: GuardRow[]
  otpRequests: OtpRequestRow[]
  activations: ActivationRow[]
}

export type Violation = { kind: string; says: string; of: string[] }
