import { AppError } from '#server/app-error.ts'
import { actOnComplaint } from '#server/complaints/act-on-complaint.ts'
import { authorizeComplaintWork } from '#server/complaints/authorize-complaint-work.ts'
import { setDue } from '#server/complaints/repository.ts'
import { type DueChange, dueChangeSchema } from '#server/complaints/schemas.ts'
import type { RequestContext } from '#server/request-context.ts'
import type { DeskServices } from '#server/services.ts'

const AHEAD_MAX_MS = 90 * 86_400_000

/**
 * Moves when an open complaint should be answered: to a moment ahead, at most 90 days.
 * @throws AppError unauthenticated, forbidden, validation_failed, not_found, conflict (complaint_closed)
 */
export async function changeComplaintDue(services: DeskServices, ctx: RequestContext, input: DueChange): Promise<void> {
  const operator = await authorizeComplaintWork(services, ctx)
  const parsed = dueChangeSchema.safeParse(input)
  if (!parsed.success) throw new AppError('validation_failed')
  const { dueAtMs, ...act } = parsed.data
  if (dueAtMs <= ctx.nowMs || dueAtMs > ctx.nowMs + AHEAD_MAX_MS) throw new AppError('validation_failed')
  await actOnComplaint(services, ctx, {
    operator,
    ...act,
    event: 'change_due',
    work: async (tx, complaint) => {
      if (complaint.dueAtMs === dueAtMs) return null
      await setDue(tx, complaint.id, dueAtMs)
      return { dueAtMs, data: { dueAtMs } }
    },
  })
}
