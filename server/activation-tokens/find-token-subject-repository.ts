import type { Sql } from '#server/database.ts'
import type { EnrollmentRow } from '#server/enrollments/repository.ts'

/** An enrollment with its card and customer as they stand: what a reissue is decided from. */
export type TokenSubjectRow = EnrollmentRow & {
  last4: string
  cardStatus: 'active' | 'blocked'
  expiresAtMs: number
  mobile: string | null
  coolingOffUntilMs: number | null
}

export async function findTokenSubject(sql: Sql, enrollmentId: string): Promise<TokenSubjectRow | null> {
  const { rows } = await sql.query<TokenSubjectRow>({
    name: 'find_token_subject',
    text: `SELECT e.id, e.card_id AS "cardId", e.customer_id AS "customerId", e.pin_kind AS "pinKind", e.method, e.status,
             c.last4, c.status AS "cardStatus", c.expires_at AS "expiresAtMs", k.mobile,
             k.cooling_off_until AS "coolingOffUntilMs"
           FROM enrollment e JOIN card c ON c.id = e.card_id JOIN customer k ON k.id = e.customer_id WHERE e.id = $1`,
    values: [enrollmentId],
  })
  return rows[0] ?? null
}
