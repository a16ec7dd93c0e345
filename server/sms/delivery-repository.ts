import { at, type Transaction } from '#server/database.ts'
import type { DeliveryReport } from '#server/sms/delivery-schemas.ts'

export type ReportedSms = { id: string; atMs: number; state: string }

/**
 * Holds the messages that the reports are of, by the provider's id, in id order so that two reports never wait in a
 * ring; none of those that went through another client's provider.
 */
export async function takeReportedSms(
  tx: Transaction,
  clientId: string,
  providerMessageIds: string[],
): Promise<Map<string, ReportedSms>> {
  const { rows } = await tx.query<ReportedSms & { providerMessageId: string }>({
    name: 'take_reported_sms',
    text: `SELECT id, at AS "atMs", state, provider_message_id AS "providerMessageId" FROM sms_message
           WHERE provider_message_id = ANY($1::text[]) AND (provider_client_id IS NULL OR provider_client_id = $2)
           ORDER BY at, id FOR UPDATE`,
    values: [providerMessageIds, clientId],
  })
  return new Map(rows.map(({ providerMessageId, ...sms }) => [providerMessageId, sms]))
}

export async function endSms(
  tx: Transaction,
  { id, atMs }: ReportedSms,
  { status, errorCode, endedAtMs }: { status: string; errorCode: string | null; endedAtMs: number },
): Promise<void> {
  await tx.query({
    name: 'end_reported_sms',
    text: 'UPDATE sms_message SET state = $3, error_code = $4, ended_at = $5 WHERE at = $1 AND id = $2',
    values: [at(atMs), id, status, errorCode, at(endedAtMs)],
  })
}

export async function addContraryReport(
  tx: Transaction,
  { id, atMs }: ReportedSms,
  { status, at: reportedAtMs, errorCode }: DeliveryReport,
): Promise<void> {
  const report = { status, at: new Date(reportedAtMs).toISOString(), errorCode: errorCode ?? null }
  await tx.query({
    name: 'add_contrary_report',
    text: `UPDATE sms_message SET contrary_reports = contrary_reports || $3::jsonb
           WHERE at = $1 AND id = $2 AND jsonb_array_length(contrary_reports) < 20`,
    values: [at(atMs), id, JSON.stringify([report])],
  })
}
