import type { Reason } from '#domain/reason.ts'
import type { VerificationPageRow } from '#server/verifications/read-verification.ts'
import type { NextActOn } from '../customers/[customerId]/next-act.tsx'

/** What the act that answers a verification would be done on. */
export function subjectOf({ customerId, reason, cardMasked, pinKind, deviceId }: VerificationPageRow): NextActOn {
  return { customerId, reason: reason as Reason, card: { last4: cardMasked.slice(-4), pinKind }, deviceId }
}
