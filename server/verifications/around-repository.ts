import { at, type Sql } from '#server/database.ts'

export type Around = {
  kind: 'verification' | 'otp_request' | 'sms' | 'act'
  id: string
  atMs: number
  /** verification: reason; otp_request: state; sms: state; act: audit action. */
  what: string
  cardMasked: string | null
  amount: number | null
  payeeName: string | null
  /** Where it was tried or asked; null for what happened at no machine. */
  terminalId: string | null
  template: string | null
  endedAtMs: number | null
  reason: string | null
  actorName: string | null
}

type Span = { customerId: string; fromMs: number; toMs: number }

const LIMIT_EACH = 40

/** Everything of the customer between two instants, oldest first; what staff only looked at is left out. */
export async function listAroundCustomer(sql: Sql, { customerId, fromMs, toMs }: Span): Promise<Around[]> {
  const { rows } = await sql.query<Around>(
    `(SELECT 'verification' AS kind, id, at AS "atMs", reason AS what, card_masked AS "cardMasked", amount,
        payee_name AS "payeeName", terminal_id AS "terminalId", NULL AS template, NULL::timestamptz AS "endedAtMs", NULL AS reason, NULL AS "actorName"
      FROM verification WHERE customer_id = $1 AND at BETWEEN $2 AND $3 ORDER BY at, id LIMIT ${LIMIT_EACH})
     UNION ALL
     (SELECT 'otp_request', r.id, r.at, r.state, (SELECT k.bin || '******' || k.last4 FROM card k WHERE k.id = r.card_id),
        r.amount, r.payee_name, r.terminal_id, NULL, NULL, r.suppressed_reason, NULL
      FROM otp_request r WHERE r.customer_id = $1 AND r.at BETWEEN $2 AND $3 ORDER BY r.at, r.id LIMIT ${LIMIT_EACH})
     UNION ALL
     (SELECT 'sms', id, at, state, NULL, NULL, NULL, NULL, template, ended_at, error_code, NULL
      FROM sms_message WHERE customer_id = $1 AND at BETWEEN $2 AND $3 ORDER BY at, id LIMIT ${LIMIT_EACH})
     UNION ALL
     (SELECT 'act', id, at, action, NULL, NULL, NULL, NULL, NULL, NULL, reason, actor_name
      FROM audit_event WHERE customer_id = $1 AND at BETWEEN $2 AND $3
        AND action NOT IN ('customer.viewed', 'customer.found', 'verification.viewed', 'card.looked_up')
      ORDER BY at, id LIMIT ${LIMIT_EACH})
     ORDER BY 3, 1, 2`,
    [customerId, at(fromMs), at(toMs)],
  )
  return rows
}

/** The tries of a card that is nobody's, at one terminal: there is no customer to find the rest by. */
export async function listAroundGuard(
  sql: Sql,
  { guardId, terminalId, fromMs, toMs }: { guardId: string; terminalId: string; fromMs: number; toMs: number },
): Promise<Around[]> {
  const { rows } = await sql.query<Around>(
    `SELECT 'verification' AS kind, id, at AS "atMs", reason AS what, card_masked AS "cardMasked", amount,
       payee_name AS "payeeName", terminal_id AS "terminalId", NULL AS template, NULL::timestamptz AS "endedAtMs", NULL AS reason, NULL AS "actorName"
     FROM verification WHERE terminal_id = $1 AND at BETWEEN $2 AND $3 AND guard_id = $4 ORDER BY at, id LIMIT ${LIMIT_EACH}`,
    [terminalId, at(fromMs), at(toMs), guardId],
  )
  return rows
}
