import type { ApprovalAct, ApprovalState } from '#domain/operator/approval.ts'
import type { ApprovalChange } from '#domain/operator/approval-facts.ts'
import type { Role } from '#domain/operator/permission.ts'
import type { ApprovalRow } from '#server/approvals/list-repository.ts'
import type { Pool } from '#server/database.ts'
import { prismaOver } from '#server/prisma.ts'

const branchName = { select: { name: true } } as const

/** One request with its people: the maker as they were when they asked, the checker as they are. */
export async function findApproval(pool: Pool, approvalId: string): Promise<ApprovalRow | null> {
  const prisma = await prismaOver(pool)
  const row = await prisma.approval.findUnique({
    where: { id: approvalId },
    include: {
      maker: { select: { id: true, name: true } },
      makerBranch: branchName,
      checker: { select: { id: true, name: true, role: true, branch: branchName } },
      customer: { select: { name: true, branchId: true } },
    },
  })
  if (row === null) return null
  const { maker, makerBranch, checker, customer } = row
  return {
    id: row.id,
    act: row.act as ApprovalAct,
    state: row.state as ApprovalState,
    customerId: row.customerId,
    customerName: customer?.name ?? null,
    cardId: row.cardId,
    subjectKind: row.subjectKind,
    subjectId: row.subjectId,
    payload: row.payload as Record<string, unknown>,
    shown: row.shown as Record<string, unknown>,
    factsVersion: row.factsVersion,
    reason: row.reason,
    proof: row.proof,
    maker: { ...maker, role: row.makerRole as Role, branchName: makerBranch?.name ?? null },
    requestedAtMs: row.requestedAt.getTime(),
    expiresAtMs: row.expiresAt.getTime(),
    checker: checker && {
      id: checker.id,
      name: checker.name,
      role: checker.role as Role,
      branchName: checker.branch?.name ?? null,
    },
    decidedAtMs: row.decidedAt?.getTime() ?? null,
    decisionReason: row.decisionReason,
    changes: row.changes as ApprovalChange[] | null,
    standingUntilMs: row.standingUntil?.getTime() ?? null,
    doneAtMs: row.doneAt?.getTime() ?? null,
    branchId: customer?.branchId ?? row.makerBranchId,
  }
}
