import type { CheckedLevel } from '#domain/operator/act-proofs.ts'
import { at, type Sql } from '#server/database.ts'

export type PassedProof = { proofId: string; level: CheckedLevel; expiresAtMs: number }
type PassedProofQuery = { operatorId: string; customerId: string; nowMs: number }

/**
 * The proofs by code that hold now for this operator x customer, the longest-lived of each level. One of a number that is
 * not the customer's any more holds no longer, nor any while a number cools off, be it the old one again: whoever gave the
 * code may be who had the number changed.
 */
export async function listPassedProofs(
  sql: Sql,
  { operatorId, customerId, nowMs }: PassedProofQuery,
): Promise<PassedProof[]> {
  const { rows } = await sql.query<PassedProof>({
    name: 'list_passed_proofs',
    text: `SELECT DISTINCT ON (p.level) p.id AS "proofId", p.level, p.expires_at AS "expiresAtMs"
           FROM proof p JOIN customer k ON k.id = p.customer_id
           WHERE p.customer_id = $1 AND p.operator_id = $2 AND p.state = 'passed' AND p.expires_at > $3
             AND p.created_at > $3 - interval '1 hour' AND p.mobile IS NOT DISTINCT FROM k.mobile
             AND (k.cooling_off_until IS NULL OR k.cooling_off_until <= $3)
           ORDER BY p.level, p.expires_at DESC`,
    values: [customerId, operatorId, at(nowMs)],
  })
  return rows
}
