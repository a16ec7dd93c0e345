import type { CeilingKind } from '#domain/operator/ceiling.ts'
import { at, type Pool, type Sql } from '#server/database.ts'

export type CeilingUse = { operatorId: string; kind: CeilingKind; subject: string; max: number; nowMs: number }
/** `allowed`: raises included; `sinceMs`: the oldest use that counts; `freeAtMs`: of a refused use, when one passes again. */
export type CeilingCount = {
  passes: boolean
  used: number
  allowed: number
  sinceMs: number | null
  freeAtMs: number | null
}

const COUNT = `SELECT passes, used, allowed, since AS "sinceMs", free_at AS "freeAtMs" FROM count_under_ceiling($1, $2, $3, $4, $5)`

/** Notes one use more of the operator's if it is under the ceiling; of parallel ones each counts those before it. */
export async function countUse(sql: Sql, use: CeilingUse): Promise<CeilingCount> {
  return await count(sql, { name: 'count_under_ceiling', text: COUNT }, use)
}

/** The same in a transaction of its own that waits for no disk: a crash of the database may lose the last of them. */
export async function countUseQuickly(pool: Pool, use: CeilingUse): Promise<CeilingCount> {
  const text = `${COUNT}, set_config('synchronous_commit', 'off', true)`
  return await count(pool, { name: 'count_under_ceiling_quickly', text }, use)
}

async function count(
  sql: Sql,
  statement: { name: string; text: string },
  { operatorId, kind, subject, max, nowMs }: CeilingUse,
): Promise<CeilingCount> {
  const values = [operatorId, kind, subject, max, at(nowMs)]
  const { rows } = await sql.query<CeilingCount>({ ...statement, values })
  const [found] = rows
  if (!found) throw new Error('A use was neither counted nor refused')
  return found
}

type Alarm = { operatorId: string; kind: CeilingKind; nowMs: number }

/** Whether this alarm is to ring: of an operator and kind once an hour, whoever asks at the same time. */
export async function takeAlarm(sql: Sql, { operatorId, kind, nowMs }: Alarm): Promise<boolean> {
  const { rowCount } = await sql.query(
    `INSERT INTO ceiling (operator_id, kind, alarmed_at) VALUES ($1, $2, $3)
     ON CONFLICT (operator_id, kind) DO UPDATE SET alarmed_at = EXCLUDED.alarmed_at
       WHERE ceiling.alarmed_at IS NULL OR ceiling.alarmed_at <= EXCLUDED.alarmed_at - interval '1 hour'`,
    [operatorId, kind, at(nowMs)],
  )
  return rowCount === 1
}
