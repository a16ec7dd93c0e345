import { isUuidv7, uuidv7AtMs } from '#domain/uuidv7.ts'
import type {
  AppBindingFacts,
  EnrollmentFacts,
  GuardCounters,
  OtpRequestState,
  PinKind,
} from '#domain/verification-types.ts'
import { at, atOrNull, type Sql } from '#server/database.ts'

export type FactsKey = {
  guardId: string
  otherGuardId: string
  panFingerprint: Buffer
  pinKind: PinKind
  otpRequestId: string | null
  otpKeptSinceMs: number
  endedSinceMs: number
  /** Of bindings of this pinKind, and of the other: as many are always checked. */
  bindingsMax: number
  otherBindingsMax: number
  clientId: string
  requestId: string
  outcomeKeptSinceMs: number
}

export type KeptRequestRow = {
  id: string
  guardId: string
  enrollmentId: string | null
  requestedAtMs: number
  expiresAtMs: number
  state: OtpRequestState
  suppressedReason: string | null
  tries: number
  processType: string
  amount: number | null
  merchantId: string
  terminalId: string
  payeeName: string
  accountKind: string | null
  accountMasked: string | null
  /** Hexadecimal, as the MACs below. */
  accountMac: string | null
  codeMac: string | null
}
export type BindingRow = Omit<AppBindingFacts, 'matchedStep'> & { keyId: string; sealed: string }

export type FactsRow = GuardCounters & {
  guardId: string | null
  guardVersion: number
  guardCardId: string | null
  cardStatus: 'unknown' | 'active' | 'blocked'
  cardExpiresAtMs: number | null
  suspended: boolean
  cardId: string | null
  customerId: string | null
  storedCardStatus: 'active' | 'blocked' | null
  storedExpiresAtMs: number | null
  last4: string | null
  mobile: string | null
  enrollments: EnrollmentFacts[]
  otpRequests: KeptRequestRow[]
  bindings: BindingRow[]
  otherBindings: BindingRow[]
  stored: { bodyMac: string; status: number; body: Record<string, unknown> } | null
}

const ms = (column: string, name: string): string => `(extract(epoch FROM ${column}) * 1000)::int8 AS "${name}"`

const requestColumns = `r.id, r.guard_id AS "guardId", r.enrollment_id AS "enrollmentId", ${ms('r.at', 'requestedAtMs')},
  ${ms('r.expires_at', 'expiresAtMs')}, r.state, r.suppressed_reason AS "suppressedReason", r.tries,
  r.process_type AS "processType", r.amount, r.merchant_id AS "merchantId", r.terminal_id AS "terminalId",
  r.payee_name AS "payeeName", r.account_kind AS "accountKind", r.account_masked AS "accountMasked",
  encode(r.account_mac, 'hex') AS "accountMac"`

const bindings = (pinKind: string, limit: string): string => `
  (SELECT coalesce(json_agg(b), '[]') FROM (
    SELECT a.id AS "activationId", a.enrollment_id AS "enrollmentId", a.device_id AS "deviceId", a.status,
      a.ended_reason AS "endedReason", a.last_time_step AS "lastTimeStep", a.drift_steps AS "driftSteps",
      a.drift_run AS "driftRun", s.key_id AS "keyId", encode(s.sealed, 'hex') AS sealed
    FROM activation a JOIN enrollment e ON e.id = a.enrollment_id JOIN enrollment_secret s ON s.activation_id = a.id
    WHERE a.card_id = c.id AND e.pin_kind ${pinKind} AND (a.status <> 'ended' OR a.ended_at > $6)
    ORDER BY a.status = 'active' DESC, a.status = 'unconfirmed' DESC, a.confirmed_at IS NOT NULL DESC, a.ended_at DESC
    LIMIT ${limit}) b)`

// The inner LIMIT 1 keeps the planner at one index probe a code, whatever the statistics of the partitions say.
const text = `SELECT g.id AS "guardId", g.version AS "guardVersion", g.card_id AS "guardCardId", g.card_status AS "cardStatus",
    g.card_expires_at AS "cardExpiresAtMs", g.suspended_at IS NOT NULL AS suspended, g.run_count AS "runCount",
    g.held_count AS "heldCount", g.day_count AS "dayCount", g.day, g.closing_step AS "closingStep",
    g.app_closed_until AS "appClosedUntilMs", g.all_closed_until AS "allClosedUntilMs", g.held_since AS "heldSinceMs",
    g.last_counted_at AS "lastCountedAtMs",
    c.id AS "cardId", c.customer_id AS "customerId", c.status AS "storedCardStatus", c.expires_at AS "storedExpiresAtMs",
    c.last4, k.mobile,
    (SELECT coalesce(json_agg(json_build_object('enrollmentId', e.id, 'method', e.method, 'status', e.status)), '[]')
      FROM enrollment e WHERE e.card_id = c.id AND e.pin_kind = $3 AND e.status <> 'deactivated') AS enrollments,
    (SELECT coalesce(json_agg(o), '[]') FROM (
      SELECT r.*, encode(p.code_mac, 'hex') AS "codeMac" FROM otp_code p
        CROSS JOIN LATERAL (SELECT ${requestColumns} FROM otp_request r WHERE r.at = p.at AND r.id = p.otp_request_id LIMIT 1) r
      WHERE p.guard_id IN ($1, $4) AND p.at > $5
      UNION
      SELECT ${requestColumns}, encode(p.code_mac, 'hex') FROM otp_request r LEFT JOIN otp_code p ON p.otp_request_id = r.id
      WHERE r.at = $8 AND r.at > $5 AND r.id = $7 AND r.guard_id = $1) o) AS "otpRequests",
    ${bindings('= $3', '$9')} AS bindings,
    ${bindings('<> $3', '$10')} AS "otherBindings",
    (SELECT json_build_object('bodyMac', encode(q.body_mac, 'hex'), 'status', q.status, 'body', q.body) FROM request_outcome q
      WHERE q.client_id = $11 AND q.request_id = $12 AND q.created_at >= $13 AND q.status IS NOT NULL) AS stored
  FROM (SELECT) once LEFT JOIN guard g ON g.id = $1
    LEFT JOIN card_fingerprint f ON f.fingerprint = $2 LEFT JOIN card c ON c.id = f.card_id
    LEFT JOIN customer k ON k.id = c.customer_id`

/** Everything that decides one code, and the answer of this request if it was given before, as of one instant. */
export async function findVerificationFacts(sql: Sql, key: FactsKey): Promise<FactsRow> {
  const named = key.otpRequestId !== null && isUuidv7(key.otpRequestId) ? key.otpRequestId : null
  const { rows } = await sql.query<FactsRow>({
    name: 'find_verification_facts',
    text,
    values: [
      key.guardId,
      key.panFingerprint,
      key.pinKind,
      key.otherGuardId,
      at(key.otpKeptSinceMs),
      at(key.endedSinceMs),
      named,
      atOrNull(named === null ? null : uuidv7AtMs(named)),
      key.bindingsMax,
      key.otherBindingsMax,
      key.clientId,
      key.requestId,
      at(key.outcomeKeptSinceMs),
    ],
  })
  const [row] = rows
  if (!row) throw new Error('the read of a verification answers one row')
  return row
}
