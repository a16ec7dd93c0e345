import { at, type Sql, type Transaction } from '#server/database.ts'

export async function ensurePartitions(sql: Sql, monthsAhead: number): Promise<number> {
  const { rows } = await sql.query<{ made: number }>('SELECT ensure_partitions($1) AS made', [monthsAhead])
  return rows[0]?.made ?? 0
}

/** Learns the names of the shops of at most one more day; answers until when all are known. */
export async function learnPayees(sql: Sql, untilMs: number): Promise<number> {
  const { rows } = await sql.query<{ untilMs: number }>('SELECT learn_payees($1) AS "untilMs"', [at(untilMs)])
  return rows[0]?.untilMs ?? untilMs
}

export const PURGE_LIMIT = 5_000
const purges = {
  otpCodes: `DELETE FROM otp_code WHERE otp_request_id IN (SELECT otp_request_id FROM otp_code WHERE at < $1 LIMIT ${PURGE_LIMIT})`,
  requestOutcomes: `DELETE FROM request_outcome WHERE (client_id, request_id) IN
    (SELECT client_id, request_id FROM request_outcome WHERE created_at < $1 LIMIT ${PURGE_LIMIT})`,
  rateBuckets: `DELETE FROM rate_bucket WHERE (kind, key, minute) IN
    (SELECT kind, key, minute FROM rate_bucket WHERE minute < $1 LIMIT ${PURGE_LIMIT})`,
  earlyReports: `DELETE FROM early_delivery_report WHERE (provider_message_id, channel_client_id, status) IN
    (SELECT provider_message_id, channel_client_id, status FROM early_delivery_report WHERE received_at < $1 LIMIT ${PURGE_LIMIT})`,
  wrongTokenTries: `DELETE FROM wrong_token_try WHERE ctid IN (SELECT ctid FROM wrong_token_try WHERE at < $1 LIMIT ${PURGE_LIMIT})`,
  signInCounts: `DELETE FROM sign_in_count WHERE (kind, key) IN
    (SELECT kind, key FROM sign_in_count WHERE last_at < $1 AND (shut_until IS NULL OR shut_until < $1) LIMIT ${PURGE_LIMIT})`,
  proofCodes: `DELETE FROM proof_code WHERE proof_id IN
    (SELECT c.proof_id FROM proof_code c JOIN proof p ON p.id = c.proof_id WHERE p.code_expires_at < $1 LIMIT ${PURGE_LIMIT})`,
  registrationCodes: `DELETE FROM registration_code WHERE registration_id IN
    (SELECT c.registration_id FROM registration_code c JOIN registration r ON r.id = c.registration_id WHERE r.expires_at < $1 LIMIT ${PURGE_LIMIT})`,
}

/** Deletes at most 5 000 rows older than `beforeMs`; returns how many. */
export async function purgeOlder(sql: Sql, what: keyof typeof purges, beforeMs: number): Promise<number> {
  return (await sql.query(purges[what], [at(beforeMs)])).rowCount ?? 0
}

export async function findCardsWithOverdueTokens(sql: Sql, nowMs: number): Promise<string[]> {
  const { rows } = await sql.query<{ cardId: string }>(
    `SELECT DISTINCT card_id AS "cardId" FROM activation_token WHERE status = 'issued' AND expires_at <= $1 LIMIT 200`,
    [at(nowMs)],
  )
  return rows.map(({ cardId }) => cardId)
}

export async function expireTokens(tx: Transaction, cardIds: string[], nowMs: number): Promise<void> {
  await tx.query(
    `UPDATE activation_token SET status = 'expired', ended_at = $2
     WHERE card_id = ANY($1) AND status = 'issued' AND expires_at <= $2`,
    [cardIds, at(nowMs)],
  )
}

export async function findCardsWithOverdueActivations(sql: Sql, createdBeforeMs: number): Promise<string[]> {
  const { rows } = await sql.query<{ cardId: string }>(
    `SELECT DISTINCT card_id AS "cardId" FROM activation WHERE status = 'unconfirmed' AND created_at <= $1 LIMIT 200`,
    [at(createdBeforeMs)],
  )
  return rows.map(({ cardId }) => cardId)
}

export async function lapseActivations(
  tx: Transaction,
  cardIds: string[],
  createdBeforeMs: number,
  nowMs: number,
): Promise<void> {
  await tx.query(
    `WITH lapsed AS (
       UPDATE activation SET status = 'ended', ended_reason = 'lapsed', ended_at = $3
       WHERE card_id = ANY($1) AND status = 'unconfirmed' AND created_at <= $2 RETURNING activation_token_id
     )
     UPDATE activation_token t SET status = 'lapsed', ended_at = $3 FROM lapsed WHERE t.id = lapsed.activation_token_id AND t.status = 'redeemed'`,
    [cardIds, at(createdBeforeMs), at(nowMs)],
  )
}
