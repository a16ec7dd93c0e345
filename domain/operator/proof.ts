import type { CheckedLevel } from '#domain/operator/act-proofs.ts'

/** The figures of a proof by code. Wrong tries are counted per operator x customer, and per customer over all operators. */
export const proofFigures = {
  codeDigits: 6,
  codeValiditySeconds: 300,
  passedSeconds: 600,
  wrongTriesMax: 3,
  wrongTriesWindowSeconds: 600,
  wrongTriesPerCustomerPerDayMax: 10,
  codesSentWindowMax: 3,
  codesSentPerDayMax: 10,
} as const
export type ProofFigures = { readonly [Name in keyof typeof proofFigures]: number }

/** `waiting`: a code is still to be typed. */
export type ProofState = 'waiting' | 'passed' | 'exhausted' | 'superseded'

/** What was tried before: by this operator for this customer in the window, and for this customer by anybody in a day. */
export type ProofTries = {
  wrongInWindow: number
  windowOpensAtMs: number
  wrongInDay: number
  dayOpensAtMs: number
}

export type ProofStartFacts = ProofTries & {
  level: CheckedLevel
  nowMs: number
  hasMobile: boolean
  coolingOffUntilMs: number | null
  hasAppInUse: boolean
  /** Codes sent to this customer by any operator. */
  sentInWindow: number
  sentInDay: number
  figures: ProofFigures
}

export type ProofStartDecision =
  | { outcome: 'started'; expiresAtMs: number }
  | { outcome: 'refused'; reason: 'mobile_missing' | 'no_app_in_use' }
  | { outcome: 'refused'; reason: 'cooling_off'; untilMs: number }
  | { outcome: 'limited'; untilMs: number }

/** Decides whether a code may be asked of the customer now. A number that is new proves nobody. */
export function decideProofStart(facts: ProofStartFacts): ProofStartDecision {
  const { level, nowMs, figures, coolingOffUntilMs } = facts
  if (level === 'app_code' && !facts.hasAppInUse) return { outcome: 'refused', reason: 'no_app_in_use' }
  if (level === 'sms_code') {
    if (!facts.hasMobile) return { outcome: 'refused', reason: 'mobile_missing' }
    const untilMs = coolingOffUntilMs ?? 0
    if (untilMs > nowMs) return { outcome: 'refused', reason: 'cooling_off', untilMs }
    if (facts.sentInDay >= figures.codesSentPerDayMax) return { outcome: 'limited', untilMs: facts.dayOpensAtMs }
    if (facts.sentInWindow >= figures.codesSentWindowMax) return { outcome: 'limited', untilMs: facts.windowOpensAtMs }
  }
  return findLimit(facts) ?? { outcome: 'started', expiresAtMs: nowMs + figures.codeValiditySeconds * 1000 }
}

export type CodeMatch = 'right' | 'used' | 'drifted' | 'wrong'
export type ProofCheckFacts = ProofTries & {
  nowMs: number
  state: ProofState
  codeExpiresAtMs: number
  match: CodeMatch
  figures: ProofFigures
}

export type ProofCheckDecision =
  | { outcome: 'passed'; expiresAtMs: number }
  | {
      outcome: 'refused'
      reason:
        | 'already_passed'
        | 'attempts_exhausted'
        | 'superseded'
        | 'expired'
        | 'code_already_used'
        | 'app_code_drifted'
    }
  | { outcome: 'refused'; reason: 'invalid_code'; attemptsLeft: number }
  | { outcome: 'limited'; untilMs: number }

/** Decides a code that the customer gave. A right one that was used, or of a clock that is off, costs no try. */
export function decideProofCheck(facts: ProofCheckFacts): ProofCheckDecision {
  const { state, nowMs, match, figures } = facts
  if (state === 'passed') return { outcome: 'refused', reason: 'already_passed' }
  if (state === 'superseded') return { outcome: 'refused', reason: 'superseded' }
  if (state === 'exhausted') return { outcome: 'refused', reason: 'attempts_exhausted' }
  if (nowMs >= facts.codeExpiresAtMs) return { outcome: 'refused', reason: 'expired' }
  const limit = findLimit(facts)
  if (limit !== null) return limit
  switch (match) {
    case 'right':
      return { outcome: 'passed', expiresAtMs: nowMs + figures.passedSeconds * 1000 }
    case 'used':
      return { outcome: 'refused', reason: 'code_already_used' }
    case 'drifted':
      return { outcome: 'refused', reason: 'app_code_drifted' }
    case 'wrong':
      return { outcome: 'refused', reason: 'invalid_code', attemptsLeft: attemptsLeft(facts) - 1 }
  }
}

function findLimit(facts: ProofTries & { figures: ProofFigures }): { outcome: 'limited'; untilMs: number } | null {
  if (facts.wrongInDay >= facts.figures.wrongTriesPerCustomerPerDayMax)
    return { outcome: 'limited', untilMs: facts.dayOpensAtMs }
  if (facts.wrongInWindow >= facts.figures.wrongTriesMax) return { outcome: 'limited', untilMs: facts.windowOpensAtMs }
  return null
}

function attemptsLeft({ wrongInWindow, wrongInDay, figures }: ProofTries & { figures: ProofFigures }): number {
  return Math.min(figures.wrongTriesMax - wrongInWindow, figures.wrongTriesPerCustomerPerDayMax - wrongInDay)
}
