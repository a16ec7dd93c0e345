import { z } from 'zod'
import { AppError } from '#server/app-error.ts'
import type { ApprovalView } from '#server/approvals/approval-view.ts'
import { selectApprovalsOfCustomer } from '#server/approvals/list-repository.ts'
import { viewApproval } from '#server/approvals/view-approval.ts'
import { idSchema } from '#server/field-schemas.ts'
import { authorize } from '#server/operators/authorize.ts'
import { isCustomerInReach } from '#server/reach/customer-scope-repository.ts'
import type { RequestContext } from '#server/request-context.ts'
import type { DeskServices } from '#server/services.ts'

const DECIDED_SHOWN_MS = 7 * 86_400_000
const SHOWN_MAX = 20

/**
 * What is asked for on a customer's record: open requests, approvals that a branch is still to carry out, and what was
 * decided in the last seven days; newest first.
 * @throws AppError unauthenticated, forbidden, not_found (also: not within the operator's reach)
 */
export async function listApprovalsOfCustomer(
  services: DeskServices,
  ctx: RequestContext,
  input: { customerId: string },
): Promise<ApprovalView[]> {
  const operator = await authorize(services, ctx, 'customer:read')
  const { pool } = services
  const { nowMs } = ctx
  const { data: customerId } = z.safeParse(idSchema, input.customerId)
  if (!customerId || !(await isCustomerInReach(pool, operator, { customerId, nowMs }))) throw new AppError('not_found')
  const wish = { customerId, nowMs, decidedSinceMs: nowMs - DECIDED_SHOWN_MS, limit: SHOWN_MAX }
  return (await selectApprovalsOfCustomer(pool, wish)).map((row) => viewApproval(row, operator, nowMs))
}
