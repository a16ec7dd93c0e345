import { z } from 'zod'
import { approvalStateAt } from '#domain/operator/approval.ts'
import { AppError } from '#server/app-error.ts'
import { recordApproval } from '#server/approvals/record-approval.ts'
import { decideHeld, takeApproval } from '#server/approvals/repository.ts'
import { withTransaction } from '#server/database.ts'
import { idSchema } from '#server/field-schemas.ts'
import { requireOperator } from '#server/operators/authorize.ts'
import type { RequestContext } from '#server/request-context.ts'
import type { DeskServices } from '#server/services.ts'

const inputSchema = z.object({ approvalId: idSchema })

/**
 * The maker takes a request back before anybody decided; taking it back twice is taking it back.
 * @throws AppError unauthenticated, validation_failed, not_found (also: another's request);
 *   conflict already_decided (state, checkerName, decidedAtMs)
 */
export async function withdrawApproval(
  services: DeskServices,
  ctx: RequestContext,
  input: z.input<typeof inputSchema>,
): Promise<void> {
  const operator = await requireOperator(services, ctx)
  const parsed = inputSchema.safeParse(input)
  if (!parsed.success) throw new AppError('validation_failed')
  await withTransaction(services.pool, async (tx) => {
    const approval = await takeApproval(tx, parsed.data.approvalId)
    if (approval?.makerId !== operator.id) throw new AppError('not_found')
    const { checkerName, decidedAtMs } = approval
    const state = approvalStateAt(approval, ctx.nowMs)
    if (state === 'withdrawn') return
    if (state !== 'open')
      throw new AppError('conflict', { reason: 'already_decided', fields: { state, checkerName, decidedAtMs } })
    await decideHeld(tx, { approvalId: approval.id, state: 'withdrawn', checkerId: null, decidedAtMs: ctx.nowMs })
    await recordApproval(tx, ctx, { action: 'approval.withdrawn', approval, operator })
  })
}
