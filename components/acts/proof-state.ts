import type { CheckedLevel, ProofLevel } from '#domain/operator/act-proofs.ts'

/** Until when a code that was checked proves the customer to this operator, and that in words. */
export type Holding = { untilMs: number; text: string }

export type ProofChoice = {
  value: ProofLevel
  label: string
  /** Why it cannot be had of this customer now. */
  unavailable: string | null
  holding: Holding | null
  /** What the act's button says while the code is not checked; null for a statement. */
  missing: string | null
}

/** What became of a code that was asked for or typed. It never carries the code. */
export type ProofState =
  | { outcome: 'none' }
  | { outcome: 'sent'; proofId: string; message: string }
  | { outcome: 'passed'; holding: Holding }
  | { outcome: 'refused'; proofId: string | null; message: string }

export type ProofAsked = { level: CheckedLevel; proofId: string | null; code: string }
export type SendCode = (submissionId: string) => Promise<ProofState>
export type CheckCode = (asked: ProofAsked) => Promise<ProofState>

export type ProofLabels = {
  title: string
  send: string
  sendAgain: string
  appHint: string
  code: string
  check: string
  pending: string
  passed: string
  lost: string
}
