import type { ApprovalAct } from '#domain/operator/approval.ts'
import { at, type Sql } from '#server/database.ts'

export type EarlierRequest = {
  approvalId: string
  makerId: string
  makerName: string
  requestedAtMs: number
  expiresAtMs: number
  /** The very same words about the very same thing. */
  isSame: boolean
}
type ApprovalDraft = { act: ApprovalAct; subjectKey: string; payload: object; reason: string; proof: string | null }

/** The open request for the same thing, if there is one. */
export async function findOpenRequest(sql: Sql, wanted: ApprovalDraft): Promise<EarlierRequest | null> {
  const { act, subjectKey, payload, reason, proof } = wanted
  const { rows } = await sql.query<EarlierRequest>(
    `SELECT a.id AS "approvalId", a.maker_id AS "makerId", m.name AS "makerName", a.requested_at AS "requestedAtMs",
       a.expires_at AS "expiresAtMs", a.payload = $3 AND a.reason = $4 AND a.proof IS NOT DISTINCT FROM $5 AS "isSame"
     FROM approval a JOIN operator m ON m.id = a.maker_id WHERE a.act = $1 AND a.subject_key = $2 AND a.state = 'open'`,
    [act, subjectKey, JSON.stringify(payload), reason, proof],
  )
  return rows[0] ?? null
}

export type StandingApproval = { approvalId: string; standingUntilMs: number }

/** Approved already, and not done yet. */
export async function findStandingApproval(
  sql: Sql,
  { act, subjectKey, nowMs }: { act: ApprovalAct; subjectKey: string; nowMs: number },
): Promise<StandingApproval | null> {
  const { rows } = await sql.query<StandingApproval>(
    `SELECT id AS "approvalId", standing_until AS "standingUntilMs" FROM approval
     WHERE act = $1 AND subject_key = $2 AND state = 'approved' AND done_at IS NULL AND standing_until > $3
     ORDER BY standing_until DESC LIMIT 1`,
    [act, subjectKey, at(nowMs)],
  )
  return rows[0] ?? null
}
