import type { AuditAction } from '#domain/operator/audit.ts'
import { insertAuditEvent } from '#server/audit/repository.ts'
import type { Sql } from '#server/database.ts'
import { drawId } from '#server/draw-id.ts'
import type { StaffMember } from '#server/operators/authorize.ts'
import type { Actor, RequestContext } from '#server/request-context.ts'

export type AuditEvent = {
  action: AuditAction
  customerId?: string | null
  cardId?: string | null
  subject?: { kind: string; id: string }
  reason?: string | null
  proof?: string | null
  data?: Record<string, unknown>
}

/**
 * Writes who did what, through the caller's own transaction: no act without its row, no row without its act.
 * `operator` is what authorize() returned; without one the context's actor signs. Never put a PAN, code or secret in `data`.
 */
export async function recordAuditEvent(
  sql: Sql,
  ctx: RequestContext,
  event: AuditEvent,
  operator?: StaffMember,
): Promise<void> {
  await insertAuditEvent(sql, {
    id: drawId(ctx.nowMs),
    atMs: ctx.nowMs,
    ...(operator ? signedByOperator(operator) : signedByActor(ctx.actor)),
    action: event.action,
    customerId: event.customerId ?? null,
    cardId: event.cardId ?? null,
    subjectKind: event.subject?.kind ?? null,
    subjectId: event.subject?.id ?? null,
    reason: event.reason ?? null,
    proof: event.proof ?? null,
    data: event.data ?? {},
    ip: ctx.ip,
    requestId: ctx.requestId,
  })
}

function signedByOperator(operator: StaffMember) {
  return {
    actorKind: 'operator' as const,
    actorId: operator.id,
    actorName: operator.name,
    actorRole: operator.role,
    branchName: operator.branchName,
  }
}

function signedByActor(actor: Actor) {
  const nobody = { actorRole: null, branchName: null }
  switch (actor.kind) {
    case 'channel':
      return { actorKind: 'channel' as const, actorId: actor.clientId, actorName: actor.name, ...nobody }
    case 'device':
      return { actorKind: 'device' as const, actorId: actor.deviceId, actorName: actor.name, ...nobody }
    case 'system':
      return { actorKind: 'system' as const, actorId: actor.name, actorName: actor.name, ...nobody }
    case 'anonymous':
      return { actorKind: 'system' as const, actorId: 'anonymous', actorName: 'anonymous', ...nobody }
    case 'operator':
      throw new Error('An operator signs by what authorize() returned')
  }
}
