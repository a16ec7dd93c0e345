import type { CatalogueTexts } from '#domain/reason/check-catalogue-texts.ts'
import { at, type Pool, type Sql, type Transaction } from '#server/database.ts'
import { prismaOver } from '#server/prisma.ts'

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
export async function listVersions(pool: Pool, reason: string): Promise<CatalogueVersion[]> {
  const prisma = await prismaOver(pool)
  const versions = await prisma.catalogueVersion.findMany({
    select: {
      reason: true,
      version: true,
      texts: true,
      at: true,
      maker: { select: { name: true } },
      checker: { select: { name: true } },
      approval: { select: { reason: true } },
    },
    where: { reason },
    orderBy: { version: 'desc' },
    take: VERSIONS_MAX,
  })
  return versions.map((row) => ({
    reason: row.reason,
    version: row.version,
    texts: row.texts as CatalogueTexts,
    atMs: row.at.getTime(),
    makerName: row.maker.name,
    checkerName: row.checker.name,
    why: row.approval.reason,
  }))
}

/** Wordings that wait for another administrator. */
export async function listPendingChanges(pool: Pool, nowMs: number): Promise<PendingChange[]> {
  const prisma = await prismaOver(pool)
  const open = await prisma.approval.findMany({
    select: { id: true, subjectId: true, requestedAt: true, maker: { select: { name: true } } },
    where: { act: 'catalogue:change', state: 'open', expiresAt: { gt: at(nowMs) } },
  })
  return open.map(({ id, subjectId, requestedAt, maker }) => ({
    approvalId: id,
    reason: subjectId,
    makerName: maker.name,
    requestedAtMs: requestedAt.getTime(),
  }))
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
