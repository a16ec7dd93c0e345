import { requireOperator } from '#server/operators/authorize.ts'
import { lapseLimits } from '#server/operators/lapse-limits.ts'
import { listLiveSessions, type StaffSessionRow } from '#server/operators/staff-session-repository.ts'
import type { RequestContext } from '#server/request-context.ts'
import type { DeskServices } from '#server/services.ts'

export type OwnSession = StaffSessionRow & { isThisOne: boolean }

/**
 * Where the operator is signed in; everyone may ask it of themselves.
 * @throws AppError unauthenticated
 */
export async function listOwnSessions(services: DeskServices, ctx: RequestContext): Promise<OwnSession[]> {
  const { id: operatorId, sessionId } = await requireOperator(services, ctx)
  const rows = await listLiveSessions(services.pool, { operatorId, ...lapseLimits(services.policy(), ctx.nowMs) })
  return rows.map((row) => ({ ...row, isThisOne: row.id === sessionId }))
}
