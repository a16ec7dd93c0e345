import { at, type Transaction } from '#server/database.ts'

export type EnrollmentEnding = {
  enrollmentId: string
  customerId: string
  reason: 'atm' | 'operator' | 'device_deactivated' | 'device_blocked'
  nowMs: number
}

// A live request is at most some minutes old; the bound keeps the search in one partition or two.
const LIVE_REQUEST_AGE_MAX_MS = 3_600_000

/**
 * Deactivates one enrollment with everything that hangs on it: its live token, its activations, the live OTP requests
 * sent under it. The guards of its card are held by the caller. False: it was deactivated already.
 */
export async function endEnrollment(tx: Transaction, ending: EnrollmentEnding): Promise<boolean> {
  const { enrollmentId, reason, nowMs } = ending
  const { rowCount } = await tx.query({
    name: 'deactivate_enrollment',
    text: `UPDATE enrollment SET status = 'deactivated', deactivated_at = $2, deactivated_reason = $3
           WHERE id = $1 AND status <> 'deactivated'`,
    values: [enrollmentId, at(nowMs), reason],
  })
  if (rowCount !== 1) return false
  await tx.query({
    name: 'end_tokens_of_enrollment',
    text: `UPDATE activation_token SET ended_at = $2,
             status = CASE WHEN status = 'issued' AND expires_at <= $2 THEN 'expired' ELSE 'ended' END
           WHERE enrollment_id = $1 AND status IN ('issued', 'redeemed')`,
    values: [enrollmentId, at(nowMs)],
  })
  await tx.query({
    name: 'end_activations_of_enrollment',
    text: `UPDATE activation SET status = 'ended', ended_at = $2, ended_reason = 'enrollment_deactivated'
           WHERE enrollment_id = $1 AND status <> 'ended'`,
    values: [enrollmentId, at(nowMs)],
  })
  await endOtpRequests(tx, ending)
  return true
}

async function endOtpRequests(tx: Transaction, { enrollmentId, customerId, nowMs }: EnrollmentEnding): Promise<void> {
  await tx.query({
    name: 'end_otp_requests_of_enrollment',
    text: `UPDATE otp_request SET state = 'ended'
           WHERE customer_id = $1 AND at > $3 AND enrollment_id = $2 AND state = 'sent' AND expires_at > $4`,
    values: [customerId, enrollmentId, at(nowMs - LIVE_REQUEST_AGE_MAX_MS), at(nowMs)],
  })
}
