import { createHash } from 'node:crypto'
import { isAllowed, type Permission, type Role } from '#domain/operator/permission.ts'
import type { Policy } from '#domain/operator/policy.ts'
import { AppError } from '#server/app-error.ts'
import { insertAuditEvent } from '#server/audit/repository.ts'
import { at, type Pool } from '#server/database.ts'
import { drawId } from '#server/draw-id.ts'
import type { OperatorAsks } from '#server/operator-acts/operator-asks.ts'
import { findOperatorBySession, touchStaffSession } from '#server/operators/repository.ts'
import type { RequestContext } from '#server/request-context.ts'

export type Operator = {
  id: string
  username: string
  name: string
  role: Role
  branchId: string | null
  branchName: string | null
  sessionId: string
}

/** Who acts, whether or not the request is theirs: a maker whose request somebody else approves has no session in it. */
export type StaffMember = Omit<Operator, 'sessionId'>

type Services = { pool: Pool; policy: () => Policy; asks?: OperatorAsks }

export function sessionIdHash(sessionId: string): Buffer {
  return createHash('sha256').update(sessionId).digest()
}

/**
 * The operator behind the request's session, read again from the database: a revoked, idle or too old session and a
 * disabled operator's is nobody's. A lock refuses sign-in alone, or whoever knows a username could end its session.
 * @throws AppError unauthenticated
 */
export async function requireOperator(services: Services, ctx: RequestContext): Promise<Operator> {
  if (ctx.actor.kind !== 'operator') throw new AppError('unauthenticated')
  const row = await findOperatorBySession(services.pool, sessionIdHash(ctx.actor.sessionId))
  const { staffSessionIdleMinutes, staffSessionAbsoluteHours } = services.policy()
  const live =
    row &&
    row.revokedAtMs === null &&
    row.disabledAtMs === null &&
    ctx.nowMs - row.lastSeenAtMs < staffSessionIdleMinutes * 60_000 &&
    ctx.nowMs - row.createdAtMs < staffSessionAbsoluteHours * 3_600_000
  if (!live) throw new AppError('unauthenticated')
  if (ctx.nowMs - row.lastSeenAtMs > 10_000) await keepAlive(services, ctx, row.staffSessionId)
  return {
    id: row.id,
    username: row.username,
    name: row.name,
    role: row.role,
    branchId: row.branchId,
    branchName: row.branchName,
    sessionId: row.staffSessionId,
  }
}

async function keepAlive({ pool, asks }: Services, ctx: RequestContext, staffSessionId: string): Promise<void> {
  if (asks) await asks.keepAlive(ctx)
  else await touchStaffSession(pool, staffSessionId, at(ctx.nowMs))
}

/**
 * The first line of every use case that an operator calls, and the only enforcement. A denial is recorded.
 * @throws AppError unauthenticated; forbidden (answered to the operator exactly like a missing thing)
 */
export async function authorize(services: Services, ctx: RequestContext, permission: Permission): Promise<Operator> {
  const operator = await requireOperator(services, ctx)
  if (isAllowed(operator.role, permission)) return operator
  await recordDenial(services, ctx, operator, permission)
  throw new AppError('forbidden')
}

/** What was refused, and to whom. @param asked the permission, or the act that was to be approved */
export async function recordDenial(
  { pool, asks }: Pick<Services, 'pool' | 'asks'>,
  ctx: RequestContext,
  operator: StaffMember,
  asked: string,
): Promise<void> {
  if (asks) return await asks.recordDenial(ctx, asked)
  await insertAuditEvent(pool, {
    id: drawId(ctx.nowMs),
    atMs: ctx.nowMs,
    actorKind: 'operator',
    actorId: operator.id,
    actorName: operator.name,
    actorRole: operator.role,
    branchName: operator.branchName,
    action: 'permission.denied',
    customerId: null,
    cardId: null,
    subjectKind: 'permission',
    subjectId: asked,
    reason: null,
    proof: null,
    data: {},
    ip: ctx.ip,
    requestId: ctx.requestId,
  })
}
