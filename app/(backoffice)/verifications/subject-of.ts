import type { NextActOn } from '#app/(backoffice)/acts/next-act.tsx'
import type { Reason } from '#domain/reason/reason.ts'
import { nextActOf } from '#domain/reason/reason.ts'
import type { VerificationPageRow } from '#server/verifications/read-verification.ts'

/** What the act that answers a verification would be done on. */
export function subjectOf({ customerId, reason, cardId, pinKind, deviceId }: VerificationPageRow): NextActOn {
  return { customerId, reason: reason as Reason, card: cardId === null ? null : { id: cardId, pinKind }, deviceId }
}

/** Whether a complaint is what answers it, so that its button stands with what to do now. */
export function isAnsweredByComplaint({ reason }: VerificationPageRow): boolean {
  return nextActOf(reason as Reason).act === 'open_complaint'
}
