import { z } from 'zod'
import { AppError } from '#server/app-error.ts'
import { deleteView, insertView, takeViews } from '#server/complaints/view-repository.ts'
import { withTransaction } from '#server/database.ts'
import { drawId } from '#server/draw-id.ts'
import { wordsSchema } from '#server/field-schemas.ts'
import { authorize } from '#server/operators/authorize.ts'
import type { RequestContext } from '#server/request-context.ts'
import type { DeskServices } from '#server/services.ts'

const VIEWS_MAX = 12

const viewSchema = z.object({
  name: z
    .string()
    .transform((name) => name.trim())
    .pipe(wordsSchema({ min: 1, max: 40 })),
  query: z.string().regex(/^[a-z0-9_=&-]{1,300}$/),
})

/**
 * Keeps a narrowed queue under a name of the operator's own; the same name again takes the new queue.
 * @throws AppError unauthenticated, forbidden, validation_failed, conflict (too_many_views)
 */
export async function saveComplaintView(
  services: DeskServices,
  ctx: RequestContext,
  input: z.input<typeof viewSchema>,
): Promise<void> {
  const operator = await authorize(services, ctx, 'customer:read')
  const parsed = viewSchema.safeParse(input)
  if (!parsed.success) throw new AppError('validation_failed')
  const { name, query } = parsed.data
  await withTransaction(services.pool, async (tx) => {
    const views = await takeViews(tx, operator.id)
    const same = views.find((view) => view.name === name)
    if (!same && views.length >= VIEWS_MAX) throw new AppError('conflict', { reason: 'too_many_views' })
    if (same) await deleteView(tx, { id: same.id, operatorId: operator.id })
    await insertView(tx, { id: drawId(ctx.nowMs), operatorId: operator.id, name, query, nowMs: ctx.nowMs })
  })
}
