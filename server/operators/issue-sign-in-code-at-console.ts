import { canonicalUsername } from '#domain/operator/sign-in-text.ts'
import { recordAuditEvent } from '#server/audit/record-audit-event.ts'
import { type Pool, withTransaction } from '#server/database.ts'
import { drawId } from '#server/draw-id.ts'
import { findWorkingOperator } from '#server/operators/operator-repository.ts'
import { putSignInCode, type SignInCode } from '#server/operators/put-sign-in-code.ts'

/**
 * The same from the machine's own console, for when no administrator can sign in.
 * @throws Error when nobody at work has that username
 */
export async function issueSignInCodeAtConsole(
  pool: Pool,
  { username, nowMs }: { username: string; nowMs: number },
): Promise<SignInCode> {
  return await withTransaction(pool, async (tx) => {
    const operatorId = await findWorkingOperator(tx, canonicalUsername(username))
    if (operatorId === null) throw new Error(`Nobody at work has the username ${username}.`)
    const issued = await putSignInCode(tx, { operatorId, nowMs })
    const actor = { kind: 'system', name: 'console' } as const
    const ctx = { actor, requestId: drawId(nowMs), ip: null, userAgent: null, nowMs }
    await recordAuditEvent(tx, ctx, {
      action: 'staff.sign_in_code_issued',
      subject: { kind: 'operator', id: operatorId },
      data: { untilMs: issued.expiresAtMs },
    })
    return issued
  })
}
