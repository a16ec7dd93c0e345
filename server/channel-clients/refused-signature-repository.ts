import type { SignatureFault } from '#domain/channel-client/signature-fault.ts'
import { at, type Pool, type Sql, type Transaction } from '#server/database.ts'
import { prismaOver } from '#server/prisma.ts'

export const REFUSED_KEPT_MAX = 20
const KEPT_MS = 30 * 86_400_000

export type RefusedSignature = {
  /** `app`: installations of the customers' app, all together. */
  isOfApp: boolean
  /** As claimed, of at most 64 characters; empty when the request names none. */
  keyId: string
  /** What is kept of it when it is no client's: somebody may have taken a secret for a name. */
  shownKeyId: string
  reason: SignatureFault
  part: string
  seconds: number | null
  label: string
  method: string
  path: string
  address: string
  times: number
  firstAtMs: number
  lastAtMs: number
}

/**
 * Adds to what is kept and forgets all but the latest of each caller. Whether a key is a client's, or a disabled one's,
 * is asked here and not while its request waits for the answer, which must not tell.
 */
export async function addRefusedSignatures(
  tx: Transaction,
  refused: readonly RefusedSignature[],
  nowMs: number,
): Promise<void> {
  await tx.query(
    `INSERT INTO refused_signature AS kept (caller, key_id, reason, part, seconds, label, method, path, address, times, first_at, last_at)
     SELECT caller, CASE WHEN caller = 'client' THEN named ELSE shown END, reason,
       (array_agg(part ORDER BY last_at DESC))[1], (array_agg(seconds ORDER BY last_at DESC))[1],
       (array_agg(label ORDER BY last_at DESC))[1], method, path, address, sum(times), min(first_at), max(last_at)
     FROM (
       SELECT CASE WHEN c.id IS NOT NULL THEN 'client' WHEN r."isOfApp" THEN 'app' ELSE 'unknown' END AS caller,
         r."keyId" AS named, r."shownKeyId" AS shown,
         CASE WHEN c.disabled_at IS NOT NULL AND r.reason IN ('unknown_key', 'wrong_signature') THEN 'client_disabled'
           ELSE r.reason END AS reason,
         r.part, r.seconds, r.label, r.method, r.path, r.address, r.times,
         to_timestamp(r."firstAtMs" / 1000.0) AS first_at, to_timestamp(r."lastAtMs" / 1000.0) AS last_at
       FROM jsonb_to_recordset($1::jsonb) AS r ("isOfApp" boolean, "keyId" text, "shownKeyId" text, reason text, part text, seconds bigint,
         label text, method text, path text, address text, times bigint, "firstAtMs" bigint, "lastAtMs" bigint)
       LEFT JOIN channel_client c ON c.id = r."keyId") AS come
     GROUP BY 1, 2, 3, method, path, address
     ORDER BY 1, 2, 3, method, path, address
     ON CONFLICT (caller, key_id, reason, method, path, address) DO UPDATE SET times = kept.times + EXCLUDED.times,
       part = EXCLUDED.part, seconds = EXCLUDED.seconds, label = EXCLUDED.label,
       last_at = greatest(kept.last_at, EXCLUDED.last_at)`,
    [JSON.stringify(refused)],
  )
  await tx.query(
    `DELETE FROM refused_signature WHERE last_at < $1 OR id IN (
       SELECT id FROM (SELECT id, row_number() OVER (
           PARTITION BY caller, CASE WHEN caller = 'client' THEN key_id END ORDER BY last_at DESC, id DESC) AS place
         FROM refused_signature) AS latest WHERE place > $2)`,
    [at(nowMs - KEPT_MS), REFUSED_KEPT_MAX],
  )
}

export type KeptRefusal = Omit<RefusedSignature, 'isOfApp' | 'shownKeyId'> & {
  id: string
  caller: 'client' | 'app' | 'unknown'
}

/** The latest first; those of one client, or of everybody. */
export async function listRefusedSignatures(
  pool: Pool,
  { clientId, limit }: { clientId: string | null; limit: number },
): Promise<KeptRefusal[]> {
  const prisma = await prismaOver(pool)
  const refused = await prisma.refusedSignature.findMany({
    ...(clientId !== null && { where: { caller: 'client', keyId: clientId } }),
    orderBy: [{ lastAt: 'desc' }, { id: 'desc' }],
    take: limit,
  })
  return refused.map(({ id, caller, reason, seconds, times, firstAt, lastAt, ...rest }) => ({
    ...rest,
    id: String(id),
    caller: caller as KeptRefusal['caller'],
    reason: reason as SignatureFault,
    seconds: seconds === null ? null : Number(seconds),
    times: Number(times),
    firstAtMs: firstAt.getTime(),
    lastAtMs: lastAt.getTime(),
  }))
}

/** Of each client: how often, of what is kept. */
export async function countRefusedByClient(sql: Sql): Promise<Map<string, number>> {
  const { rows } = await sql.query<{ keyId: string; times: number }>(
    `SELECT key_id AS "keyId", sum(times)::int AS times FROM refused_signature WHERE caller = 'client' GROUP BY key_id`,
  )
  return new Map(rows.map(({ keyId, times }) => [keyId, times]))
}
