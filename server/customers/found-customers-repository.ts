import { at, type Pool, type Sql } from '#server/database.ts'
import { prismaOver } from '#server/prisma.ts'

export type FoundRow = {
  id: string
  name: string
  customerNumber: string
  nationalId: string
  mobile: string | null
  branchId: string
  branchName: string
  cards: string[]
  lock: 'held' | 'all' | 'app' | 'suspended' | null
  lastUseAtMs: number | null
}

/** What a list shows of each customer, with the worst that closes one of their cards and their last accepted code. */
export async function readFoundCustomers(sql: Sql, ids: readonly string[], nowMs: number): Promise<FoundRow[]> {
  if (ids.length === 0) return []
  // Named: over every month of the log, planning costs more than reading twenty customers.
  const { rows } = await sql.query<FoundRow>({
    name: 'read-found-customers',
    text: `SELECT k.id, k.name, k.customer_number AS "customerNumber",
       k.national_id AS "nationalId", k.mobile, k.branch_id AS "branchId", b.name AS "branchName",
       ARRAY(SELECT c.last4 FROM card c WHERE c.customer_id = k.id ORDER BY c.created_at, c.id) AS cards,
       (SELECT CASE
          WHEN bool_or(g.held_since IS NOT NULL) THEN 'held' WHEN bool_or(g.all_closed_until > $2) THEN 'all'
          WHEN bool_or(g.app_closed_until > $2) THEN 'app' WHEN bool_or(g.suspended_at IS NOT NULL) THEN 'suspended' END
        FROM card c JOIN guard g ON g.card_id = c.id WHERE c.customer_id = k.id) AS lock,
       (SELECT v.at FROM verification v WHERE v.customer_id = k.id AND v.outcome = 'accepted'
        ORDER BY v.at DESC LIMIT 1) AS "lastUseAtMs"
     FROM customer k JOIN branch b ON b.id = k.branch_id WHERE k.id = ANY($1::uuid[])
     ORDER BY k.name COLLATE "fa-x-icu", k.customer_number`,
    values: [ids, at(nowMs)],
  })
  return rows
}

type Payer = Pick<FoundRow, 'id' | 'name' | 'nationalId' | 'branchId' | 'branchName'>

/** Who paid, as a found payment names them. */
export async function readPayers(pool: Pool, ids: readonly string[]): Promise<Payer[]> {
  const prisma = await prismaOver(pool)
  const payers = await prisma.customer.findMany({
    select: { id: true, name: true, nationalId: true, branchId: true, branch: { select: { name: true } } },
    where: { id: { in: [...ids] } },
  })
  return payers.map(({ branch, ...payer }) => ({ ...payer, branchName: branch.name }))
}
