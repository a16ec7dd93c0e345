import { at, type Pool, type Transaction } from '#server/database.ts'
import { prismaOver } from '#server/prisma.ts'

export async function hasCards(tx: Transaction, customerId: string): Promise<boolean> {
  const { rowCount } = await tx.query('SELECT FROM card WHERE customer_id = $1 LIMIT 1', [customerId])
  return rowCount === 1
}

export async function insertFirstMobile(
  tx: Transaction,
  { id, customerId, atMs }: { id: string; customerId: string; atMs: number },
): Promise<void> {
  await tx.query('INSERT INTO first_mobile (id, customer_id, at) VALUES ($1, $2, $3)', [id, customerId, at(atMs)])
}

type FirstMobileSeen = { customerId: string; operatorId: string; nowMs: number }

/** Somebody of the branch opened the record: it need not be told any longer. */
export async function seeFirstMobile(
  tx: Transaction,
  { customerId, operatorId, nowMs }: FirstMobileSeen,
): Promise<void> {
  await tx.query({
    name: 'see_first_mobile',
    text: 'UPDATE first_mobile SET seen_at = $3, seen_by = $2 WHERE customer_id = $1 AND seen_at IS NULL',
    values: [customerId, operatorId, at(nowMs)],
  })
}

export type FirstMobile = { id: string; customerId: string; customerName: string; atMs: number }
type BranchWindow = { branchId: string; sinceMs: number; limit: number }

/** Those of a branch's customers that nobody there has seen, the latest first. */
export async function listUnseenFirstMobiles(
  pool: Pool,
  { branchId, sinceMs, limit }: BranchWindow,
): Promise<FirstMobile[]> {
  const prisma = await prismaOver(pool)
  const unseen = await prisma.firstMobile.findMany({
    select: { id: true, at: true, customer: { select: { id: true, name: true } } },
    where: { seenAt: null, at: { gt: at(sinceMs) }, customer: { branchId } },
    orderBy: [{ at: 'desc' }, { id: 'desc' }],
    take: limit,
  })
  return unseen.map(({ id, at: since, customer }) => ({
    id,
    customerId: customer.id,
    customerName: customer.name,
    atMs: since.getTime(),
  }))
}
