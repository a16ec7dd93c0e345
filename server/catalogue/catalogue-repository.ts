import type { CatalogueTexts } from '#domain/reason/check-catalogue-texts.ts'
import { at, type Sql, type Transaction } from '#server/database.ts'

export type CatalogueVersion = {
  reason: string
  version: number
  texts: CatalogueTexts
  atMs: number
  makerName: string
  checkerName: string
  /** Why it was asked for. */
  why: string
}
export type PendingChange = { approvalId: string; reason: string; makerName: string; requestedAtMs: number }

const VERSIONS_MAX = 100

/** Grows with every version of any reason: what was read stays in force while it is the same. */
export async function countVersions(sql: Sql): Promise<number> {
  const { rows } = await sql.query<{ count: number }>('SELECT count(*) AS count FROM catalogue_version')
  return rows[0]?.count ?? 0
}

/** The latest version of each edited reason. */
export async function listTextsInForce(
  sql: Sql,
): Promise<{ reason: string; version: number; texts: CatalogueTexts }[]> {
  const { rows } = await sql.query<{ reason: string; version: number; texts: CatalogueTexts }>(
    'SELECT DISTINCT ON (reason) reason, version, texts FROM catalogue_version ORDER BY reason, version DESC',
  )
  return rows
}

export async function findVersionInForce(
  sql: Sql,
  reason: string,
): Promise<{ version: number; texts: CatalogueTexts } | null> {
  const { rows } = await sql.query<{ version: number; texts: CatalogueTexts }>(
    'SELECT version, texts FROM catalogue_version WHERE reason = $1 ORDER BY version DESC LIMIT 1',
    [reason],
  )
  return rows[0] ?? null
}

/** A reason's versions, newest first. */
export async function listVersions(sql: Sql, reason: string): Promise<CatalogueVersion[]> {
  const { rows } = await sql.query<CatalogueVersion>(
    `SELECT c.reason, c.version, c.texts, c.at AS "atMs", m.name AS "makerName", k.name AS "checkerName", a.reason AS why
     FROM catalogue_version c JOIN operator m ON m.id = c.maker_id JOIN operator k ON k.id = c.checker_id
       JOIN approval a ON a.id = c.approval_id
     WHERE c.reason = $1 ORDER BY c.version DESC LIMIT ${VERSIONS_MAX}`,
    [reason],
  )
  return rows
}

/** Wordings that wait for another administrator. */
export async function listPendingChanges(sql: Sql, nowMs: number): Promise<PendingChange[]> {
  const { rows } = await sql.query<PendingChange>(
    `SELECT a.id AS "approvalId", a.subject_id AS reason, m.name AS "makerName", a.requested_at AS "requestedAtMs"
     FROM approval a JOIN operator m ON m.id = a.maker_id
     WHERE a.act = 'catalogue:change' AND a.state = 'open' AND a.expires_at > $1`,
    [at(nowMs)],
  )
  return rows
}

/** One wording after the other, whoever approves them. */
export async function holdCatalogue(tx: Transaction, reason: string): Promise<void> {
  await tx.query(`SELECT pg_advisory_xact_lock(hashtextextended('catalogue ' || $1, 0))`, [reason])
}

/** Puts an approved wording in force; answers its version. */
export async function changeCatalogue(tx: Transaction, approvalId: string): Promise<number> {
  const { rows } = await tx.query<{ version: number }>('SELECT change_catalogue($1) AS version', [approvalId])
  const [row] = rows
  if (!row) throw new Error('A change of the catalogue answered no version')
  return row.version
}
