import { at, type Pool, type Sql } from '#server/database.ts'
import { prismaOver } from '#server/prisma.ts'

type SessionEnding = {
  staffSessionId: string
  operatorId: string
  reason: 'signed_out' | 'ended_by_owner'
  nowMs: number
}

/** Ends a session of the operator's own. Answers whether it was there and open. */
export async function revokeStaffSession(
  sql: Sql,
  { staffSessionId, operatorId, reason, nowMs }: SessionEnding,
): Promise<boolean> {
  const { rowCount } = await sql.query(
    `UPDATE staff_session SET revoked_at = $3, revoked_reason = $4
     WHERE id = $1 AND operator_id = $2 AND revoked_at IS NULL`,
    [staffSessionId, operatorId, at(nowMs), reason],
  )
  return rowCount === 1
}

export type StaffSessionRow = {
  id: string
  createdAtMs: number
  lastSeenAtMs: number
  ip: string | null
  userAgent: string | null
}

/** The operator's sessions that still open something, the last used first. */
export async function listLiveSessions(
  pool: Pool,
  { operatorId, seenSinceMs, createdSinceMs }: { operatorId: string; seenSinceMs: number; createdSinceMs: number },
): Promise<StaffSessionRow[]> {
  const prisma = await prismaOver(pool)
  const sessions = await prisma.staffSession.findMany({
    select: { id: true, createdAt: true, lastSeenAt: true, ip: true, userAgent: true },
    where: {
      operatorId,
      revokedAt: null,
      lastSeenAt: { gt: at(seenSinceMs) },
      createdAt: { gt: at(createdSinceMs) },
    },
    orderBy: [{ lastSeenAt: 'desc' }, { id: 'asc' }],
    take: 50,
  })
  return sessions.map(({ createdAt, lastSeenAt, ...session }) => ({
    ...session,
    createdAtMs: createdAt.getTime(),
    lastSeenAtMs: lastSeenAt.getTime(),
  }))
}
