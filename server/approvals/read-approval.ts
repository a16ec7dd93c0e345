import { z } from 'zod'
import { refuseChecker } from '#domain/operator/approval.ts'
import type { ApprovalChange } from '#domain/operator/approval-facts.ts'
import { AppError } from '#server/app-error.ts'
import { findApproval } from '#server/approvals/approval-page-repository.ts'
import { approvalSteps } from '#server/approvals/approval-steps.ts'
import type { ApprovalView } from '#server/approvals/approval-view.ts'
import { listChanges } from '#server/approvals/approve-request.ts'
import { authorizeApprovals } from '#server/approvals/authorize-approvals.ts'
import type { ApprovalRow } from '#server/approvals/list-repository.ts'
import { findStaff } from '#server/approvals/repository.ts'
import { viewApproval } from '#server/approvals/view-approval.ts'
import type { Sql } from '#server/database.ts'
import { idSchema } from '#server/field-schemas.ts'
import type { RequestContext } from '#server/request-context.ts'
import type { DeskServices } from '#server/services.ts'

/** `changedSince`: of an open request, what is not what it was when it was asked; approving it now would end it as stale. */
export type ApprovalDetail = ApprovalView & { changedSince: ApprovalChange[] }

/**
 * One request, for its maker and for who may check it; whether it has changed is read from numbers that the web does not see.
 * @throws AppError unauthenticated, forbidden, not_found (also: neither the operator's nor theirs to check)
 */
export async function readApproval(
  services: DeskServices,
  ctx: RequestContext,
  input: { approvalId: string },
): Promise<ApprovalDetail> {
  const operator = await authorizeApprovals(services, ctx)
  const { data: approvalId } = z.safeParse(idSchema, input.approvalId)
  const row = approvalId ? await findApproval(services.pool, approvalId) : null
  if (!row) throw new AppError('not_found')
  const refused = refuseChecker({ ...row, makerId: row.maker.id, makerRole: row.maker.role, checker: operator })
  if (refused !== null && refused !== 'own_request') throw new AppError('not_found')
  const view = viewApproval(row, operator, ctx.nowMs)
  const changedSince = view.state === 'open' ? await findChangesSince(services.pool, ctx, row) : []
  return { ...view, changedSince }
}

async function findChangesSince(sql: Sql, ctx: RequestContext, row: ApprovalRow): Promise<ApprovalChange[]> {
  const maker = await findStaff(sql, row.maker.id)
  const subject = maker && (await approvalSteps[row.act].read(sql, ctx, row.payload, maker))
  return listChanges({ approval: { ...row, makerRole: row.maker.role }, subject, maker })
}
