import { uuidv7AtMs } from '#domain/text/uuidv7.ts'
import { at, type Sql } from '#server/database.ts'

export type ComplainingCustomer = { id: string; mobile: string | null }

export async function findComplainingCustomer(sql: Sql, customerId: string): Promise<ComplainingCustomer | null> {
  const { rows } = await sql.query<ComplainingCustomer>('SELECT id, mobile FROM customer WHERE id = $1', [customerId])
  return rows[0] ?? null
}

export type ComplainedVerification = {
  id: string
  atMs: number
  reason: string
  outcome: 'accepted' | 'rejected'
  customerId: string | null
}

export async function findComplainedVerification(sql: Sql, id: string): Promise<ComplainedVerification | null> {
  const { rows } = await sql.query<ComplainedVerification>(
    'SELECT id, at AS "atMs", reason, outcome, customer_id AS "customerId" FROM verification WHERE at = $1 AND id = $2',
    [at(uuidv7AtMs(id)), id],
  )
  return rows[0] ?? null
}
