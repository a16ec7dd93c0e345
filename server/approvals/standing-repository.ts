import type { ApprovalAct } from '#domain/operator/approval.ts'
import { at, type Transaction } from '#server/database.ts'

type CompletedAct = { act: ApprovalAct; subjectKey: string; nowMs: number }

/** What was asked for on the phone is done at a counter or a machine: the approval that stood for it is used up. */
export async function fulfilStandingApproval(
  tx: Transaction,
  { act, subjectKey, nowMs }: CompletedAct,
): Promise<{ approvalId: string } | null> {
  const { rows } = await tx.query<{ approvalId: string }>({
    name: 'fulfil_standing_approval',
    text: `UPDATE approval SET done_at = $3
           WHERE act = $1 AND subject_key = $2 AND state = 'approved' AND done_at IS NULL AND standing_until > $3
           RETURNING id AS "approvalId"`,
    values: [act, subjectKey, at(nowMs)],
  })
  return rows[0] ?? null
}
