import { at, type Transaction } from '#server/database.ts'

/** Cards whose guards must be held before a customer's number moves: the customer's own and those bound to its installations. */
export async function findCardsTouchedByMobile(tx: Transaction, customerId: string): Promise<string[]> {
  const { rows } = await tx.query<{ cardId: string }>(
    `SELECT id AS "cardId" FROM card WHERE customer_id = $1
     UNION
     SELECT a.card_id FROM device d JOIN activation a ON a.device_id = d.id
     WHERE d.mobile = (SELECT mobile FROM customer WHERE id = $1) AND d.status IN ('registered', 'active')`,
    [customerId],
  )
  return rows.map(({ cardId }) => cardId)
}

type MobileChange = { customerId: string; oldMobile: string; nowMs: number }

/** Ends the customer's bindings, live tokens and live OTP requests that lived on the old number. */
export async function endMaterialOfOldMobile(
  tx: Transaction,
  { customerId, oldMobile, nowMs }: MobileChange,
): Promise<void> {
  await tx.query(
    `UPDATE activation a SET status = 'ended', ended_reason = 'mobile_changed', ended_at = $3
     FROM device d, card c
     WHERE d.id = a.device_id AND c.id = a.card_id AND c.customer_id = $1 AND d.mobile = $2 AND a.status <> 'ended'`,
    [customerId, oldMobile, at(nowMs)],
  )
  await tx.query(
    `UPDATE activation_token SET ended_at = $3,
       status = CASE WHEN status = 'issued' AND expires_at <= $3 THEN 'expired' ELSE 'ended' END
     WHERE customer_id = $1 AND mobile = $2 AND status IN ('issued', 'redeemed')`,
    [customerId, oldMobile, at(nowMs)],
  )
  await tx.query(
    `UPDATE enrollment e SET status = 'deactivated', deactivated_at = $2, deactivated_reason = 'mobile_changed'
     WHERE e.customer_id = $1 AND e.method = 'app' AND e.status <> 'deactivated'
       AND NOT EXISTS (SELECT FROM activation a WHERE a.enrollment_id = e.id AND a.status <> 'ended')`,
    [customerId, at(nowMs)],
  )
  await tx.query(
    `UPDATE otp_request SET state = 'ended'
     WHERE customer_id = $1 AND mobile = $2 AND state = 'sent' AND at > $3 AND expires_at > $4`,
    [customerId, oldMobile, at(nowMs - 600_000), at(nowMs)],
  )
}

/**
 * Ends the installations of the old number. One that still serves another customer, who keeps that number, lives on.
 * Answers the ended devices' models.
 */
export async function endInstallationsOfOldMobile(
  tx: Transaction,
  { customerId, oldMobile, nowMs }: MobileChange,
): Promise<{ id: string; model: string }[]> {
  const { rows } = await tx.query<{ id: string; model: string }>(
    `UPDATE device d SET status = 'deactivated', ended_at = $3, ended_reason = 'mobile_changed'
     WHERE d.mobile = $2 AND d.status IN ('registered', 'active')
       AND NOT EXISTS (SELECT FROM activation a WHERE a.device_id = d.id AND a.status <> 'ended')
       AND (EXISTS (SELECT FROM activation a JOIN card c ON c.id = a.card_id WHERE a.device_id = d.id AND c.customer_id = $1)
            OR NOT EXISTS (SELECT FROM customer o WHERE o.mobile = $2 AND o.id <> $1))
     RETURNING d.id, d.model`,
    [customerId, oldMobile, at(nowMs)],
  )
  return rows
}
