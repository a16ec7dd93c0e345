import { at, type Sql, type Transaction } from '#server/database.ts'
import type { DeliveryReport } from '#server/sms/delivery-schemas.ts'

/** More than come in ten minutes from a provider whose answers take a minute. */
const KEPT_MAX = 50_000
// So few locks for all ids, so that long bodies do not fill PostgreSQL's table of locks.
const lockOf = (id: string): string => `hashtext(${id}) & 255`
const lockClass = `hashtext('early_delivery_report')`

/** Reports wait while the id of one of them is being stored, and the storing waits for them; among themselves they do not. */
export async function holdReportedIds(tx: Transaction, providerMessageIds: readonly string[]): Promise<void> {
  await tx.query({
    name: 'hold_reported_ids',
    text: `SELECT pg_advisory_xact_lock_shared(${lockClass}, bucket)
           FROM (SELECT DISTINCT ${lockOf('id')} AS bucket FROM unnest($1::text[]) id ORDER BY bucket) buckets`,
    values: [providerMessageIds],
  })
}

/** To be held before an id is stored: no report of it is on its way then that would find neither message nor keeper. */
export async function holdStoredId(tx: Transaction, providerMessageId: string): Promise<void> {
  await tx.query({
    name: 'hold_stored_id',
    text: `SELECT pg_advisory_xact_lock(${lockClass}, ${lockOf('$1::text')})`,
    values: [providerMessageId],
  })
}

export type EarlyReports = { clientId: string; reports: readonly DeliveryReport[]; receivedAtMs: number }

/** The first of each status holds. In one order, so that two bodies never wait in a ring; full: nothing is kept. */
export async function keepEarlyReports(
  tx: Transaction,
  { clientId, reports, receivedAtMs }: EarlyReports,
): Promise<void> {
  await tx.query({
    name: 'keep_early_reports',
    text: `INSERT INTO early_delivery_report
             (provider_message_id, channel_client_id, status, reported_at, error_code, received_at, place)
           SELECT r.id, $1, r.status, r.at, r.error_code, $2, r.place
           FROM unnest($3::text[], $4::text[], $5::timestamptz[], $6::text[]) WITH ORDINALITY r (id, status, at, error_code, place)
           WHERE (SELECT count(*) FROM (SELECT FROM early_delivery_report LIMIT ${KEPT_MAX}) kept) < ${KEPT_MAX}
           ORDER BY r.id, r.status, r.place
           ON CONFLICT DO NOTHING`,
    values: [
      clientId,
      at(receivedAtMs),
      reports.map(({ providerMessageId }) => providerMessageId),
      reports.map(({ status }) => status),
      reports.map((report) => at(report.at)),
      reports.map(({ errorCode }) => errorCode ?? null),
    ],
  })
}

export type EarlyReport = DeliveryReport & { receivedAtMs: number }

/** Takes out what was kept of an id, in the order of arrival; `clientId` null: whoever reported it. */
export async function takeEarlyReports(
  sql: Sql,
  { providerMessageId, clientId }: { providerMessageId: string; clientId: string | null },
): Promise<EarlyReport[]> {
  const { rows } = await sql.query<EarlyReport>({
    name: 'take_early_reports',
    text: `WITH taken AS (
             DELETE FROM early_delivery_report
             WHERE provider_message_id = $1 AND ($2::text IS NULL OR channel_client_id = $2) RETURNING *
           )
           SELECT provider_message_id AS "providerMessageId", status, reported_at AS at, error_code AS "errorCode",
             received_at AS "receivedAtMs"
           FROM taken ORDER BY received_at, place, seq`,
    values: [providerMessageId, clientId],
  })
  return rows
}
