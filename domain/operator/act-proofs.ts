import type { Role } from '#domain/operator/permission.ts'

/** How an operator knows whom they act for. A code is checked by the channel server; everything else is their statement. */
export const proofLevels = [
  'card_and_pin',
  'identity_document',
  'app_code',
  'sms_code',
  'spoken_answers',
  'not_present',
] as const
export type ProofLevel = (typeof proofLevels)[number]

export const checkedLevels = ['app_code', 'sms_code'] as const satisfies readonly ProofLevel[]
export type CheckedLevel = (typeof checkedLevels)[number]

export function isCheckedLevel(level: ProofLevel): level is CheckedLevel {
  return level === 'app_code' || level === 'sms_code'
}

const byCode = ['app_code', 'sms_code'] as const
const atCounter = ['card_and_pin', 'identity_document', ...byCode] as const
// Whoever's phone was stolen has neither app nor line left: what only stops may be asked for by word of mouth.
const toStop = [...byCode, 'spoken_answers'] as const
const atFraudDesk = [...atCounter, 'not_present'] as const

/** Act x role: the proofs that are enough. A role that is not named may not do the act, nor ask for it. */
export const actProofs = {
  'activation_token:reissue': { branch: atCounter, support: byCode },
  'activation_token:reprint': { support: byCode },
  'device:deactivate': { branch: atCounter, support: toStop, fraud: atFraudDesk },
  'device:block': { fraud: atFraudDesk },
  'enrollment:deactivate': { branch: atCounter, support: toStop, fraud: atFraudDesk },
  'guard:suspend': { branch: atCounter, support: toStop, fraud: atFraudDesk },
  'guard:unsuspend': { fraud: atFraudDesk },
  'guard:unlock': { branch: ['card_and_pin', ...byCode], support: byCode, fraud: atFraudDesk },
  // Its app ended and its number is the one in doubt: no code proves anybody while a cooling-off lasts.
  'cooling_off:lift': { branch: ['card_and_pin', 'identity_document'], support: ['spoken_answers'] },
} as const satisfies Record<string, Partial<Record<Role, readonly ProofLevel[]>>>

export type ProvenAct = keyof typeof actProofs

/** Whether a proof may be asked for it; of some roles none is. */
export function isProvenAct(act: string): act is ProvenAct {
  return Object.hasOwn(actProofs, act)
}

/** The proofs that are enough for this act by this role; none: the role may not do it. */
export function acceptedProofs(act: ProvenAct, role: Role): readonly ProofLevel[] {
  const byRole: Partial<Record<Role, readonly ProofLevel[]>> = actProofs[act]
  return byRole[role] ?? []
}

/** What a branch's own word is not enough for where the customer is another branch's. */
const codeOnlyForForeign = [
  'activation_token:reissue',
  'activation_token:reprint',
  'device:deactivate',
  'enrollment:deactivate',
] as const satisfies readonly ProvenAct[]

export function isCodeOnlyForForeign(act: ProvenAct): boolean {
  return codeOnlyForForeign.some((each) => each === act)
}

/** What a branch says of another branch's customer when it asks a second person, who weighs it. */
export function acceptedToAskForForeign(act: ProvenAct, role: Role): readonly ProofLevel[] {
  return isCodeOnlyForForeign(act) && role === 'branch' ? atCounter : acceptedProofs(act, role)
}

/** The proofs that are enough for a branch acting on another branch's customer without a second person. */
export function acceptedForForeign(act: ProvenAct, role: Role): readonly ProofLevel[] {
  return isCodeOnlyForForeign(act) ? byCode : acceptedProofs(act, role)
}
