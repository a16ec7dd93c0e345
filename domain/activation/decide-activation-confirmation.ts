import { clipDrift } from '#domain/otp/learn-drift.ts'
import type { AppBindingPatch, BindingEndedReason } from '#domain/verification/verification-types.ts'

export type ConfirmationFacts = {
  nowMs: number
  currentTimeStep: number
  /** null: there is none, or it is another installation's. */
  activation: {
    activationId: string
    status: 'unconfirmed' | 'active' | 'ended'
    endedReason: BindingEndedReason | null
    failedAttempts: number
    createdAtMs: number
    confirmedAtMs: number | null
  } | null
  /** The enrollment's other activations that have not ended. */
  others: readonly { activationId: string; status: 'unconfirmed' | 'active'; createdAtMs: number }[]
  /** The step nearest to now, within the diagnosis window, whose code equals the typed one. */
  matchedStep: number | null
  suspended: boolean
  policy: {
    activationConfirmTriesMax: number
    activationLapseHours: number
    activationWindowSteps: number
    driftMaxSteps: number
    appPeriodSeconds: number
  }
}

export type ConfirmationRefusal =
  | 'not_found'
  | 'already_confirmed'
  | 'superseded'
  | 'lapsed'
  | 'attempts_exhausted'
  | 'enrollment_suspended'

export type ConfirmationDecision =
  | {
      outcome: 'confirmed'
      binding: AppBindingPatch
      ends: { activationId: string; endedReason: 'device_replaced' | 'superseded' }[]
    }
  | { outcome: 'refused'; reason: ConfirmationRefusal }
  /** Positive: the installation's clock is ahead. Costs no try. */
  | { outcome: 'refused'; reason: 'clock_off'; seconds: number }
  | { outcome: 'refused'; reason: 'invalid_code'; attemptsLeft: number; exhausts: boolean }

/** Decides an installation's first code, in the order of docs/channel-api §5. */
export function decideActivationConfirmation(facts: ConfirmationFacts): ConfirmationDecision {
  const { activation, matchedStep, policy } = facts
  if (activation === null) return { outcome: 'refused', reason: 'not_found' }
  const reason = findStateRefusal(activation, facts)
  if (reason !== null) return { outcome: 'refused', reason }
  if (matchedStep === null) {
    const attemptsLeft = policy.activationConfirmTriesMax - activation.failedAttempts - 1
    return { outcome: 'refused', reason: 'invalid_code', attemptsLeft, exhausts: attemptsLeft === 0 }
  }
  const offsetSteps = matchedStep - facts.currentTimeStep
  if (Math.abs(offsetSteps) > policy.activationWindowSteps)
    return { outcome: 'refused', reason: 'clock_off', seconds: offsetSteps * policy.appPeriodSeconds }
  const driftSteps = clipDrift(offsetSteps, policy.driftMaxSteps)
  const binding = { activationId: activation.activationId, lastTimeStep: matchedStep, driftSteps, driftRun: 0 }
  return { outcome: 'confirmed', binding, ends: listEnded(activation, facts.others) }
}

function findStateRefusal(
  activation: NonNullable<ConfirmationFacts['activation']>,
  { nowMs, suspended, policy }: ConfirmationFacts,
): ConfirmationRefusal | null {
  if (activation.status === 'active' || activation.confirmedAtMs !== null) return 'already_confirmed'
  if (activation.endedReason === 'superseded') return 'superseded'
  if (activation.endedReason === 'exhausted') return 'attempts_exhausted'
  const isLapsed = nowMs >= activation.createdAtMs + policy.activationLapseHours * 3_600_000
  if (activation.status === 'ended' || isLapsed) return 'lapsed'
  if (activation.failedAttempts >= policy.activationConfirmTriesMax) return 'attempts_exhausted'
  return suspended ? 'enrollment_suspended' : null
}

function listEnded(
  confirmed: NonNullable<ConfirmationFacts['activation']>,
  others: ConfirmationFacts['others'],
): { activationId: string; endedReason: 'device_replaced' | 'superseded' }[] {
  return others
    .filter(({ status, createdAtMs }) => status === 'active' || createdAtMs <= confirmed.createdAtMs)
    .map(({ activationId, status }) => ({
      activationId,
      endedReason: status === 'active' ? 'device_replaced' : 'superseded',
    }))
}
