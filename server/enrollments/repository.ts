import type { EnrollmentStatus, Method, PinKind } from '#domain/verification/verification-types.ts'
import { at, type Sql, type Transaction } from '#server/database.ts'

export type EnrollmentRow = {
  id: string
  cardId: string
  customerId: string
  pinKind: PinKind
  method: Method
  status: EnrollmentStatus
}

/** The card's enrollments that are not deactivated. */
export async function listOpenEnrollments(tx: Transaction, cardId: string): Promise<EnrollmentRow[]> {
  const { rows } = await tx.query<EnrollmentRow>({
    name: 'list_open_enrollments',
    text: `SELECT id, card_id AS "cardId", customer_id AS "customerId", pin_kind AS "pinKind", method, status
           FROM enrollment WHERE card_id = $1 AND status <> 'deactivated' ORDER BY pin_kind, method`,
    values: [cardId],
  })
  return rows
}

type EnrollmentKey = Pick<EnrollmentRow, 'cardId' | 'pinKind' | 'method'>

export async function findOpenEnrollment(tx: Transaction, key: EnrollmentKey): Promise<EnrollmentRow | null> {
  const open = await listOpenEnrollments(tx, key.cardId)
  return open.find(({ pinKind, method }) => pinKind === key.pinKind && method === key.method) ?? null
}

export type OperatorsEnrollment = EnrollmentRow & { bin: string; last4: string; mobile: string | null }

export async function findEnrollment(sql: Sql, enrollmentId: string): Promise<OperatorsEnrollment | null> {
  const { rows } = await sql.query<OperatorsEnrollment>({
    name: 'find_enrollment',
    text: `SELECT e.id, e.card_id AS "cardId", e.customer_id AS "customerId", e.pin_kind AS "pinKind", e.method, e.status,
             c.bin, c.last4, k.mobile
           FROM enrollment e JOIN card c ON c.id = e.card_id JOIN customer k ON k.id = e.customer_id WHERE e.id = $1`,
    values: [enrollmentId],
  })
  return rows[0] ?? null
}

export async function insertEnrollment(
  tx: Transaction,
  row: Omit<EnrollmentRow, 'status'> & { status: 'pending' | 'active'; nowMs: number },
): Promise<void> {
  await tx.query({
    name: 'insert_enrollment',
    text: `INSERT INTO enrollment (id, card_id, customer_id, pin_kind, method, status, created_at, activated_at)
           VALUES ($1, $2, $3, $4, $5, $6, $7, CASE WHEN $6 = 'active' THEN $7::timestamptz END)`,
    values: [row.id, row.cardId, row.customerId, row.pinKind, row.method, row.status, at(row.nowMs)],
  })
}

/** An installation's first code was right: a pending enrollment becomes active. */
export async function activateEnrollment(tx: Transaction, enrollmentId: string, nowMs: number): Promise<void> {
  await tx.query({
    name: 'activate_enrollment',
    text: `UPDATE enrollment SET status = 'active', activated_at = $2 WHERE id = $1 AND status = 'pending'`,
    values: [enrollmentId, at(nowMs)],
  })
}
