import { at, type Sql, type Transaction } from '#server/database.ts'
import type { EnrollmentRow } from '#server/enrollments/repository.ts'

export type HeldEnrollment = EnrollmentRow & {
  last4: string
  mobile: string | null
  /** Nobody else's token or installation stands by to take the enrollment over while it is pending. */
  hangsOnDevice: boolean
}

/** The enrollments an installation is bound to, confirmed or not. */
export async function listHeldEnrollments(tx: Transaction, deviceId: string): Promise<HeldEnrollment[]> {
  const { rows } = await tx.query<HeldEnrollment>({
    name: 'list_held_enrollments',
    text: `SELECT e.id, e.card_id AS "cardId", e.customer_id AS "customerId", e.pin_kind AS "pinKind", e.method, e.status,
             c.last4, k.mobile,
             a.status = 'active' OR (e.status = 'pending'
               AND NOT EXISTS (SELECT FROM activation o WHERE o.enrollment_id = e.id AND o.device_id <> $1 AND o.status <> 'ended')
               AND NOT EXISTS (SELECT FROM activation_token t WHERE t.enrollment_id = e.id AND t.status = 'issued')
             ) AS "hangsOnDevice"
           FROM activation a JOIN enrollment e ON e.id = a.enrollment_id JOIN card c ON c.id = a.card_id
             JOIN customer k ON k.id = e.customer_id
           WHERE a.device_id = $1 AND a.status <> 'ended' ORDER BY a.status, a.created_at`,
    values: [deviceId],
  })
  return rows
}

export type ConcernedCustomer = { customerId: string; mobile: string | null }
export type CustomerOfMobile = ConcernedCustomer & { coolingOffUntilMs: number | null }

export async function listCustomersOfMobile(sql: Sql, mobile: string): Promise<CustomerOfMobile[]> {
  const { rows } = await sql.query<CustomerOfMobile>({
    name: 'list_customers_of_mobile',
    text: `SELECT id AS "customerId", mobile, cooling_off_until AS "coolingOffUntilMs" FROM customer
           WHERE mobile = $1 ORDER BY id LIMIT 50`,
    values: [mobile],
  })
  return rows
}

/** Ends every binding of an installation, and the tokens that would have confirmed one. */
export async function endActivationsOfDevice(
  tx: Transaction,
  { deviceId, reason, nowMs }: { deviceId: string; reason: 'device_deactivated' | 'device_blocked'; nowMs: number },
): Promise<void> {
  await tx.query({
    name: 'end_redeemed_tokens_of_device',
    text: `UPDATE activation_token t SET status = 'ended', ended_at = $2 FROM activation a
           WHERE a.device_id = $1 AND a.status = 'unconfirmed' AND t.id = a.activation_token_id AND t.status = 'redeemed'`,
    values: [deviceId, at(nowMs)],
  })
  await tx.query({
    name: 'end_activations_of_device',
    text: `UPDATE activation SET status = 'ended', ended_at = $2, ended_reason = $3
           WHERE device_id = $1 AND status <> 'ended'`,
    values: [deviceId, at(nowMs), reason],
  })
}

/** Everybody whose card an installation was ever bound to, and who shares its mobile. */
export async function listCustomersOfDevice(sql: Sql, deviceId: string): Promise<string[]> {
  const { rows } = await sql.query<{ customerId: string }>(
    `SELECT e.customer_id AS "customerId" FROM activation a JOIN enrollment e ON e.id = a.enrollment_id
     WHERE a.device_id = $1
     UNION
     SELECT k.id FROM device d JOIN customer k ON k.mobile = d.mobile WHERE d.id = $1`,
    [deviceId],
  )
  return rows.map(({ customerId }) => customerId)
}
