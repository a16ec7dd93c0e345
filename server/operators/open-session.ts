import { randomBytes } from 'node:crypto'
import { recordAuditEvent } from '#server/audit/record-audit-event.ts'
import type { Transaction } from '#server/database.ts'
import { drawId } from '#server/draw-id.ts'
import { type Operator, sessionIdHash } from '#server/operators/authorize.ts'
import { knowBrowser } from '#server/operators/know-browser.ts'
import { lapseLimits } from '#server/operators/lapse-limits.ts'
import { endLapsedSessions } from '#server/operators/lapsed-session-repository.ts'
import { endOldestSessions, insertStaffSession } from '#server/operators/open-session-repository.ts'
import {
  type SignInFacts,
  type SignInKeys,
  type SigningOperator,
  setPasswordHash,
  setSignInFailures,
} from '#server/operators/sign-in-repository.ts'
import type { RequestContext } from '#server/request-context.ts'
import { refusal } from '#server/requests/refusal.ts'
import type { Outcome } from '#server/requests/run-once.ts'
import type { ChannelServices } from '#server/services.ts'

const SESSION_ID_BYTES = 32

export type RightSignIn = {
  operator: SigningOperator
  facts: SignInFacts
  keys: SignInKeys
  device: string | undefined
  renewed: string | null
}

/** The operator's row is held: of sign-ins at once each leaves at most the policy's number of sessions. */
export async function openSession(
  tx: Transaction,
  services: Pick<ChannelServices, 'policy'>,
  ctx: RequestContext,
  right: RightSignIn,
): Promise<Outcome & { stored: Outcome }> {
  const { operator, facts, renewed } = right
  const { id: operatorId, username, name, role, branchId, branchName } = operator
  const { nowMs, ip, userAgent } = ctx
  if (renewed !== null) await setPasswordHash(tx, operatorId, renewed)
  const [id, sessionId] = [drawId(nowMs), randomBytes(SESSION_ID_BYTES).toString('base64url')]
  const who: Operator = { id: operatorId, username, name, role, branchId, branchName, sessionId: id }
  await endLapsedSessions(tx, operatorId, lapseLimits(services.policy(), nowMs))
  const keep = services.policy().staffSessionsMax - 1
  for (const ended of await endOldestSessions(tx, { operatorId, keep, nowMs })) {
    const subject = { kind: 'staff_session', id: ended }
    await recordAuditEvent(tx, ctx, { action: 'staff.session_ended', subject, data: { why: 'newer_sign_in' } }, who)
  }
  await insertStaffSession(tx, {
    id,
    sidHash: sessionIdHash(sessionId),
    operatorId,
    createdAtMs: nowMs,
    ip,
    userAgent,
    failedBefore: operator.failedTries,
  })
  const device = await knowBrowser(tx, services, ctx, right)
  // Who is known proves nothing of a stranger's tries: those stay counted, and the account shut to them.
  const count = facts.device === null ? { failures: 0, shutUntilMs: null } : countOf(operator)
  await setSignInFailures(tx, operatorId, { ...count, tries: null })
  await recordAuditEvent(tx, ctx, { action: 'staff.signed_in', subject: { kind: 'staff_session', id } }, who)
  return {
    status: 201,
    body: { sessionId, device, operator: { id: operatorId, username, name, role, branchId, branchName } },
    stored: refusal(409, 'already_answered'),
  }
}

const countOf = ({ failedAttempts, lockedUntilMs }: SigningOperator) => ({
  failures: failedAttempts,
  shutUntilMs: lockedUntilMs,
})
