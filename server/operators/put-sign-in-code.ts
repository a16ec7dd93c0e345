import type { Transaction } from '#server/database.ts'
import { drawId } from '#server/draw-id.ts'
import { drawSignInCode, markHashOf } from '#server/operators/device-mark.ts'
import { deleteSignInCodes, insertKnownDevice } from '#server/operators/known-device-repository.ts'

const CODE_HOURS = 24

export type SignInCode = { code: string; expiresAtMs: number }

/** A code that stands in a known browser's place for one right sign-in; the operator's earlier ones end. */
export async function putSignInCode(
  tx: Transaction,
  { operatorId, nowMs }: { operatorId: string; nowMs: number },
): Promise<SignInCode> {
  const code = drawSignInCode()
  const markHash = markHashOf(code)
  if (markHash === null) throw new Error('A code was drawn that is none')
  const codeExpiresAtMs = nowMs + CODE_HOURS * 3_600_000
  await deleteSignInCodes(tx, operatorId)
  const id = drawId(nowMs)
  await insertKnownDevice(tx, { id, operatorId, markHash, nowMs, ip: null, userAgent: null, codeExpiresAtMs })
  return { code, expiresAtMs: codeExpiresAtMs }
}
