import { worksOnComplaints } from '#domain/complaint/complaint.ts'
import { AppError } from '#server/app-error.ts'
import { authorize, type Operator, recordDenial } from '#server/operators/authorize.ts'
import type { RequestContext } from '#server/request-context.ts'
import type { DeskServices } from '#server/services.ts'

/**
 * Complaints follow customers: who sees a customer sees their complaints. Working on them is for branch, support and fraud;
 * an auditor's try is recorded and refused like any other denial.
 * @throws AppError unauthenticated, forbidden
 */
export async function authorizeComplaintWork(services: DeskServices, ctx: RequestContext): Promise<Operator> {
  const operator = await authorize(services, ctx, 'customer:read')
  if (worksOnComplaints(operator.role)) return operator
  await recordDenial(services, ctx, operator, 'complaint:work')
  throw new AppError('forbidden')
}
