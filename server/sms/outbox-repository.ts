import { at, type Sql, type Transaction } from '#server/database.ts'

export type QueuedSms = {
  id: string
  atMs: number
  mobile: string
  template: 'registration_code' | 'activation_token' | 'otp' | 'proof_code' | 'notice'
  notice: Record<string, unknown> | null
  sealed: string | null
  notAfterMs: number
  attempts: number
}

/** Takes due messages for `leaseSeconds`; two workers never hold the same one. */
export async function leaseDueSms(
  sql: Sql,
  due: { nowMs: number; leaseSeconds: number; limit: number },
): Promise<QueuedSms[]> {
  const { rows } = await sql.query<QueuedSms>({
    name: 'lease_due_sms',
    text: `WITH due AS (
             SELECT sms_message_id FROM sms_outbox WHERE next_attempt_at <= $1
             ORDER BY next_attempt_at LIMIT $3 FOR UPDATE SKIP LOCKED
           )
           UPDATE sms_outbox o SET attempts = attempts + 1, next_attempt_at = $2
           FROM due LEFT JOIN sms_body b USING (sms_message_id)
           WHERE o.sms_message_id = due.sms_message_id
           RETURNING o.sms_message_id AS id, o.at AS "atMs", o.mobile, o.template, o.notice, b.sealed,
             o.not_after AS "notAfterMs", o.attempts`,
    values: [at(due.nowMs), at(due.nowMs + due.leaseSeconds * 1000), due.limit],
  })
  return rows
}

export type SentSms = {
  id: string
  atMs: number
  state: 'accepted' | 'rejected' | 'expired'
  providerMessageId: string | null
  /** Whose reports count for it; null: those of every client of kind `sms`. */
  providerClientId: string | null
  errorCode: string | null
  nowMs: number
}

export type SettledSms = { id: string; atMs: number; state: string; providerMessageId: string | null }

/** Records what became of a message and forgets its text. A delivery report may have come first: states only move forward. */
export async function settleSms(tx: Transaction, sent: SentSms): Promise<SettledSms | undefined> {
  const { rows } = await tx.query<SettledSms>({
    name: 'settle_sms',
    text: `UPDATE sms_message SET
             state = CASE WHEN state = 'queued' THEN $3 ELSE state END,
             provider_message_id = coalesce(provider_message_id, $4), error_code = coalesce(error_code, $5),
             provider_client_id = coalesce(provider_client_id, $7),
             accepted_at = CASE WHEN $3 = 'accepted' THEN coalesce(accepted_at, $6) ELSE accepted_at END,
             ended_at = CASE WHEN $3 <> 'accepted' THEN coalesce(ended_at, $6) ELSE ended_at END
           WHERE at = $2 AND id = $1
           RETURNING id, at AS "atMs", state, provider_message_id AS "providerMessageId"`,
    values: [
      sent.id,
      at(sent.atMs),
      sent.state,
      sent.providerMessageId,
      sent.errorCode,
      at(sent.nowMs),
      sent.providerClientId,
    ],
  })
  await tx.query({ name: 'delete_sms_body', text: 'DELETE FROM sms_body WHERE sms_message_id = $1', values: [sent.id] })
  await tx.query({
    name: 'delete_sms_outbox',
    text: 'DELETE FROM sms_outbox WHERE sms_message_id = $1',
    values: [sent.id],
  })
  return rows[0]
}

export async function postponeSms(sql: Sql, id: string, nextAttemptMs: number): Promise<void> {
  await sql.query('UPDATE sms_outbox SET next_attempt_at = $2 WHERE sms_message_id = $1', [id, at(nextAttemptMs)])
}
