import { dueAtMsOf } from '#domain/complaint/complaint.ts'
import { AppError } from '#server/app-error.ts'
import { actOnComplaint } from '#server/complaints/act-on-complaint.ts'
import { authorizeComplaintWork } from '#server/complaints/authorize-complaint-work.ts'
import { findOpenOfVerification, reopenComplaintRow } from '#server/complaints/repository.ts'
import { type Reopening, reopeningSchema } from '#server/complaints/schemas.ts'
import type { RequestContext } from '#server/request-context.ts'
import type { DeskServices } from '#server/services.ts'

/**
 * Takes up a closed complaint again, saying why; it is due again from now.
 * @throws AppError unauthenticated, forbidden, validation_failed, not_found, conflict (complaint_not_closed,
 * another_open: the verification has a later complaint that is open)
 */
export async function reopenComplaint(services: DeskServices, ctx: RequestContext, input: Reopening): Promise<void> {
  const operator = await authorizeComplaintWork(services, ctx)
  const parsed = reopeningSchema.safeParse(input)
  if (!parsed.success) throw new AppError('validation_failed')
  const { note, ...act } = parsed.data
  await actOnComplaint(services, ctx, {
    operator,
    ...act,
    event: 'reopen',
    work: async (tx, { id, kind, verificationId }) => {
      const another = verificationId && (await findOpenOfVerification(tx, verificationId))
      if (another) throw new AppError('conflict', { reason: 'another_open' })
      const dueAtMs = dueAtMsOf(kind, ctx.nowMs)
      await reopenComplaintRow(tx, { complaintId: id, nowMs: ctx.nowMs, dueAtMs }).catch(anotherOpened)
      return { note, dueAtMs, data: { dueAtMs } }
    },
  })
}

/** Somebody opened one of the same verification at this very moment. */
function anotherOpened(error: { constraint?: string }): never {
  if (error.constraint === 'complaint_one_open') throw new AppError('conflict', { reason: 'another_open' })
  throw error
}
