import { orLeave, readRequest } from '#app/request.ts'
import type { ApprovalView } from '#server/approvals/approval-view.ts'
import { listApprovals } from '#server/approvals/list-approvals.ts'

/** The change of policy that waits for an answer, an administrator's own or another's; there is one at a time. */
export async function findWaitingChange(): Promise<ApprovalView | null> {
  const { services, ctx } = await readRequest()
  const lists = await orLeave(
    Promise.all((['waiting', 'mine'] as const).map((tab) => listApprovals(services, ctx, { tab, limit: 100 }))),
  )
  const open = lists.flatMap(({ rows }) => rows).filter(({ state }) => state === 'open')
  return open.find(({ act }) => act === 'policy:change') ?? null
}
