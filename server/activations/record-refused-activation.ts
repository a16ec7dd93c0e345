import type { ConfirmationDecision } from '#domain/activation/decide-activation-confirmation.ts'
import type { RedemptionDecision } from '#domain/activation/decide-redemption.ts'
import type { ActivationReason, VerificationReason } from '#domain/reason/reason.ts'
import { countRefusals } from '#server/activations/device-try-repository.ts'
import { recordAuditEvent } from '#server/audit/record-audit-event.ts'
import type { Transaction } from '#server/database.ts'
import type { SigningDevice } from '#server/devices/find-signing-device.ts'
import { listCustomersOfMobile } from '#server/devices/held-enrollments-repository.ts'
import type { RequestContext } from '#server/request-context.ts'

export type ActivationRefusal =
  | Extract<RedemptionDecision, { outcome: 'refused' }>
  | Extract<ConfirmationDecision, { outcome: 'refused' }>

type Reason = ActivationReason | VerificationReason
/** The bank's word for each answer; what is no failure of an activation has none. */
const reasons: Record<ActivationRefusal['reason'], Reason | null> = {
  rate_limited: null,
  not_found: null,
  already_confirmed: null,
  mistyped: 'part_mistyped',
  invalid_token: 'part_wrong',
  attempts_exhausted: 'token_attempts_exhausted',
  already_redeemed: 'token_already_redeemed',
  superseded: 'token_superseded',
  expired: 'token_expired',
  lapsed: 'token_expired',
  enrollment_suspended: 'enrollment_suspended',
  clock_off: 'clock_off',
  invalid_code: 'code_mismatch',
}

// A mistyped half costs no try: without a limit of its own an installation could fill the customer's timeline.
const RECORDED_MAX = 20
const WINDOW_MS = 900_000

export type RefusedActivation = {
  device: SigningDevice
  refusal: ActivationRefusal
  /** Null when no token was found: then it stands on the records of anyone who has the installation's mobile. */
  of: { customerId: string; cardId: string; last4: string; pinKind: string; enrollmentId: string } | null
}

/** Why an activation failed, decided when it did, for the support that will be asked. */
export async function recordRefusedActivation(
  tx: Transaction,
  ctx: RequestContext,
  { device, refusal, of }: RefusedActivation,
): Promise<void> {
  const reason = reasons[refusal.reason]
  if (reason === null) return
  if ((await countRefusals(tx, device.id, ctx.nowMs - WINDOW_MS)) >= RECORDED_MAX) return
  const customers = of === null ? await listCustomersOfMobile(tx, device.mobile) : [of]
  const named = of && { last4: of.last4, pinKind: of.pinKind, enrollmentId: of.enrollmentId }
  for (const customer of customers) {
    await recordAuditEvent(tx, ctx, {
      action: 'activation.refused',
      customerId: customer.customerId,
      cardId: of?.cardId ?? null,
      subject: { kind: 'device', id: device.id },
      data: { reason, ...named, model: device.model, ...detailsOf(refusal) },
    })
  }
}

function detailsOf(refusal: ActivationRefusal): Record<string, unknown> {
  if (refusal.reason === 'mistyped') return { part: refusal.part }
  if (refusal.reason === 'clock_off') return { seconds: refusal.seconds }
  if (refusal.reason === 'invalid_code') return { attemptsLeft: refusal.attemptsLeft }
  if (refusal.reason !== 'invalid_token') return {}
  return { part: refusal.charge === 'device' ? 'receipt' : 'sms', attemptsLeft: refusal.attemptsLeft }
}
