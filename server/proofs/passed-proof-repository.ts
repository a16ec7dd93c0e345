import type { CheckedLevel } from '#domain/act-proofs.ts'
import { at, type Sql } from '#server/database.ts'

export type PassedProof = { proofId: string; level: CheckedLevel; expiresAtMs: number }
type Wish = { operatorId: string; customerId: string; nowMs: number }

/** The proofs by code that hold now for this operator x customer, the longest-lived of each level. */
export async function listPassedProofs(sql: Sql, { operatorId, customerId, nowMs }: Wish): Promise<PassedProof[]> {
  const { rows } = await sql.query<PassedProof>({
    name: 'list_passed_proofs',
    text: `SELECT DISTINCT ON (level) id AS "proofId", level, expires_at AS "expiresAtMs" FROM proof
           WHERE customer_id = $1 AND operator_id = $2 AND state = 'passed' AND expires_at > $3
             AND created_at > $3 - interval '1 hour'
           ORDER BY level, expires_at DESC`,
    values: [customerId, operatorId, at(nowMs)],
  })
  return rows
}
