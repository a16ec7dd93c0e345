import { z } from 'zod'
import { maskMobile } from '#domain/enrollment/mobile.ts'
import { type ApprovalStep, defineStep } from '#server/approvals/approval-step.ts'
import { findReissueSubject, findReprintSubject } from '#server/approvals/subject-repository.ts'
import { findEnrollment } from '#server/enrollments/repository.ts'
import { idSchema } from '#server/field-schemas.ts'
import { lockGuardsOfCard } from '#server/guards/repository.ts'

/** Nothing is issued by an approval: it stands for a branch, which prints the receipt part for the customer before it. */
export const reissueStep: ApprovalStep = defineStep({
  payloadSchema: z.object({ enrollmentId: idSchema }),
  hold: async (tx, { enrollmentId }) => {
    const enrollment = await findEnrollment(tx, enrollmentId)
    if (enrollment) await lockGuardsOfCard(tx, enrollment.cardId)
  },
  read: async (sql, _ctx, { enrollmentId }) => {
    const found = await findReissueSubject(sql, enrollmentId)
    if (!found) return null
    const { customerId, cardId, bin, last4, pinKind, method, status, cardStatus, coolingOffUntilMs } = found
    const mobile = found.mobile && maskMobile(found.mobile)
    return {
      customerId,
      cardId,
      kind: 'enrollment',
      id: enrollmentId,
      key: enrollmentId,
      facts: { status, cardStatus, mobile, coolingOffUntilMs, latestTokenId: found.latestTokenId },
      shown: { bin, last4, pinKind, method, status, mobile },
      refusal: method !== 'app' ? 'enrollment_not_app' : status === 'deactivated' ? 'enrollment_deactivated' : null,
    }
  },
  carryOut: null,
})

export const reprintStep: ApprovalStep = defineStep({
  payloadSchema: z.object({ activationTokenId: idSchema }),
  hold: async (tx, { activationTokenId }) => {
    const found = await findReprintSubject(tx, activationTokenId)
    if (found) await lockGuardsOfCard(tx, found.cardId)
  },
  read: async (sql, { nowMs }, { activationTokenId }) => {
    const found = await findReprintSubject(sql, activationTokenId)
    if (!found) return null
    const { customerId, cardId, bin, last4, pinKind, status, expiresAtMs, reprints, receiptCustody } = found
    const isLive = status === 'issued' && expiresAtMs > nowMs
    return {
      customerId,
      cardId,
      kind: 'activation_token',
      id: activationTokenId,
      key: activationTokenId,
      facts: { status: isLive ? status : status === 'issued' ? 'expired' : status, reprints },
      shown: { bin, last4, pinKind, receiptCustody, reprints, expiresAtMs },
      refusal: isLive ? null : 'token_not_live',
    }
  },
  carryOut: null,
})
