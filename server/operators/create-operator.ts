import { z } from 'zod'
import { roles } from '#domain/operator/permission.ts'
import { canonicalPassword, canonicalUsername } from '#domain/operator/sign-in-text.ts'
import { foldEveryDigit } from '#domain/text/fold-every-digit.ts'
import { recordAuditEvent } from '#server/audit/record-audit-event.ts'
import { type Pool, withTransaction } from '#server/database.ts'
import { drawId } from '#server/draw-id.ts'
import { writtenSchema } from '#server/field-schemas.ts'
import { hashPassword } from '#server/operators/check-password.ts'
import { ensureBranch, insertOperator } from '#server/operators/operator-repository.ts'
import { putSignInCode, type SignInCode } from '#server/operators/put-sign-in-code.ts'

const schema = z
  .object({
    username: z
      .string()
      .transform(canonicalUsername)
      .pipe(z.string().regex(/^[a-z0-9._-]{3,32}$/, 'give --username: 3 to 32 of a-z 0-9 . _ -')),
    name: writtenSchema({ min: 2, max: 80 }),
    role: z.enum(roles, `give --role: ${roles.join(', ')}`),
    branch: z
      .string()
      .transform(foldEveryDigit)
      .pipe(z.string().regex(/^[0-9]{1,8}$/, 'give --branch: its code, digits'))
      .optional(),
    branchName: writtenSchema({ min: 2, max: 80 }).optional(),
    password: z.string().refine((text) => [...canonicalPassword(text)].length >= 12, 'must be 12 signs or more'),
    nowMs: z.int(),
  })
  .refine(({ role, branch }) => role !== 'branch' || branch !== undefined, 'a branch operator needs --branch')

/**
 * Makes a member of staff, and their branch when its name is given, from the machine's own console: how the first
 * administrator of an installation comes to be.
 * Answers the username as it is stored, and a code for the first sign-in: nobody can shut them out before it.
 * @throws Error that says which field is wrong; a username that is taken
 */
export async function createOperator(
  pool: Pool,
  input: Record<string, unknown>,
): Promise<{ username: string; signInCode: SignInCode }> {
  const parsed = schema.safeParse(input)
  if (!parsed.success)
    throw new Error(parsed.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`).join('\n'))
  const { username, name, role, branch, branchName, password, nowMs } = parsed.data
  const passwordHash = await hashPassword(password)
  const signInCode = await withTransaction(pool, async (tx) => {
    const branchId =
      branch === undefined
        ? null
        : await ensureBranch(tx, { id: drawId(nowMs), code: branch, name: branchName ?? null })
    if (branch !== undefined && branchId === null)
      throw new Error(`There is no branch ${branch} yet: give --branch-name to make it.`)
    const id = drawId(nowMs)
    const made = await insertOperator(tx, { id, username, name, role, branchId, passwordHash, nowMs })
    if (!made) throw new Error(`The username ${username} is taken.`)
    const ctx = { actor: { kind: 'system' as const, name: 'console' }, requestId: id, ip: null, userAgent: null, nowMs }
    await recordAuditEvent(tx, ctx, {
      action: 'staff.created',
      subject: { kind: 'operator', id },
      data: { username, name, role },
    })
    return await putSignInCode(tx, { operatorId: id, nowMs })
  })
  return { username, signInCode }
}
