import { AppError } from '#server/app-error.ts'
import { recordAuditEvent } from '#server/audit/record-audit-event.ts'
import { withTransaction } from '#server/database.ts'
import { idSchema } from '#server/field-schemas.ts'
import { authorize } from '#server/operators/authorize.ts'
import { holdWorkingOperator } from '#server/operators/operator-repository.ts'
import { putSignInCode, type SignInCode } from '#server/operators/put-sign-in-code.ts'
import type { RequestContext } from '#server/request-context.ts'
import type { DeskServices } from '#server/services.ts'

/**
 * A way in for an operator whose account is shut to unknown browsers and who has no known one. It opens nothing without
 * their password.
 * @throws AppError unauthenticated, forbidden, not_found (also: disabled)
 */
export async function issueSignInCode(
  services: DeskServices,
  ctx: RequestContext,
  input: { operatorId: string },
): Promise<SignInCode> {
  const admin = await authorize(services, ctx, 'settings:change')
  const parsed = idSchema.safeParse(input.operatorId)
  if (!parsed.success) throw new AppError('not_found')
  const operatorId = parsed.data
  return await withTransaction(services.pool, async (tx) => {
    if (!(await holdWorkingOperator(tx, operatorId))) throw new AppError('not_found')
    const issued = await putSignInCode(tx, { operatorId, nowMs: ctx.nowMs })
    const subject = { kind: 'operator', id: operatorId }
    const data = { untilMs: issued.expiresAtMs }
    await recordAuditEvent(tx, ctx, { action: 'staff.sign_in_code_issued', subject, data }, admin)
    return issued
  })
}
