import { expireOverdueApprovals } from '#server/approvals/expiry-repository.ts'
import { recordApproval } from '#server/approvals/record-approval.ts'
import { withTransaction } from '#server/database.ts'
import { drawId } from '#server/draw-id.ts'
import type { WorkerServices } from '#server/services.ts'

const BATCH = 200
const BATCHES_MAX = 50

/** Ends the open requests whose time ran out, each with its audit row. Answers how many. */
export async function expireApprovals({ pool }: Pick<WorkerServices, 'pool'>, nowMs: number): Promise<number> {
  let ended = 0
  for (let batch = 0; batch < BATCHES_MAX; batch++) {
    const count = await withTransaction(pool, async (tx) => {
      const overdue = await expireOverdueApprovals(tx, { nowMs, limit: BATCH })
      const actor = { kind: 'system', name: 'approvals' } as const
      const ctx = { actor, requestId: drawId(nowMs), ip: null, userAgent: null, nowMs }
      for (const approval of overdue) {
        await recordApproval(tx, ctx, { action: 'approval.expired', approval, operator: null })
      }
      return overdue.length
    })
    ended += count
    if (count < BATCH) break
  }
  return ended
}
