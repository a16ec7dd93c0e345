import { AppError } from '#server/app-error.ts'
import { actOnComplaint } from '#server/complaints/act-on-complaint.ts'
import { findAssignee } from '#server/complaints/assignee-repository.ts'
import { authorizeComplaintWork } from '#server/complaints/authorize-complaint-work.ts'
import { setAssignee } from '#server/complaints/repository.ts'
import { type Assigning, assigningSchema } from '#server/complaints/schemas.ts'
import type { RequestContext } from '#server/request-context.ts'
import type { DeskServices } from '#server/services.ts'

/**
 * Gives an open complaint to somebody who may work on it, or (null) to nobody.
 * @throws AppError unauthenticated, forbidden, validation_failed, not_found, conflict (complaint_closed, not_assignable)
 */
export async function assignComplaint(services: DeskServices, ctx: RequestContext, input: Assigning): Promise<void> {
  const operator = await authorizeComplaintWork(services, ctx)
  const parsed = assigningSchema.safeParse(input)
  if (!parsed.success) throw new AppError('validation_failed')
  const { assigneeId, ...act } = parsed.data
  await actOnComplaint(services, ctx, {
    operator,
    ...act,
    event: 'assign',
    work: async (tx, { id, branchId, assigneeId: before }) => {
      if (assigneeId === before) return null
      const assignee = assigneeId && (await findAssignee(tx, { operatorId: assigneeId, branchId }))
      if (assigneeId && !assignee) throw new AppError('conflict', { reason: 'not_assignable' })
      await setAssignee(tx, id, assigneeId)
      return { assigneeId, data: { assignee: assignee ? assignee.name : null } }
    },
  })
}
