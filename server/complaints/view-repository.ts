import { at, type Sql, type Transaction } from '#server/database.ts'

/** A saved queue: `query` is the part of its address after the question mark. */
export type ComplaintView = { id: string; name: string; query: string }

export async function listViews(sql: Sql, operatorId: string): Promise<ComplaintView[]> {
  const { rows } = await sql.query<ComplaintView>(
    'SELECT id, name, query FROM complaint_view WHERE operator_id = $1 ORDER BY created_at, id',
    [operatorId],
  )
  return rows
}

/** One saver at a time, so that their number can be limited. */
export async function takeViews(tx: Transaction, operatorId: string): Promise<ComplaintView[]> {
  await tx.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 0))', [`complaint views ${operatorId}`])
  return await listViews(tx, operatorId)
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
