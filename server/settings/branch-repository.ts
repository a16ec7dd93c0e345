import type { Pool } from '#server/database.ts'
import { prismaOver } from '#server/prisma.ts'

export type BranchRow = { id: string; code: string; name: string; staff: number }

const BRANCHES_MAX = 5_000

/** Every branch with how many work there. */
export async function listBranches(pool: Pool): Promise<BranchRow[]> {
  const prisma = await prismaOver(pool)
  const branches = await prisma.branch.findMany({
    select: { id: true, code: true, name: true, _count: { select: { operators: { where: { disabledAt: null } } } } },
    orderBy: { code: 'asc' },
    take: BRANCHES_MAX,
  })
  return branches.map(({ _count, ...branch }) => ({ ...branch, staff: _count.operators }))
}
