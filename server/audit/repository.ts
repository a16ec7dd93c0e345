import { at, type Sql } from '#server/database.ts'

export type AuditRow = {
  id: string
  atMs: number
  actorKind: 'operator' | 'channel' | 'device' | 'system'
  actorId: string
  actorName: string
  actorRole: string | null
  branchName: string | null
  action: string
  customerId: string | null
  cardId: string | null
  subjectKind: string | null
  subjectId: string | null
  reason: string | null
  proof: string | null
  data: Record<string, unknown>
  ip: string | null
  requestId: string
}

export async function insertAuditEvent(sql: Sql, row: AuditRow): Promise<void> {
  await sql.query({
    name: 'insert_audit_event',
    text: `INSERT INTO audit_event (id, at, actor_kind, actor_id, actor_name, actor_role, branch_name, action, customer_id,
             card_id, subject_kind, subject_id, reason, proof, data, ip, request_id)
           VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17)`,
    values: [
      row.id,
      at(row.atMs),
      row.actorKind,
      row.actorId,
      row.actorName,
      row.actorRole,
      row.branchName,
      row.action,
      row.customerId,
      row.cardId,
      row.subjectKind,
      row.subjectId,
      row.reason,
      row.proof,
      JSON.stringify(row.data),
      row.ip,
      row.requestId,
    ],
  })
}
