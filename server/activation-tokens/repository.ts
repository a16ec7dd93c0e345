import type { ActivationTokenStatus } from '#domain/activation/activation-token-state.ts'
import type { IssuedTokenFacts } from '#domain/activation/decide-activation-token-issue.ts'
import { at, type Sql, type Transaction } from '#server/database.ts'

/** A token past its time gives way: the index lets only one stand as issued. */
export async function expireOverdueToken(tx: Transaction, enrollmentId: string, nowMs: number): Promise<void> {
  await tx.query({
    name: 'expire_overdue_token',
    text: `UPDATE activation_token SET status = 'expired', ended_at = $2
           WHERE enrollment_id = $1 AND status = 'issued' AND expires_at <= $2`,
    values: [enrollmentId, at(nowMs)],
  })
}

/** The enrollment's tokens issued since `sinceMs`, and the live one whenever it was issued. */
export async function listTokens(tx: Transaction, enrollmentId: string, sinceMs: number): Promise<TokenOfEnrollment[]> {
  const { rows } = await tx.query<TokenOfEnrollment>({
    name: 'list_tokens_of_enrollment',
    text: `SELECT id AS "activationTokenId", status, tried, issued_at AS "issuedAtMs" FROM activation_token
           WHERE enrollment_id = $1 AND (issued_at >= $2 OR status = 'issued') ORDER BY issued_at`,
    values: [enrollmentId, at(sinceMs)],
  })
  return rows
}
export type TokenOfEnrollment = IssuedTokenFacts & { issuedAtMs: number }

export async function countInstallations(tx: Transaction, mobile: string): Promise<number> {
  const { rows } = await tx.query<{ count: number }>({
    name: 'count_installations_on_mobile',
    text: `SELECT count(*) FROM device WHERE mobile = $1 AND status IN ('registered', 'active')`,
    values: [mobile],
  })
  return rows[0]?.count ?? 0
}

export async function supersedeToken(tx: Transaction, activationTokenId: string, nowMs: number): Promise<void> {
  await tx.query({
    name: 'supersede_token',
    text: `UPDATE activation_token SET status = 'superseded', ended_at = $2 WHERE id = $1 AND status = 'issued'`,
    values: [activationTokenId, at(nowMs)],
  })
}

/** Which half went where: an ATM's terminal, or the desk of an operator with the submission it answers. */
export type Custody =
  | { receiptCustody: 'answered_to_atm'; terminalId: string }
  | { receiptCustody: 'printed'; operatorId: string; submissionId: string | null }

export type NewToken = {
  id: string
  enrollmentId: string
  cardId: string
  customerId: string
  mobile: string
  custody: Custody
  smsMessageId: string
  issuedAtMs: number
  expiresAtMs: number
}

export async function insertToken(tx: Transaction, { custody, ...row }: NewToken): Promise<void> {
  const desk = custody.receiptCustody === 'printed' ? custody : null
  await tx.query({
    name: 'insert_activation_token',
    text: `INSERT INTO activation_token (id, enrollment_id, card_id, customer_id, mobile, status, terminal_id, operator_id,
             receipt_custody, submission_id, sms_message_id, issued_at, expires_at)
           VALUES ($1, $2, $3, $4, $5, 'issued', $6, $7, $8, $9, $10, $11, $12)`,
    values: [
      row.id,
      row.enrollmentId,
      row.cardId,
      row.customerId,
      row.mobile,
      custody.receiptCustody === 'printed' ? null : custody.terminalId,
      desk?.operatorId ?? null,
      custody.receiptCustody,
      desk?.submissionId ?? null,
      row.smsMessageId,
      at(row.issuedAtMs),
      at(row.expiresAtMs),
    ],
  })
}

type Submission = { operatorId: string; submissionId: string }
export type SubmittedToken = { activationTokenId: string; enrollmentId: string }

export async function findSubmittedToken(tx: Transaction, submission: Submission): Promise<SubmittedToken | null> {
  const { rows } = await tx.query<SubmittedToken>(
    `SELECT id AS "activationTokenId", enrollment_id AS "enrollmentId" FROM activation_token
     WHERE operator_id = $1 AND submission_id = $2`,
    [submission.operatorId, submission.submissionId],
  )
  return rows[0] ?? null
}

export type PrintableToken = {
  id: string
  enrollmentId: string
  cardId: string
  customerId: string
  last4: string
  status: ActivationTokenStatus
  reprints: number
  expiresAtMs: number
}

export async function findToken(sql: Sql, activationTokenId: string): Promise<PrintableToken | null> {
  const { rows } = await sql.query<PrintableToken>(
    `SELECT t.id, t.enrollment_id AS "enrollmentId", t.card_id AS "cardId", t.customer_id AS "customerId", c.last4,
       t.status, t.reprints, t.expires_at AS "expiresAtMs"
     FROM activation_token t JOIN card c ON c.id = t.card_id WHERE t.id = $1`,
    [activationTokenId],
  )
  return rows[0] ?? null
}

type Reprint = { activationTokenId: string; reprintsMax: number; nowMs: number }

/** Counts one more print of a live token's receipt part; null when it may not be printed again. */
export async function countReprint(tx: Transaction, reprint: Reprint): Promise<number | null> {
  const { rows } = await tx.query<{ reprints: number }>(
    `UPDATE activation_token SET reprints = reprints + 1, receipt_custody = 'reprinted'
     WHERE id = $1 AND status = 'issued' AND expires_at > $3 AND reprints < $2 RETURNING reprints`,
    [reprint.activationTokenId, reprint.reprintsMax, at(reprint.nowMs)],
  )
  return rows[0]?.reprints ?? null
}
