import { complaintKindOf } from '#domain/reason/reason.ts'
import { isUuidv7 } from '#domain/text/uuidv7.ts'
import { AppError } from '#server/app-error.ts'
import { authorizeComplaintWork } from '#server/complaints/authorize-complaint-work.ts'
import { findSubmitted } from '#server/complaints/event-repository.ts'
import { findOpenOfVerification } from '#server/complaints/repository.ts'
import { type AboutVerification, aboutVerificationSchema } from '#server/complaints/schemas.ts'
import { storeComplaint } from '#server/complaints/store-complaint.ts'
import {
  type ComplainedVerification,
  type ComplainingCustomer,
  findComplainedVerification,
  findComplainingCustomer,
} from '#server/complaints/subject-repository.ts'
import { type Transaction, withTransaction } from '#server/database.ts'
import type { Operator } from '#server/operators/authorize.ts'
import { isCustomerInReach } from '#server/reach/customer-scope-repository.ts'
import type { RequestContext } from '#server/request-context.ts'
import type { DeskServices } from '#server/services.ts'
import { mayReadVerificationsOf } from '#server/verifications/authorize-reading.ts'

const ROUNDS_MAX = 3

/**
 * Opens a complaint about a verification, its kind taken from the verdict; while one of it is open, that one is answered.
 * @throws AppError unauthenticated, forbidden, validation_failed, not_found (of nobody, or out of reach)
 */
export async function openVerificationComplaint(
  services: DeskServices,
  ctx: RequestContext,
  input: AboutVerification,
): Promise<{ complaintId: string; isNew: boolean }> {
  const operator = await authorizeComplaintWork(services, ctx)
  const parsed = aboutVerificationSchema.safeParse(input)
  if (!parsed.success) throw new AppError('validation_failed')
  const { submissionId, verificationId } = parsed.data
  if (!isUuidv7(verificationId)) throw new AppError('not_found')
  return await withTransaction(services.pool, async (tx) => {
    const { verification, customer } = await takeSubject(tx, ctx, operator, verificationId)
    const submitted = await findSubmitted(tx, { operatorId: operator.id, submissionId })
    if (submitted !== null) return { complaintId: submitted, isNew: false }
    const kind = complaintKindOf(verification.reason)
    const opened = { operator, submissionId, kind, customer, mobile: null, verificationId, note: null }
    // One that was open when the new one was refused may be closed by the time it is looked for.
    for (let round = 1; round <= ROUNDS_MAX; round++) {
      const complaintId = await storeComplaint(tx, ctx, opened)
      if (complaintId !== null) return { complaintId, isNew: true }
      const open = await findOpenOfVerification(tx, verificationId)
      if (open !== null) return { complaintId: open, isNew: false }
    }
    throw new AppError('busy')
  })
}

type Subject = { verification: ComplainedVerification; customer: ComplainingCustomer }

async function takeSubject(
  tx: Transaction,
  { nowMs }: RequestContext,
  operator: Operator,
  verificationId: string,
): Promise<Subject> {
  const verification = await findComplainedVerification(tx, verificationId)
  const customerId = verification?.customerId ?? null
  if (verification === null || customerId === null) throw new AppError('not_found')
  const isInReach =
    (await isCustomerInReach(tx, operator, { customerId, nowMs })) &&
    (await mayReadVerificationsOf(tx, operator, customerId, nowMs))
  const customer = isInReach ? await findComplainingCustomer(tx, customerId) : null
  if (customer === null) throw new AppError('not_found')
  return { verification, customer }
}
