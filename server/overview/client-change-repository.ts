import type { ApprovalAct } from '#domain/operator/approval.ts'
import { at, type Pool, type Sql } from '#server/database.ts'
import { prismaOver } from '#server/prisma.ts'

export type ClientChange = {
  id: string
  act: Extract<ApprovalAct, `channel_client:${string}`>
  clientName: string
  makerName: string
  /** Null: it waits for an answer. */
  checkerName: string | null
  atMs: number
}
export type DisabledClient = { id: string; name: string; atMs: number }
type ClientChangeQuery = { operatorId: string; nowMs: number; sinceMs: number; askedSinceMs: number; limit: number }

/** What others than this operator ask for, or asked and approved, the latest first. */
export async function selectClientChanges(sql: Sql, since: ClientChangeQuery): Promise<ClientChange[]> {
  const { rows } = await sql.query<ClientChange>(
    `SELECT a.id, a.act, a.shown ->> 'clientName' AS "clientName", m.name AS "makerName", k.name AS "checkerName",
       coalesce(a.decided_at, a.requested_at) AS "atMs"
     FROM approval a JOIN operator m ON m.id = a.maker_id LEFT JOIN operator k ON k.id = a.checker_id
     WHERE a.requested_at > $4 AND a.act IN ('channel_client:create', 'channel_client:rotate', 'channel_client:readdress')
       AND a.maker_id <> $1 AND a.checker_id IS DISTINCT FROM $1
       AND ((a.state = 'open' AND a.expires_at > $2) OR (a.state = 'approved' AND a.decided_at > $3))
     ORDER BY (a.state = 'open') DESC, a.requested_at DESC, a.id DESC LIMIT $5`,
    [since.operatorId, at(since.nowMs), at(since.sinceMs), at(since.askedSinceMs), since.limit],
  )
  return rows
}

/** The latest first. */
export async function selectDisabledClients(pool: Pool, sinceMs: number, limit: number): Promise<DisabledClient[]> {
  const prisma = await prismaOver(pool)
  const clients = await prisma.channelClient.findMany({
    select: { id: true, name: true, disabledAt: true },
    where: { disabledAt: { gt: at(sinceMs) } },
    orderBy: [{ disabledAt: 'desc' }, { id: 'asc' }],
    take: limit,
  })
  return clients.flatMap(({ id, name, disabledAt }) => (disabledAt ? [{ id, name, atMs: disabledAt.getTime() }] : []))
}
