import { AppError } from '#server/app-error.ts'
import { actOnComplaint } from '#server/complaints/act-on-complaint.ts'
import { authorizeComplaintWork } from '#server/complaints/authorize-complaint-work.ts'
import { type Noting, notingSchema } from '#server/complaints/schemas.ts'
import type { RequestContext } from '#server/request-context.ts'
import type { DeskServices } from '#server/services.ts'

/**
 * Writes a note on a complaint, open or closed.
 * @throws AppError unauthenticated, forbidden, validation_failed, not_found
 */
export async function noteComplaint(services: DeskServices, ctx: RequestContext, input: Noting): Promise<void> {
  const operator = await authorizeComplaintWork(services, ctx)
  const parsed = notingSchema.safeParse(input)
  if (!parsed.success) throw new AppError('validation_failed')
  const { note, ...act } = parsed.data
  await actOnComplaint(services, ctx, { operator, ...act, event: 'note', work: async () => ({ note }) })
}
