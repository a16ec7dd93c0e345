import { randomBytes } from 'node:crypto'
import { canonicalUsername } from '#domain/sign-in-text.ts'
import { recordAuditEvent } from '#server/audit/record-audit-event.ts'
import type { Transaction } from '#server/database.ts'
import { drawId } from '#server/draw-id.ts'
import { openTurns } from '#server/open-turns.ts'
import { type Operator, sessionIdHash } from '#server/operators/authorize.ts'
import type { RequestContext } from '#server/request-context.ts'
import { refusal } from '#server/requests/refusal.ts'
import type { RequestKey } from '#server/requests/request-key.ts'
import { type Outcome, runOnce } from '#server/requests/run-once.ts'
import type { ChannelServices } from '#server/services.ts'
import { checkPassword, hashPassword } from '#server/staff/check-password.ts'
import {
  insertStaffSession,
  type SigningOperator,
  setPasswordHash,
  setSignInFailures,
  takeSigningOperator,
} from '#server/staff/repository.ts'
import type { SignIn } from '#server/staff/schemas.ts'

const SESSION_ID_BYTES = 32
// A sign-in keeps a connection for as long as a password takes to check.
const inTurn = openTurns({ atOnceMax: 2, waitingMax: 200 })
const refused = refusal(409, 'sign_in_refused')

/**
 * Opens a session for a member of staff; its id is answered once and kept only as a hash. An unknown name, a wrong
 * password, a locked and a disabled account are refused alike and as slowly.
 */
export async function signIn(
  services: ChannelServices,
  requestCtx: RequestContext,
  { request, input }: { request: RequestKey; input: SignIn },
): Promise<Outcome> {
  const ctx = { ...requestCtx, ip: input.ip ?? null, userAgent: input.userAgent ?? null }
  return await inTurn(() => runOnce(services.pool, request, (tx) => decideSignIn(tx, services, ctx, input)))
}

async function decideSignIn(
  tx: Transaction,
  services: ChannelServices,
  ctx: RequestContext,
  input: SignIn,
): Promise<Outcome & { stored?: Outcome }> {
  const found = await takeSigningOperator(tx, canonicalUsername(input.username))
  const mayTry = found !== null && found.disabledAtMs === null && (found.lockedUntilMs ?? 0) <= ctx.nowMs
  const { isRight, isOutdated } = await checkPassword(mayTry ? found.passwordHash : null, input.password)
  if (mayTry && isRight) {
    if (isOutdated) await setPasswordHash(tx, found.id, await hashPassword(input.password))
    return await openSession(tx, ctx, found)
  }
  if (mayTry) await countFailure(tx, services, ctx, found)
  else await recordRefusal(tx, ctx, found)
  return refused
}

async function openSession(
  tx: Transaction,
  ctx: RequestContext,
  found: SigningOperator,
): Promise<Outcome & { stored: Outcome }> {
  const { id: operatorId, username, name, role, branchId, branchName } = found
  const sessionId = randomBytes(SESSION_ID_BYTES).toString('base64url')
  const id = drawId(ctx.nowMs)
  const { nowMs: createdAtMs, ip, userAgent } = ctx
  await insertStaffSession(tx, { id, sidHash: sessionIdHash(sessionId), operatorId, createdAtMs, ip, userAgent })
  await setSignInFailures(tx, operatorId, { failedAttempts: 0, lockedUntilMs: null })
  const operator: Operator = { id: operatorId, username, name, role, branchId, branchName, sessionId: id }
  const subject = { kind: 'staff_session', id }
  await recordAuditEvent(tx, ctx, { action: 'staff.signed_in', subject }, operator)
  return {
    status: 201,
    body: { sessionId, operator: { id: operatorId, username, name, role, branchId, branchName } },
    stored: refusal(409, 'already_answered'),
  }
}

async function countFailure(
  tx: Transaction,
  { policy }: ChannelServices,
  ctx: RequestContext,
  { id, failedAttempts: earlier }: SigningOperator,
): Promise<void> {
  const { staffSignInFailuresMax, staffLockMinutes } = policy()
  const failedAttempts = earlier + 1
  const subject = { kind: 'operator', id }
  await recordAuditEvent(tx, ctx, { action: 'staff.sign_in_failed', subject, data: { failedAttempts } })
  if (failedAttempts < staffSignInFailuresMax) {
    await setSignInFailures(tx, id, { failedAttempts, lockedUntilMs: null })
    return
  }
  const lockedUntilMs = ctx.nowMs + staffLockMinutes * 60_000
  await setSignInFailures(tx, id, { failedAttempts: 0, lockedUntilMs })
  const until = new Date(lockedUntilMs).toISOString()
  await recordAuditEvent(tx, ctx, { action: 'staff.locked', subject, data: { until } })
}

/** The name that was typed is not kept: people type passwords into the wrong box. */
async function recordRefusal(tx: Transaction, ctx: RequestContext, found: SigningOperator | null): Promise<void> {
  const why = found === null ? 'unknown' : found.disabledAtMs === null ? 'locked' : 'disabled'
  const subject = found === null ? undefined : { kind: 'operator', id: found.id }
  await recordAuditEvent(tx, ctx, {
    action: 'staff.sign_in_failed',
    ...(subject === undefined ? {} : { subject }),
    data: { why },
  })
}
