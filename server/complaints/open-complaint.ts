import { kindsWithoutCustomer } from '#domain/complaint/complaint.ts'
import { AppError } from '#server/app-error.ts'
import { authorizeComplaintWork } from '#server/complaints/authorize-complaint-work.ts'
import { findSubmitted } from '#server/complaints/event-repository.ts'
import { type Opening, openingSchema } from '#server/complaints/schemas.ts'
import { storeComplaint } from '#server/complaints/store-complaint.ts'
import { type ComplainingCustomer, findComplainingCustomer } from '#server/complaints/subject-repository.ts'
import { type Transaction, withTransaction } from '#server/database.ts'
import type { Operator } from '#server/operators/authorize.ts'
import { isCustomerInReach } from '#server/reach/customer-scope-repository.ts'
import type { RequestContext } from '#server/request-context.ts'
import type { DeskServices } from '#server/services.ts'

/**
 * Opens a complaint of a customer without a verification, or of somebody the bank cannot name about the app alone. Answers its
 * id; sent twice it is one.
 * @throws AppError unauthenticated, forbidden, validation_failed, not_found (the customer, or out of reach)
 */
export async function openComplaint(
  services: DeskServices,
  ctx: RequestContext,
  input: Opening,
): Promise<{ complaintId: string }> {
  const operator = await authorizeComplaintWork(services, ctx)
  const parsed = openingSchema.safeParse(input)
  if (!parsed.success) throw new AppError('validation_failed')
  const { submissionId, kind, customerId, note, mobile: given = null } = parsed.data
  if (customerId === null && !kindsWithoutCustomer.includes(kind)) throw new AppError('validation_failed')
  return await withTransaction(services.pool, async (tx) => {
    const submitted = await findSubmitted(tx, { operatorId: operator.id, submissionId })
    if (submitted !== null) return { complaintId: submitted }
    const customer = customerId === null ? null : await takeCustomer(tx, ctx, operator, customerId)
    const mobile = customer === null ? given : null
    const opened = { operator, submissionId, kind, customer, mobile, verificationId: null, note }
    const complaintId = await storeComplaint(tx, ctx, opened)
    if (complaintId === null) throw new AppError('conflict')
    return { complaintId }
  })
}

async function takeCustomer(
  tx: Transaction,
  { nowMs }: RequestContext,
  operator: Operator,
  customerId: string,
): Promise<ComplainingCustomer> {
  const isInReach = await isCustomerInReach(tx, operator, { customerId, nowMs })
  const customer = isInReach ? await findComplainingCustomer(tx, customerId) : null
  if (customer === null) throw new AppError('not_found')
  return customer
}
