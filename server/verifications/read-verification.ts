import { isUuidv7 } from '#domain/text/uuidv7.ts'
import { AppError } from '#server/app-error.ts'
import { recordAuditEvent } from '#server/audit/record-audit-event.ts'
import { type Transaction, withTransaction } from '#server/database.ts'
import { authorize, type Operator } from '#server/operators/authorize.ts'
import type { RequestContext } from '#server/request-context.ts'
import type { DeskServices } from '#server/services.ts'
import { type Around, listAroundCustomer, listAroundGuard } from '#server/verifications/around-repository.ts'
import { mayReadVerificationsOf } from '#server/verifications/authorize-reading.ts'
import {
  type AskedRow,
  findAsked,
  findVerification,
  type VerificationPageRow,
  wasViewedSince,
} from '#server/verifications/verification-page-repository.ts'

export type { Around } from '#server/verifications/around-repository.ts'
export type { AskedRow, Binding, VerificationPageRow } from '#server/verifications/verification-page-repository.ts'
export type VerificationPage = { verification: VerificationPageRow; asked: AskedRow | null; around: Around[] }

const AROUND_MS = 10 * 60_000
const SAME_VIEW_MS = 10 * 60_000

/**
 * One verification with what led to it and what else happened ten minutes around it; the view is recorded, once in ten
 * minutes. A verification out of reach answers like one that is not there.
 * @throws AppError unauthenticated, forbidden, not_found
 */
export async function readVerification(
  services: DeskServices,
  ctx: RequestContext,
  { verificationId }: { verificationId: string },
): Promise<VerificationPage> {
  const operator = await authorize(services, ctx, 'verification:read')
  if (!isUuidv7(verificationId)) throw new AppError('not_found')
  return await withTransaction(services.pool, async (tx) => {
    const verification = await findVerification(tx, verificationId)
    const isInReach = verification && (await mayReadVerificationsOf(tx, operator, verification.customerId, ctx.nowMs))
    if (!verification || !isInReach) throw new AppError('not_found')
    await recordView(tx, ctx, operator, verification)
    const asked = verification.otpRequestId ? await findAsked(tx, verification.otpRequestId) : null
    const around = await listAround(tx, verification)
    return { verification, asked, around: around.filter(({ id }) => id !== verificationId) }
  })
}

async function listAround(
  tx: Transaction,
  { atMs, customerId, guardId, terminalId }: VerificationPageRow,
): Promise<Around[]> {
  const span = { fromMs: atMs - AROUND_MS, toMs: atMs + AROUND_MS }
  return customerId
    ? await listAroundCustomer(tx, { ...span, customerId })
    : await listAroundGuard(tx, { ...span, guardId, terminalId })
}

async function recordView(
  tx: Transaction,
  ctx: RequestContext,
  operator: Operator,
  { id, customerId, cardMasked, reason }: VerificationPageRow,
): Promise<void> {
  const view = { operatorId: operator.id, verificationId: id, sinceMs: ctx.nowMs - SAME_VIEW_MS }
  if (await wasViewedSince(tx, view)) return
  const subject = { kind: 'verification', id }
  const data = { last4: cardMasked.slice(-4), reason }
  await recordAuditEvent(tx, ctx, { action: 'verification.viewed', customerId, subject, data }, operator)
}
