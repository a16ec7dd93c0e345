import type { EnrollmentStatus, PinKind } from '#domain/verification/verification-types.ts'
import { at, type Sql } from '#server/database.ts'

export type Method = 'sms' | 'app'
export type DeskCustomerRow = {
  id: string
  name: string
  customerNumber: string
  nationalId: string
  mobile: string | null
  smsMember: boolean
  branchName: string
  coolingOffUntilMs: number | null
}

export async function findDeskCustomer(sql: Sql, customerId: string): Promise<DeskCustomerRow | null> {
  const { rows } = await sql.query<DeskCustomerRow>(
    `SELECT k.id, k.name, k.customer_number AS "customerNumber", k.national_id AS "nationalId", k.mobile,
       k.sms_member AS "smsMember", b.name AS "branchName", k.cooling_off_until AS "coolingOffUntilMs"
     FROM customer k JOIN branch b ON b.id = k.branch_id WHERE k.id = $1`,
    [customerId],
  )
  return rows[0] ?? null
}

export type DeskPinRow = {
  cardId: string
  bin: string
  last4: string
  cardStatus: 'active' | 'blocked'
  expiresAtMs: number
  pinKind: PinKind
  suspendedAtMs: number | null
  appClosedUntilMs: number | null
  allClosedUntilMs: number | null
  heldSinceMs: number | null
  dayCount: number
  heldCount: number
  lastUseAtMs: number | null
  lastUseMethod: Method | null
}

/**
 * A row per card x PIN with its guard, and the last code accepted on it. Nothing was accepted before something was
 * enrolled, give or take a clock: without that bound, an unused PIN of a busy customer would be looked for in every
 * payment there is.
 */
export async function listDeskPins(sql: Sql, customerId: string): Promise<DeskPinRow[]> {
  const { rows } = await sql.query<DeskPinRow>({
    name: 'list_desk_pins',
    text: `SELECT c.id AS "cardId", c.bin, c.last4, c.status AS "cardStatus", c.expires_at AS "expiresAtMs",
       g.pin_kind AS "pinKind", g.suspended_at AS "suspendedAtMs", g.app_closed_until AS "appClosedUntilMs",
       g.all_closed_until AS "allClosedUntilMs", g.held_since AS "heldSinceMs", g.day_count AS "dayCount",
       g.held_count AS "heldCount", u.at AS "lastUseAtMs", u.method AS "lastUseMethod"
     FROM card c JOIN guard g ON g.card_id = c.id
       CROSS JOIN LATERAL (SELECT min(e.created_at) - interval '1 day' AS since FROM enrollment e
         WHERE e.card_id = c.id AND e.customer_id = c.customer_id AND e.pin_kind = g.pin_kind) enrolled
       LEFT JOIN LATERAL (SELECT v.at, v.method FROM verification v WHERE v.customer_id = c.customer_id
         AND v.at >= enrolled.since AND v.guard_id = g.id AND v.outcome = 'accepted' ORDER BY v.at DESC LIMIT 1) u ON true
     WHERE c.customer_id = $1 ORDER BY c.created_at, c.id, g.pin_kind DESC`,
    values: [customerId],
  })
  return rows
}

export type DeskEnrollmentRow = {
  id: string
  cardId: string
  pinKind: PinKind
  method: Method
  status: EnrollmentStatus
  createdAtMs: number
  activatedAtMs: number | null
  deactivatedAtMs: number | null
  deactivatedReason: string | null
  deviceModel: string | null
}

/** The open enrollment of each card x PIN x method, or the last one that was. */
export async function listDeskEnrollments(sql: Sql, customerId: string): Promise<DeskEnrollmentRow[]> {
  const { rows } = await sql.query<DeskEnrollmentRow>(
    `SELECT DISTINCT ON (e.card_id, e.pin_kind, e.method) e.id, e.card_id AS "cardId", e.pin_kind AS "pinKind", e.method,
       e.status, e.created_at AS "createdAtMs", e.activated_at AS "activatedAtMs",
       e.deactivated_at AS "deactivatedAtMs", e.deactivated_reason AS "deactivatedReason",
       (SELECT d.model FROM activation a JOIN device d ON d.id = a.device_id
        WHERE a.enrollment_id = e.id AND a.status = 'active') AS "deviceModel"
     FROM enrollment e WHERE e.customer_id = $1
     ORDER BY e.card_id, e.pin_kind, e.method, (e.status = 'deactivated'), e.created_at DESC, e.id DESC`,
    [customerId],
  )
  return rows
}

export type DeskDeviceRow = {
  id: string
  model: string
  platform: 'android' | 'ios' | 'web'
  appVersion: string
  status: 'registered' | 'active' | 'deactivated' | 'blocked'
  registeredAtMs: number
  activatedAtMs: number | null
  endedAtMs: number | null
  endedReason: string | null
  lastSeenAtMs: number
  bound: string[]
}

/** Installations that hold or held an enrollment of the customer, and those confirmed on the customer's number alone. */
export async function listDeskDevices(sql: Sql, customerId: string, limit: number): Promise<DeskDeviceRow[]> {
  const { rows } = await sql.query<DeskDeviceRow>(
    `WITH own AS (
       SELECT a.device_id AS id FROM enrollment e JOIN activation a ON a.card_id = e.card_id AND a.enrollment_id = e.id
         WHERE e.customer_id = $1
       UNION SELECT d.id FROM customer k JOIN device d ON d.mobile = k.mobile
         WHERE k.id = $1 AND NOT EXISTS (SELECT FROM activation a WHERE a.device_id = d.id))
     SELECT d.id, d.model, d.platform, d.app_version AS "appVersion", d.status, d.registered_at AS "registeredAtMs",
       d.activated_at AS "activatedAtMs", d.ended_at AS "endedAtMs", d.ended_reason AS "endedReason",
       d.last_seen_at AS "lastSeenAtMs",
       ARRAY(SELECT DISTINCT c.last4 FROM activation a JOIN card c ON c.id = a.card_id
             WHERE a.device_id = d.id AND a.status = 'active' AND c.customer_id = $1) AS bound
     FROM own JOIN device d USING (id)
     ORDER BY (d.status IN ('deactivated', 'blocked')), d.registered_at DESC LIMIT $2`,
    [customerId, limit],
  )
  return rows
}

export type DeskTokenRow = {
  id: string
  enrollmentId: string
  last4: string
  pinKind: PinKind
  status: 'issued' | 'redeemed' | 'confirmed' | 'expired' | 'superseded' | 'exhausted' | 'lapsed' | 'ended'
  terminalId: string | null
  operatorName: string | null
  receiptCustody: 'answered_to_atm' | 'printed' | 'reprinted'
  reprints: number
  failedAttempts: number
  issuedAtMs: number
  expiresAtMs: number
  redeemedAtMs: number | null
  endedAtMs: number | null
  smsState: 'queued' | 'accepted' | 'delivered' | 'failed' | 'rejected' | 'expired' | null
  smsAcceptedAtMs: number | null
  smsEndedAtMs: number | null
}

export async function listDeskTokens(
  sql: Sql,
  { customerId, sinceMs, limit }: { customerId: string; sinceMs: number; limit: number },
): Promise<DeskTokenRow[]> {
  const { rows } = await sql.query<DeskTokenRow>({
    name: 'list_desk_tokens',
    text: `SELECT t.id, t.enrollment_id AS "enrollmentId", c.last4, e.pin_kind AS "pinKind", t.status,
       t.terminal_id AS "terminalId", o.name AS "operatorName", t.receipt_custody AS "receiptCustody", t.reprints,
       t.failed_attempts AS "failedAttempts", t.issued_at AS "issuedAtMs", t.expires_at AS "expiresAtMs",
       t.redeemed_at AS "redeemedAtMs", t.ended_at AS "endedAtMs", s.state AS "smsState",
       s.accepted_at AS "smsAcceptedAtMs", s.ended_at AS "smsEndedAtMs"
     FROM activation_token t JOIN card c ON c.id = t.card_id JOIN enrollment e ON e.id = t.enrollment_id
       LEFT JOIN operator o ON o.id = t.operator_id
       LEFT JOIN LATERAL (SELECT m.state, m.accepted_at, m.ended_at FROM sms_message m
         WHERE m.customer_id = t.customer_id AND m.id = t.sms_message_id
           AND m.at BETWEEN t.issued_at - interval '1 minute' AND t.issued_at + interval '1 minute') s ON true
     WHERE t.customer_id = $1 AND (t.issued_at > $2 OR t.status IN ('issued', 'redeemed'))
     ORDER BY t.issued_at DESC, t.id DESC LIMIT $3`,
    values: [customerId, at(sinceMs), limit],
  })
  return rows
}
