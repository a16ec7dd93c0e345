import { AppError } from '#server/app-error.ts'
import { actOnComplaint } from '#server/complaints/act-on-complaint.ts'
import { authorizeComplaintWork } from '#server/complaints/authorize-complaint-work.ts'
import { closeComplaintRow } from '#server/complaints/repository.ts'
import { type Closing, closingSchema } from '#server/complaints/schemas.ts'
import { tellCustomer } from '#server/complaints/tell-customer.ts'
import type { RequestContext } from '#server/request-context.ts'
import type { DeskServices } from '#server/services.ts'

/**
 * Answers a complaint: with what it came to, and in words. Its time open is counted, and the customer is told.
 * @throws AppError unauthenticated, forbidden, validation_failed, not_found, conflict (complaint_closed)
 */
export async function closeComplaint(services: DeskServices, ctx: RequestContext, input: Closing): Promise<void> {
  const operator = await authorizeComplaintWork(services, ctx)
  const parsed = closingSchema.safeParse(input)
  if (!parsed.success) throw new AppError('validation_failed')
  const { outcome, note, ...act } = parsed.data
  await actOnComplaint(services, ctx, {
    operator,
    ...act,
    event: 'close',
    work: async (tx, { id, number, customerId, customerMobile: mobile }) => {
      await closeComplaintRow(tx, { complaintId: id, outcome, nowMs: ctx.nowMs })
      const told = { kind: 'complaint_answered', customerId, mobile, number } as const
      await tellCustomer(tx, { ...told, operator, nowMs: ctx.nowMs })
      return { note, outcome, data: { complaintOutcome: outcome } }
    },
  })
}
