import type { ApprovalMoved } from '#server/approvals/record-approval.ts'
import { at, type Transaction } from '#server/database.ts'

/** One that is being decided at this moment is left to its decider. */
export async function expireOverdueApprovals(
  tx: Transaction,
  { nowMs, limit }: { nowMs: number; limit: number },
): Promise<ApprovalMoved['approval'][]> {
  const { rows } = await tx.query<ApprovalMoved['approval']>(
    `UPDATE approval SET state = 'expired', decided_at = $1
     WHERE id IN (SELECT id FROM approval WHERE state = 'open' AND expires_at <= $1 ORDER BY requested_at LIMIT $2
                  FOR UPDATE SKIP LOCKED)
     RETURNING id, act, customer_id AS "customerId", card_id AS "cardId", subject_kind AS "subjectKind",
       subject_id AS "subjectId"`,
    [at(nowMs), limit],
  )
  return rows
}
