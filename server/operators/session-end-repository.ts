import type { Pool } from '#server/database.ts'
import type { ShownEnd } from '#server/operators/own-account-repository.ts'
import { prismaOver } from '#server/prisma.ts'

export type SessionEnd = ShownEnd | 'signed_out' | 'idle' | 'too_old'
export type FoundEnd = { isRevoked: boolean; reason: SessionEnd | null; createdAtMs: number; lastSeenAtMs: number }

export async function findSessionEnd(pool: Pool, sidHash: Buffer): Promise<FoundEnd | null> {
  const prisma = await prismaOver(pool)
  const session = await prisma.staffSession.findUnique({
    select: { revokedAt: true, revokedReason: true, createdAt: true, lastSeenAt: true },
    where: { sidHash: new Uint8Array(sidHash) },
  })
  if (session === null) return null
  const { revokedAt, revokedReason, createdAt, lastSeenAt } = session
  return {
    isRevoked: revokedAt !== null,
    reason: revokedReason as SessionEnd | null,
    createdAtMs: createdAt.getTime(),
    lastSeenAtMs: lastSeenAt.getTime(),
  }
}
