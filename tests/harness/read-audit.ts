import type { Pool } from '#server/database.ts'

export type TestAuditRow = {
  action: string
  actorKind: string
  actorId: string
  reason: string | null
  proof: string | null
  data: Record<string, unknown>
}

/** A customer's audit rows, oldest first. */
export async function readAudit(owner: Pool, customerId: string): Promise<TestAuditRow[]> {
  const { rows } = await owner.query<TestAuditRow>(
    `SELECT action, actor_kind AS "actorKind", actor_id AS "actorId", reason, proof, data FROM audit_event
     WHERE customer_id = $1 ORDER BY at, id`,
    [customerId],
  )
  return rows
}

export async function readActions(owner: Pool, customerId: string): Promise<string[]> {
  return (await readAudit(owner, customerId)).map(({ action }) => action)
}
