import { uuidv7AtMs } from '#domain/text/uuidv7.ts'
import { at, type Sql } from '#server/database.ts'

export type Binding = {
  processType: string | null
  amount: number | null
  payeeName: string | null
  merchantId: string | null
  terminalId: string | null
  accountKind: string | null
  accountMasked: string | null
}

export type VerificationPageRow = Binding & {
  id: string
  atMs: number
  guardId: string
  customerId: string | null
  customerName: string | null
  cardId: string | null
  cardMasked: string
  pinKind: 'first' | 'second'
  outcome: 'accepted' | 'rejected'
  reason: string
  responseCode: string
  counted: boolean
  attemptsLeft: number | null
  method: 'sms' | 'app' | null
  terminalId: string
  channelClientId: string
  channelClientName: string | null
  clientIp: string | null
  paymentReference: string | null
  requesterId: string | null
  otpRequestId: string | null
  details: Record<string, unknown>
  deviceId: string | null
  deviceModel: string | null
  devicePlatform: string | null
  deviceStatus: string | null
  enrollmentMethod: 'sms' | 'app' | null
  enrollmentStatus: string | null
  enrollmentSinceMs: number | null
}

export async function findVerification(sql: Sql, id: string): Promise<VerificationPageRow | null> {
  const { rows } = await sql.query<VerificationPageRow>(
    `SELECT v.id, v.at AS "atMs", v.guard_id AS "guardId", v.customer_id AS "customerId", k.name AS "customerName",
       v.card_id AS "cardId", v.card_masked AS "cardMasked", v.pin_kind AS "pinKind", v.outcome, v.reason, v.response_code AS "responseCode",
       v.counted, v.attempts_left AS "attemptsLeft", v.method, v.process_type AS "processType", v.amount,
       v.payee_name AS "payeeName", v.merchant_id AS "merchantId", v.terminal_id AS "terminalId",
       v.account_kind AS "accountKind", v.account_masked AS "accountMasked", v.channel_client_id AS "channelClientId",
       c.name AS "channelClientName", v.client_ip AS "clientIp", v.payment_reference AS "paymentReference",
       v.requester_id AS "requesterId", v.otp_request_id AS "otpRequestId", v.details, v.device_id AS "deviceId",
       d.model AS "deviceModel", d.platform AS "devicePlatform", d.status AS "deviceStatus",
       e.method AS "enrollmentMethod", e.status AS "enrollmentStatus", e.created_at AS "enrollmentSinceMs"
     FROM verification v LEFT JOIN customer k ON k.id = v.customer_id LEFT JOIN device d ON d.id = v.device_id
       LEFT JOIN enrollment e ON e.id = v.enrollment_id LEFT JOIN channel_client c ON c.id = v.channel_client_id
     WHERE v.at = $1 AND v.id = $2`,
    [at(uuidv7AtMs(id)), id],
  )
  return rows[0] ?? null
}

export type AskedRow = Binding & {
  id: string
  atMs: number
  expiresAtMs: number
  state: string
  tries: number
  referenceNumber: string
  suppressedReason: string | null
  smsState: string | null
  smsAcceptedAtMs: number | null
  smsEndedAtMs: number | null
  smsErrorCode: string | null
}

/** The press of the button that a verification belongs to, and what became of its SMS. */
export async function findAsked(sql: Sql, otpRequestId: string): Promise<AskedRow | null> {
  const { rows } = await sql.query<AskedRow>(
    `SELECT r.id, r.at AS "atMs", r.expires_at AS "expiresAtMs", r.state, r.tries, r.reference_number AS "referenceNumber",
       r.suppressed_reason AS "suppressedReason", r.process_type AS "processType", r.amount, r.payee_name AS "payeeName",
       r.merchant_id AS "merchantId", r.terminal_id AS "terminalId", r.account_kind AS "accountKind",
       r.account_masked AS "accountMasked", s.state AS "smsState", s.accepted_at AS "smsAcceptedAtMs",
       s.ended_at AS "smsEndedAtMs", s.error_code AS "smsErrorCode"
     FROM otp_request r LEFT JOIN sms_message s ON s.id = r.sms_message_id AND s.at >= r.at AND s.at < r.at + interval '1 minute'
     WHERE r.at = $1 AND r.id = $2`,
    [at(uuidv7AtMs(otpRequestId)), otpRequestId],
  )
  return rows[0] ?? null
}

export async function wasViewedSince(
  sql: Sql,
  { operatorId, verificationId, sinceMs }: { operatorId: string; verificationId: string; sinceMs: number },
): Promise<boolean> {
  const { rowCount } = await sql.query(
    `SELECT FROM audit_event WHERE actor_id = $1 AND at >= $2 AND action = 'verification.viewed' AND subject_id = $3 LIMIT 1`,
    [operatorId, at(sinceMs), verificationId],
  )
  return rowCount === 1
}
