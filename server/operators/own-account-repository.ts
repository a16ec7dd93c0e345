import type { FailedTries } from '#domain/verification/failed-tries.ts'
import { at, type Pool } from '#server/database.ts'
import { prismaOver } from '#server/prisma.ts'

export const shownEnds = [
  'newer_sign_in',
  'disabled',
  'role_changed',
  'branch_changed',
  'password_changed',
  'ended_by_owner',
] as const
export type ShownEnd = (typeof shownEnds)[number]

export type KnownDeviceRow = {
  id: string
  createdAtMs: number
  lastUsedAtMs: number
  ip: string | null
  userAgent: string | null
}

/** The operator's known browsers, the last used first. */
export async function listKnownDevices(
  pool: Pool,
  { operatorId, usedSinceMs }: { operatorId: string; usedSinceMs: number },
): Promise<KnownDeviceRow[]> {
  const prisma = await prismaOver(pool)
  const devices = await prisma.knownDevice.findMany({
    select: { id: true, createdAt: true, lastUsedAt: true, ip: true, userAgent: true },
    where: { operatorId, codeExpiresAt: null, lastUsedAt: { gt: at(usedSinceMs) } },
    orderBy: [{ lastUsedAt: 'desc' }, { id: 'asc' }],
    take: 50,
  })
  return devices.map(({ createdAt, lastUsedAt, ...device }) => ({
    ...device,
    createdAtMs: createdAt.getTime(),
    lastUsedAtMs: lastUsedAt.getTime(),
  }))
}

export type EndedSessionRow = {
  id: string
  createdAtMs: number
  endedAtMs: number
  reason: ShownEnd
  ip: string | null
  userAgent: string | null
}

/** Sessions that something else than their own sign-out or quiet ended, the latest first. */
export async function listEndedSessions(
  pool: Pool,
  { operatorId, sinceMs }: { operatorId: string; sinceMs: number },
): Promise<EndedSessionRow[]> {
  const prisma = await prismaOver(pool)
  const sessions = await prisma.staffSession.findMany({
    select: { id: true, createdAt: true, revokedAt: true, revokedReason: true, ip: true, userAgent: true },
    where: { operatorId, revokedAt: { gt: at(sinceMs) }, revokedReason: { in: [...shownEnds] } },
    orderBy: [{ revokedAt: 'desc' }, { id: 'asc' }],
    take: 20,
  })
  return sessions.flatMap(({ createdAt, revokedAt, revokedReason, ...session }) =>
    revokedAt === null
      ? []
      : [
          {
            ...session,
            createdAtMs: createdAt.getTime(),
            endedAtMs: revokedAt.getTime(),
            reason: revokedReason as ShownEnd,
          },
        ],
  )
}

export async function findFailedBefore(pool: Pool, staffSessionId: string): Promise<FailedTries | null> {
  const prisma = await prismaOver(pool)
  const session = await prisma.staffSession.findUnique({
    select: { failedBefore: true },
    where: { id: staffSessionId },
  })
  return (session?.failedBefore ?? null) as FailedTries | null
}
