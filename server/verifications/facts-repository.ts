import { isUuidv7, uuidv7AtMs } from '#domain/text/uuidv7.ts'
import type {
  AppBindingFacts,
  EnrollmentFacts,
  GuardCounters,
  OtpRequestState,
  PinKind,
} from '#domain/verification/verification-types.ts'
import { at, type Sql } from '#server/database.ts'
import type { StoredSource } from '#server/guards/source-json.ts'

/** Bindings of the PIN in question and of the other: as many are checked for every card, so that the time tells nothing. */
export const BINDINGS_MAX = 3
export const OTHER_BINDINGS_MAX = 1

/** Further ahead of this process's clock no request is looked for: a clock set back by more finds no code, and accepts none. */
const CLOCKS_APART_MS = 2 * 86_400_000

export type FactsKey = {
  nowMs: number
  guardId: string
  otherGuardId: string
  panFingerprint: Buffer
  pinKind: PinKind
  otpRequestId: string | null
  otpKeptSinceMs: number
  endedSinceMs: number
  clientId: string
  /** Null: not to be asked for. */
  clientRevision: number | null
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
export type BindingRow = Omit<AppBindingFacts, 'matchedStep'> & { keyId: string; sealed: string; digits: number }

export type FactsRow = Omit<GuardCounters, 'sources'> & {
  sources: StoredSource[]
  /** The client is in use, with the version that was asked for. */
  clientStands: boolean
  guardId: string | null
  guardVersion: number | null
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

const bindingOf = (
  columns: string,
): string => `json_build_object('activationId', ${columns}.id, 'enrollmentId', ${columns}.enrollment_id,
  'deviceId', ${columns}.device_id, 'status', ${columns}.status, 'endedReason', ${columns}.ended_reason,
  'lastTimeStep', ${columns}.last_time_step, 'driftSteps', ${columns}.drift_steps, 'driftRun', ${columns}.drift_run,
  'keyId', s.key_id, 'sealed', encode(s.sealed, 'hex'), 'digits', s.digits)`

/*
 * Names in the statement:
 *   q  what is asked for, one row a verification ($1)
 *   l  channel_client: whether it is still as it was read
 *   g  guard of the card number and PIN
 *   f  card_fingerprint, c  card, k  customer: null for a number that the bank does not know
 *   e  enrollment
 *   p  otp_code of both guards, with the request that is named; r  its otp_request
 *   o  OTP requests found; in the last column request_outcome, the answer kept for a repeat
 *   a  activation, s  its secret; b  the bindings of the PIN in question, and of the other
 */
// Each LIMIT 1, OFFSET 0 and condition in a CASE keeps the planner at one index, whatever it believes of the tables (a
// test looks at the plan for empty ones); and a JSON argument, whose length it does not see, lets it keep that plan.
const textOf = (
  unkept: string,
): string => `SELECT q."clientRevision" IS NULL OR coalesce((SELECT l.revision = q."clientRevision" AND l.disabled_at IS NULL
      FROM channel_client l WHERE l.id = q."clientId"), false) AS "clientStands",
    g.id AS "guardId", g.version AS "guardVersion", g.card_id AS "guardCardId", g.card_status AS "cardStatus",
    g.card_expires_at AS "cardExpiresAtMs", g.suspended_at IS NOT NULL AS suspended, g.run_count AS "runCount",
    g.held_count AS "heldCount", g.day_count AS "dayCount", g.day, g.closing_step AS "closingStep",
    g.app_closed_until AS "appClosedUntilMs", g.all_closed_until AS "allClosedUntilMs", g.held_since AS "heldSinceMs",
    g.last_counted_at AS "lastCountedAtMs", g.sources,
    c.id AS "cardId", c.customer_id AS "customerId", c.status AS "storedCardStatus", c.expires_at AS "storedExpiresAtMs",
    c.last4, k.mobile,
    (SELECT coalesce(json_agg(json_build_object('enrollmentId', e.id, 'method', e.method, 'status', e.status)), '[]')
      FROM enrollment e WHERE e.card_id = c.id AND e.pin_kind = q."pinKind" AND e.status <> 'deactivated') AS enrollments,
    (SELECT coalesce(json_agg(o), '[]') FROM (
      SELECT r.*, p."codeMac" FROM (
          SELECT otp_request_id AS id, at, encode(code_mac, 'hex') AS "codeMac" FROM
            (SELECT * FROM otp_code WHERE guard_id IN (q."guardId", q."otherGuardId") OFFSET 0) p
          ${unkept}) p
        CROSS JOIN LATERAL (SELECT ${requestColumns} FROM otp_request r
          WHERE r.at = p.at AND r.id = p.id AND r.at > $4::timestamptz AND r.at < $5::timestamptz LIMIT 1) r
      WHERE p.at > q."otpKeptSince" AND (p."codeMac" IS NOT NULL OR r."guardId" = q."guardId")) o) AS "otpRequests",
    b.bindings, b."otherBindings",
    (SELECT CASE WHEN o.created_at >= q."outcomeKeptSince" AND o.status IS NOT NULL
        THEN json_build_object('bodyMac', encode(o.body_mac, 'hex'), 'status', o.status, 'body', o.body) END
      FROM request_outcome o WHERE o.client_id = q."clientId" AND o.request_id = q."requestId") AS stored
  FROM json_to_recordset($1::json) AS q(place int, "guardId" uuid, "otherGuardId" uuid, fingerprint text, "pinKind" text,
      named uuid, "namedAt" timestamptz, "otpKeptSince" timestamptz, "endedSince" timestamptz, "clientId" text,
      "clientRevision" int, "requestId" text, "outcomeKeptSince" timestamptz)
    LEFT JOIN LATERAL (SELECT * FROM guard WHERE id = q."guardId" LIMIT 1) g ON true
    LEFT JOIN LATERAL (SELECT card_id FROM card_fingerprint WHERE fingerprint = decode(q.fingerprint, 'hex') LIMIT 1) f ON true
    LEFT JOIN LATERAL (SELECT * FROM card WHERE id = f.card_id LIMIT 1) c ON true
    LEFT JOIN LATERAL (SELECT mobile FROM customer WHERE id = c.customer_id LIMIT 1) k ON true
    LEFT JOIN LATERAL (
      SELECT coalesce(json_agg(binding ORDER BY place) FILTER (WHERE own AND place <= $2), '[]') AS bindings,
        coalesce(json_agg(binding ORDER BY place) FILTER (WHERE NOT own AND place <= $3), '[]') AS "otherBindings"
      FROM (
        SELECT e.pin_kind = q."pinKind" AS own, ${bindingOf('a')} AS binding,
          row_number() OVER (PARTITION BY e.pin_kind ORDER BY a.status = 'active' DESC, a.status = 'unconfirmed' DESC,
            a.confirmed_at IS NOT NULL DESC, a.ended_at DESC) AS place
        FROM (SELECT * FROM activation WHERE card_id = c.id OFFSET 0) a
          CROSS JOIN LATERAL (SELECT pin_kind FROM enrollment WHERE id = a.enrollment_id LIMIT 1) e
          CROSS JOIN LATERAL (SELECT * FROM enrollment_secret WHERE activation_id = a.id LIMIT 1) s
        WHERE a.status <> 'ended' OR a.ended_at > q."endedSince") b) b ON true
  ORDER BY q.place`

// A request that is named may have no code any more; nobody pays for looking where none is named.
const namedPart = `UNION ALL
          SELECT q.named, q."namedAt", NULL WHERE NOT EXISTS (SELECT FROM otp_code WHERE otp_request_id = q.named)`
const texts = { named: textOf(namedPart), unnamed: textOf('') }

/** Everything that decides one code, and the answer of this request if it was given before, as of one instant. */
export async function findVerificationFacts(sql: Sql, key: FactsKey): Promise<FactsRow> {
  const [row] = await listVerificationFacts(sql, [key])
  if (!row) throw new Error('the read of a verification answers one row')
  return row
}

/** The same for many at once, in the order of their keys. */
export async function listVerificationFacts(sql: Sql, keys: readonly FactsKey[]): Promise<FactsRow[]> {
  const asked = keys.map(toAsked)
  const form = asked.some(({ named }) => named !== null) ? 'named' : 'unnamed'
  const { rows } = await sql.query<FactsRow>({
    name: `list_verification_facts_${form}`,
    text: texts[form],
    values: [JSON.stringify(asked), BINDINGS_MAX, OTHER_BINDINGS_MAX, ...monthsOf(keys)],
  })
  return rows
}

/** Bounds of the requests' times, for all keys together: PostgreSQL looks at no partition beyond them. */
function monthsOf(keys: readonly FactsKey[]): Date[] {
  const since = Math.min(...keys.map(({ otpKeptSinceMs }) => otpKeptSinceMs))
  return [at(since), at(Math.max(...keys.map(({ nowMs }) => nowMs)) + CLOCKS_APART_MS)]
}

function toAsked(key: FactsKey, place: number): Record<string, unknown> {
  const named = key.otpRequestId !== null && isUuidv7(key.otpRequestId) ? key.otpRequestId : null
  const { guardId, otherGuardId, pinKind, clientId, clientRevision, requestId } = key
  return {
    place,
    guardId,
    otherGuardId,
    fingerprint: key.panFingerprint.toString('hex'),
    pinKind,
    named,
    namedAt: named && instant(uuidv7AtMs(named)),
    otpKeptSince: instant(key.otpKeptSinceMs),
    endedSince: instant(key.endedSinceMs),
    clientId,
    clientRevision,
    requestId,
    outcomeKeptSince: instant(key.outcomeKeptSinceMs),
  }
}

function instant(ms: number): string {
  return new Date(ms).toISOString()
}
