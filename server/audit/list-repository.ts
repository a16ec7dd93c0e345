import { uuidv7AtMs } from '#domain/text/uuidv7.ts'
import type { AuditRow } from '#server/audit/repository.ts'
import { at, type Sql } from '#server/database.ts'

export type AuditQuery = {
  fromMs: number
  toMs: number
  operatorId?: string
  action?: string
  customerId?: string
}

export type AuditListRow = Omit<AuditRow, 'cardId'> & { customerName: string | null; last4: string | null }

type Place = { limit: number; beforeId?: string; afterId?: string }

/** Newest first; `afterId` reads the rows just newer than it, `beforeId` those just older. */
export async function selectAuditRows(
  sql: Sql,
  query: AuditQuery,
  { limit, beforeId, afterId }: Place,
): Promise<AuditListRow[]> {
  const { where, values } = conditionsOf(query)
  const cursor = afterId ?? beforeId
  if (cursor) {
    values.push(at(uuidv7AtMs(cursor)), cursor)
    where.push(`(a.at, a.id) ${afterId ? '>' : '<'} ($${values.length - 1}, $${values.length})`)
  }
  const direction = afterId ? 'ASC' : 'DESC'
  const { rows } = await sql.query<AuditListRow>(
    `SELECT a.id, a.at AS "atMs", a.actor_kind AS "actorKind", a.actor_id AS "actorId", a.actor_name AS "actorName",
       a.actor_role AS "actorRole", a.branch_name AS "branchName", a.action, a.customer_id AS "customerId",
       k.name AS "customerName", c.last4, a.subject_kind AS "subjectKind", a.subject_id AS "subjectId", a.reason, a.proof,
       a.data, a.ip, a.request_id AS "requestId"
     FROM (SELECT * FROM audit_event a WHERE ${where.join(' AND ')}
           ORDER BY a.at ${direction}, a.id ${direction} LIMIT ${limit}) a
       LEFT JOIN customer k ON k.id = a.customer_id LEFT JOIN card c ON c.id = a.card_id
     ORDER BY a.at DESC, a.id DESC`,
    values,
  )
  return rows
}

export type AuditOperator = { id: string; name: string; username: string }

export async function listOperators(sql: Sql): Promise<AuditOperator[]> {
  const { rows } = await sql.query<AuditOperator>(
    'SELECT id, name, username FROM operator ORDER BY name COLLATE "fa-x-icu", username LIMIT 1000',
  )
  return rows
}

export async function hasActedSince(
  sql: Sql,
  { operatorId, action, sinceMs }: { operatorId: string; action: string; sinceMs: number },
): Promise<boolean> {
  const { rowCount } = await sql.query(
    'SELECT FROM audit_event WHERE actor_id = $1 AND at >= $2 AND action = $3 LIMIT 1',
    [operatorId, at(sinceMs), action],
  )
  return rowCount === 1
}

function conditionsOf(query: AuditQuery): { where: string[]; values: unknown[] } {
  const values: unknown[] = [at(query.fromMs), at(query.toMs)]
  // Who failed to sign in is no operator yet, but it is their business all the same.
  const where = ['a.at >= $1', 'a.at < $2', "(a.actor_kind = 'operator' OR a.action LIKE 'staff.%')"]
  const add = (condition: string, value: unknown): void => {
    if (value === undefined) return
    values.push(value)
    where.push(`${condition} $${values.length}`)
  }
  add('a.actor_id =', query.operatorId)
  add('a.action =', query.action)
  add('a.customer_id =', query.customerId)
  return { where, values }
}
