import { at } from '#server/database.ts'
import { authorize } from '#server/operators/authorize.ts'
import type { RequestContext } from '#server/request-context.ts'
import type { WebServices } from '#server/services.ts'

export type GuessAlarm = {
  id: string
  atMs: number
  clientId: string
  clientName: string
  merchantId: string | null
  wrong: number
  sources: number
  cards: number
}

const DAY_MS = 86_400_000
const SHOWN = 3

/**
 * The latest alarms of the last day that codes were guessed over many cards, of each client and merchant the newest.
 * @throws AppError unauthenticated, forbidden
 */
export async function listGuessAlarms(
  services: Pick<WebServices, 'pool' | 'policy'>,
  ctx: RequestContext,
): Promise<GuessAlarm[]> {
  await authorize(services, ctx, 'verification:read_all')
  const { rows } = await services.pool.query<GuessAlarm>(
    `SELECT * FROM (
       SELECT DISTINCT ON (subject_id, data->>'merchantId') id, at AS "atMs", actor_id AS "clientId", actor_name AS "clientName",
         data->>'merchantId' AS "merchantId", (data->>'wrong')::int AS wrong, (data->>'sources')::int AS sources,
         (data->>'cards')::int AS cards
       FROM audit_event WHERE action = 'guess.spread' AND at > $1
       ORDER BY subject_id, data->>'merchantId', at DESC) a
     ORDER BY "atMs" DESC LIMIT ${SHOWN}`,
    [at(ctx.nowMs - DAY_MS)],
  )
  return rows
}
