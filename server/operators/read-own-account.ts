import { DAY_MS } from '#domain/calendar/day.ts'
import type { FailedTries } from '#domain/verification/failed-tries.ts'
import { requireOperator } from '#server/operators/authorize.ts'
import {
  type EndedSessionRow,
  findFailedBefore,
  type KnownDeviceRow,
  listEndedSessions,
  listKnownDevices,
} from '#server/operators/own-account-repository.ts'
import type { RequestContext } from '#server/request-context.ts'
import type { DeskServices } from '#server/services.ts'

export type { EndedSessionRow, KnownDeviceRow, ShownEnd } from '#server/operators/own-account-repository.ts'

const ENDED_DAYS = 7

export type OwnAccount = {
  knownDevices: KnownDeviceRow[]
  endedSessions: EndedSessionRow[]
  failedBefore: FailedTries | null
}

/**
 * What happened around the operator's own sign-ins; everyone may ask it of themselves.
 * @throws AppError unauthenticated
 */
export async function readOwnAccount(services: DeskServices, ctx: RequestContext): Promise<OwnAccount> {
  const { id: operatorId, sessionId } = await requireOperator(services, ctx)
  const usedSinceMs = ctx.nowMs - services.policy().staffKnownDeviceDays * DAY_MS
  const [knownDevices, endedSessions, failedBefore] = await Promise.all([
    listKnownDevices(services.pool, { operatorId, usedSinceMs }),
    listEndedSessions(services.pool, { operatorId, sinceMs: ctx.nowMs - ENDED_DAYS * DAY_MS }),
    findFailedBefore(services.pool, sessionId),
  ])
  return { knownDevices, endedSessions, failedBefore }
}

/**
 * What failed between the sign-in before this session and its own.
 * @throws AppError unauthenticated
 */
export async function readFailedBefore(services: DeskServices, ctx: RequestContext): Promise<FailedTries | null> {
  const { sessionId } = await requireOperator(services, ctx)
  return await findFailedBefore(services.pool, sessionId)
}
