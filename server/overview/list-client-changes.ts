import { DAY_MS } from '#domain/calendar/day.ts'
import { authorize } from '#server/operators/authorize.ts'
import {
  type ClientChange,
  type DisabledClient,
  selectClientChanges,
  selectDisabledClients,
} from '#server/overview/client-change-repository.ts'
import type { RequestContext } from '#server/request-context.ts'
import type { DeskServices } from '#server/services.ts'

export type { ClientChange, DisabledClient } from '#server/overview/client-change-repository.ts'
export type ClientChanges = { changes: ClientChange[]; disabled: DisabledClient[] }

const SHOWN_DAYS = 7
/** A request may have waited as long as the policy lets it. */
const ASKED_DAYS = 14
const LISTED_MAX = 5

/**
 * What becomes of channel clients by others than the reader: what is asked for, and what was done in the last seven days.
 * @throws AppError unauthenticated, forbidden
 */
export async function listClientChanges(services: DeskServices, ctx: RequestContext): Promise<ClientChanges> {
  const { id: operatorId } = await authorize(services, ctx, 'settings:read')
  const { nowMs } = ctx
  const sinceMs = nowMs - SHOWN_DAYS * DAY_MS
  const since = { operatorId, nowMs, sinceMs, askedSinceMs: nowMs - ASKED_DAYS * DAY_MS, limit: LISTED_MAX }
  const [changes, disabled] = await Promise.all([
    selectClientChanges(services.pool, since),
    selectDisabledClients(services.pool, sinceMs, LISTED_MAX),
  ])
  return { changes, disabled }
}
