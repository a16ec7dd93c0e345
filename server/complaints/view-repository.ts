import { at, type Pool, type Transaction } from '#server/database.ts'
import { prismaOver } from '#server/prisma.ts'

/** A saved queue: `query` is the part of its address after the question mark. */
export type ComplaintView = { id: string; name: string; query: string }

export async function listViews(pool: Pool, operatorId: string): Promise<ComplaintView[]> {
  const prisma = await prismaOver(pool)
  return await prisma.complaintView.findMany({
    select: { id: true, name: true, query: true },
    where: { operatorId },
    orderBy: [{ createdAt: 'asc' }, { id: 'asc' }],
  })
}

/** One saver at a time, so that their number can be limited. */
export async function takeViews(tx: Transaction, operatorId: string): Promise<ComplaintView[]> {
  await tx.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 0))', [`complaint views ${operatorId}`])
  const { rows } = await tx.query<ComplaintView>(
    'SELECT id, name, query FROM complaint_view WHERE operator_id = $1 ORDER BY created_at, id',
    [operatorId],
  )
  return rows
}

type NewView = ComplaintView & { operatorId: string; nowMs: number }

export async function insertView(tx: Transaction, { id, operatorId, name, query, nowMs }: NewView): Promise<void> {
  await tx.query('INSERT INTO complaint_view (id, operator_id, name, query, created_at) VALUES ($1, $2, $3, $4, $5)', [
    id,
    operatorId,
    name,
    query,
    at(nowMs),
  ])
}

export async function deleteView(
  tx: Transaction,
  { id, operatorId }: { id: string; operatorId: string },
): Promise<void> {
  await tx.query('DELETE FROM complaint_view WHERE id = $1 AND operator_id = $2', [id, operatorId])
}
