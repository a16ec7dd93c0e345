import type { AskedRequest, OtpRequestRates } from '#domain/otp/decide-otp-request.ts'
import { uuidv7AtMs } from '#domain/text/uuidv7.ts'
import type { EnrollmentFacts, GuardFacts, SourceId } from '#domain/verification/verification-types.ts'
import { at, type Transaction } from '#server/database.ts'
import type { StoredSource } from '#server/guards/source-json.ts'

export type AskedCard = Omit<GuardFacts, 'cardStatus' | 'sources'> & {
  sources: StoredSource[] | null
  guardId: string | null
  cardStatus: GuardFacts['cardStatus'] | null
  guardCardId: string | null
  cardId: string | null
  customerId: string | null
  storedCardStatus: 'active' | 'blocked' | null
  storedExpiresAtMs: number | null
  mobile: string | null
  coolingOffUntilMs: number | null
  enrollments: EnrollmentFacts[]
}

/** The card that a code is asked for; its mobile is held until the transaction ends, so that its count is exact. */
export async function findAskedCard(
  tx: Transaction,
  { guardId, panFingerprint }: { guardId: string; panFingerprint: Buffer },
): Promise<AskedCard> {
  const { rows } = await tx.query<AskedCard>({
    name: 'find_asked_card',
    text: `SELECT g.id AS "guardId", g.card_id AS "guardCardId", g.card_status AS "cardStatus", g.card_expires_at AS "cardExpiresAtMs",
        g.suspended_at IS NOT NULL AS suspended, g.run_count AS "runCount", g.held_count AS "heldCount", g.day_count AS "dayCount",
        g.day, g.closing_step AS "closingStep", g.app_closed_until AS "appClosedUntilMs",
        g.all_closed_until AS "allClosedUntilMs", g.held_since AS "heldSinceMs", g.last_counted_at AS "lastCountedAtMs", g.sources,
        c.id AS "cardId", c.customer_id AS "customerId", c.status AS "storedCardStatus", c.expires_at AS "storedExpiresAtMs",
        k.mobile, k.cooling_off_until AS "coolingOffUntilMs",
        (SELECT coalesce(json_agg(json_build_object('enrollmentId', e.id, 'method', e.method, 'status', e.status)), '[]')
          FROM enrollment e WHERE e.card_id = c.id AND e.pin_kind = 'second' AND e.status <> 'deactivated') AS enrollments,
        pg_advisory_xact_lock(hashtextextended(coalesce(k.mobile, $1::text), 0))
      FROM (SELECT) once LEFT JOIN guard g ON g.id = $1::uuid
        LEFT JOIN card_fingerprint f ON f.fingerprint = $2 LEFT JOIN card c ON c.id = f.card_id
        LEFT JOIN customer k ON k.id = c.customer_id`,
    values: [guardId, panFingerprint],
  })
  const [row] = rows
  if (!row) throw new Error('the read of an asked card answers one row')
  return row
}

export type AskedBefore = Pick<OtpRequestRates, 'card' | 'mobile'> & { live: AskedRequest[] }

/** Of sources known at the card, or of those that are not ($7); of these the place's ($6) and the source's own ($5). */
const countsOf = (whose: string): string => `(SELECT json_build_object('perTenMinutes', count(*) FILTER (WHERE at > $3),
          'perDay', count(*), 'ofPlacePerDay', count(*) FILTER (WHERE place_id = $6),
          'ofSourcePerDay', count(*) FILTER (WHERE source_id = $5))
        FROM otp_code WHERE ${whose} AND at > $4 AND source_known = $7)`

type AskWindow = { guardId: string; mobile: string | null; nowMs: number; source: SourceId; isKnown: boolean }

/**
 * What was asked on this card and this mobile before, and which requests of the card may still be live. For want of a
 * mobile the guard's id is looked for, which finds nothing at the same cost.
 */
export async function findAskedBefore(
  tx: Transaction,
  { guardId, mobile, nowMs, source, isKnown }: AskWindow,
): Promise<AskedBefore> {
  const { rows } = await tx.query<AskedBefore>({
    name: 'find_asked_before',
    text: `SELECT
        ${countsOf('guard_id = $1')} AS card, ${countsOf('mobile = $2')} AS mobile,
        (SELECT coalesce(json_agg(r), '[]') FROM (SELECT r.*, p.source_id AS "sourceId", p.source_known AS "isSourceKnown" FROM otp_code p CROSS JOIN LATERAL (
            SELECT r.id, (extract(epoch FROM r.at) * 1000)::int8 AS "requestedAtMs",
              (extract(epoch FROM r.expires_at) * 1000)::int8 AS "expiresAtMs", r.state, r.tries
            FROM otp_request r WHERE r.at = p.at AND r.id = p.otp_request_id LIMIT 1) r
          WHERE p.guard_id = $1 AND p.at > $3) r) AS live`,
    values: [guardId, mobile ?? guardId, at(nowMs - 600_000), at(nowMs - 86_400_000), source.id, source.place, isKnown],
  })
  const [row] = rows
  if (!row) throw new Error('the read of earlier requests answers one row')
  return row
}

export type OtpRequestRow = {
  id: string
  atMs: number
  guardId: string
  cardId: string | null
  customerId: string | null
  enrollmentId: string | null
  mobile: string | null
  referenceNumber: string
  processType: string
  amount: number | null
  payeeName: string
  merchantId: string
  terminalId: string
  accountKind: string | null
  accountMasked: string | null
  accountMac: Buffer | null
  channelClientId: string
  clientIp: string | null
  paymentReference: string | null
  requesterId: string | null
  state: 'sent' | 'suppressed'
  suppressedReason: string | null
  overRateOf: string | null
  expiresAtMs: number
  smsMessageId: string | null
}
type NewOtpRequest = { codeMac: Buffer | null; source: SourceId; isKnown: boolean; supersedes: readonly string[] }

/** Writes a request, what is kept of its code, and the end of those it supersedes. */
export async function insertOtpRequest(
  tx: Transaction,
  row: OtpRequestRow,
  { codeMac, source, isKnown, supersedes }: NewOtpRequest,
): Promise<void> {
  await tx.query({
    name: 'insert_otp_request',
    text: `WITH k AS (INSERT INTO otp_code (otp_request_id, at, guard_id, mobile, code_mac, source_id, place_id, source_known)
          SELECT $1::uuid, $2::timestamptz, $3::uuid, $7::text, $26::bytea, $29::text, $30::text, $31::boolean WHERE $26::bytea IS NOT NULL),
        s AS (UPDATE otp_request r SET state = 'superseded' FROM unnest($27::timestamptz[], $28::uuid[]) AS p (at, id)
          WHERE r.at = p.at AND r.id = p.id)
      INSERT INTO otp_request (id, at, guard_id, card_id, customer_id, enrollment_id, mobile, reference_number, process_type,
        amount, payee_name, merchant_id, terminal_id, account_kind, account_masked, account_mac, channel_client_id, client_ip,
        payment_reference, requester_id, state, suppressed_reason, expires_at, sms_message_id, over_rate_of)
      VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22, $23, $24, $25)`,
    values: [
      ...valuesOf(row),
      codeMac,
      supersedes.map((id) => at(uuidv7AtMs(id))),
      supersedes,
      source.id,
      source.place,
      isKnown,
    ],
  })
}

function valuesOf(row: OtpRequestRow): unknown[] {
  return [
    row.id,
    at(row.atMs),
    row.guardId,
    row.cardId,
    row.customerId,
    row.enrollmentId,
    row.mobile,
    row.referenceNumber,
    row.processType,
    row.amount,
    row.payeeName,
    row.merchantId,
    row.terminalId,
    row.accountKind,
    row.accountMasked,
    row.accountMac,
    row.channelClientId,
    row.clientIp,
    row.paymentReference,
    row.requesterId,
    row.state,
    row.suppressedReason,
    at(row.expiresAtMs),
    row.smsMessageId,
    row.overRateOf,
  ]
}
