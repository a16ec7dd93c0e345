import type { Pool } from '#server/database.ts'
import { prismaOver } from '#server/prisma.ts'

/** What was changed of the usual figures, and when last; null: nothing ever. */
export async function readPolicyOverrides(
  pool: Pool,
): Promise<{ overrides: Record<string, unknown>; updatedAtMs: number } | null> {
  const prisma = await prismaOver(pool)
  const policy = await prisma.policy.findFirst({ select: { overrides: true, updatedAt: true } })
  if (policy === null) return null
  return { overrides: policy.overrides as Record<string, unknown>, updatedAtMs: policy.updatedAt.getTime() }
}
