import type { ActivationTokenStatus } from '#domain/activation/activation-token-state.ts'
import type { EnrollmentStatus, PinKind } from '#domain/verification/verification-types.ts'
import { at, type Sql, type Transaction } from '#server/database.ts'

export type RedeemableToken = {
  id: string
  enrollmentId: string
  cardId: string
  customerId: string
  status: ActivationTokenStatus
  expiresAtMs: number
  wasRedeemed: boolean
  failedAttempts: number
  tokenMac: Buffer
  pinKind: PinKind
  enrollmentStatus: EnrollmentStatus
  bin: string
  last4: string
}

/** The token that a receipt part finds for an installation's mobile; of two, the one that still lives. */
export async function findTokenByReceipt(
  sql: Sql,
  { receiptMac, mobile }: { receiptMac: Buffer; mobile: string },
): Promise<RedeemableToken | null> {
  const { rows } = await sql.query<RedeemableToken>({
    name: 'find_token_by_receipt',
    text: `SELECT t.id, t.enrollment_id AS "enrollmentId", t.card_id AS "cardId", t.customer_id AS "customerId", t.status,
             t.expires_at AS "expiresAtMs", t.redeemed_at IS NOT NULL AS "wasRedeemed", t.failed_attempts AS "failedAttempts", s.token_mac AS "tokenMac",
             e.pin_kind AS "pinKind", e.status AS "enrollmentStatus", c.bin, c.last4
           FROM activation_token_secret s JOIN activation_token t ON t.id = s.activation_token_id
             JOIN enrollment e ON e.id = t.enrollment_id JOIN card c ON c.id = t.card_id
           WHERE s.receipt_mac = $1 AND t.mobile = $2
           ORDER BY t.status = 'issued' DESC, t.issued_at DESC LIMIT 1`,
    values: [receiptMac, mobile],
  })
  return rows[0] ?? null
}

export async function lockToken(tx: Transaction, activationTokenId: string): Promise<void> {
  await tx.query({
    name: 'lock_activation_token',
    text: 'SELECT id FROM activation_token WHERE id = $1 FOR UPDATE',
    values: [activationTokenId],
  })
}

/** Somebody has the receipt part: from now on the token was tried. */
export async function markTokenTried(tx: Transaction, activationTokenId: string): Promise<void> {
  await tx.query({
    name: 'mark_token_tried',
    text: 'UPDATE activation_token SET tried = true WHERE id = $1 AND NOT tried',
    values: [activationTokenId],
  })
}

type WrongPart = { activationTokenId: string; exhausts: boolean; nowMs: number }

export async function chargeToken(tx: Transaction, { activationTokenId, exhausts, nowMs }: WrongPart): Promise<void> {
  await tx.query({
    name: 'charge_token',
    text: `UPDATE activation_token SET failed_attempts = failed_attempts + 1,
             status = CASE WHEN $2 THEN 'exhausted' ELSE status END,
             ended_at = CASE WHEN $2 THEN $3::timestamptz ELSE ended_at END
           WHERE id = $1`,
    values: [activationTokenId, exhausts, at(nowMs)],
  })
}

export async function redeemToken(tx: Transaction, activationTokenId: string, nowMs: number): Promise<void> {
  const { rowCount } = await tx.query({
    name: 'redeem_token',
    text: `UPDATE activation_token SET status = 'redeemed', redeemed_at = $2 WHERE id = $1 AND status = 'issued'`,
    values: [activationTokenId, at(nowMs)],
  })
  if (rowCount !== 1) throw new Error('A token was redeemed that was not issued')
}
