import { cache } from 'react'
import { orLeave, readRequest } from '#app/request.ts'
import { isStanding } from '#components/approvals/approval-state.tsx'
import type { ApprovalAct } from '#domain/operator/approval.ts'
import type { ApprovalView } from '#server/approvals/approval-view.ts'
import { listApprovalsOfCustomer } from '#server/approvals/list-approvals-of-customer.ts'

/** The customer's requests, read once however many buttons ask. */
export const readCustomerApprovals = cache(async (customerId: string): Promise<ApprovalView[]> => {
  const { services, ctx } = await readRequest()
  return await orLeave(listApprovalsOfCustomer(services, ctx, { customerId }))
})

/** What an act is on, in the words of its request. */
export type ApprovalTarget = { act: ApprovalAct; payload: Readonly<Record<string, string>> }

export function isAbout({ act, payload }: ApprovalTarget, approval: ApprovalView): boolean {
  return act === approval.act && Object.entries(payload).every(([name, value]) => approval.payload[name] === value)
}

/** Whether a second person approved the act, and it waits to be done. */
export async function isApproved(customerId: string, target: ApprovalTarget): Promise<boolean> {
  const { nowMs } = await readRequest()
  const approvals = await readCustomerApprovals(customerId)
  return approvals.some((each) => isAbout(target, each) && isStanding(each) && (each.standingUntilMs ?? 0) > nowMs)
}
