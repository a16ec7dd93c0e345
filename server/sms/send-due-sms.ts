import { type CryptoKey, compactDecrypt, type KeyObject } from 'jose'
import { type Transaction, withTransaction } from '#server/database.ts'
import type { WorkerServices } from '#server/services.ts'
import { applyReport } from '#server/sms/apply-report.ts'
import { composeNotice } from '#server/sms/compose-notice.ts'
import type { ReportedSms } from '#server/sms/delivery-repository.ts'
import { holdStoredId, takeEarlyReports } from '#server/sms/early-report-repository.ts'
import { leaseDueSms, postponeSms, type QueuedSms, settleSms } from '#server/sms/outbox-repository.ts'
import type { ProviderAnswer, SmsProvider } from '#server/sms/provider.ts'

/** A little more than handing over and noting it may take: what was taken when the database died comes so much later. */
const LEASE_SECONDS = 15
const BATCH = 50
const BACKOFF_SECONDS = [1, 2, 5, 15, 60]

type SmsBatch = {
  provider: SmsProvider
  /** The channel client whose delivery reports count for what this provider takes; absent: every one of kind `sms`. */
  providerClientId?: string | undefined
  unsealKey: CryptoKey | KeyObject | Uint8Array
}

/** Sends what is due, each message once it is committed and never after its expiry. Returns how many were taken. */
export async function sendDueSms(services: WorkerServices, sending: SmsBatch, nowMs: number): Promise<number> {
  const due = await leaseDueSms(services.pool, { nowMs, leaseSeconds: LEASE_SECONDS, limit: BATCH })
  await Promise.all(due.map((sms) => sendOne(services, sending, sms, nowMs)))
  return due.length
}

async function sendOne(
  services: WorkerServices,
  { provider, providerClientId, unsealKey }: SmsBatch,
  sms: QueuedSms,
  nowMs: number,
): Promise<void> {
  if (sms.notAfterMs <= nowMs) return await settle(services, sms, { outcome: 'expired' }, nowMs)
  try {
    const text = sms.notice ? composeNotice(services.institution, sms.notice) : await unseal(sms, unsealKey)
    const answer = await provider({ id: sms.id, to: sms.mobile, template: sms.template, text, atMs: nowMs })
    await settle(services, sms, { ...answer, providerClientId }, nowMs)
  } catch (error) {
    const waitSeconds = BACKOFF_SECONDS[Math.min(sms.attempts, BACKOFF_SECONDS.length) - 1] ?? 60
    services.log.warn(
      { smsMessageId: sms.id, attempts: sms.attempts, waitSeconds, error: (error as Error).message },
      'SMS not handed over',
    )
    await postponeSms(services.pool, sms.id, nowMs + waitSeconds * 1000)
  }
}

async function unseal(sms: QueuedSms, key: SmsBatch['unsealKey']): Promise<string> {
  if (sms.sealed === null) throw new Error('the sealed text is missing')
  const { plaintext, protectedHeader } = await compactDecrypt(sms.sealed, key)
  if (protectedHeader.kid !== sms.id) throw new Error('the sealed text belongs to another message')
  return Buffer.from(plaintext).toString('utf8')
}

type SendOutcome = (ProviderAnswer | { outcome: 'expired' }) & { providerClientId?: string | undefined }

async function settle(services: WorkerServices, sms: QueuedSms, answer: SendOutcome, nowMs: number): Promise<void> {
  const providerMessageId = answer.outcome === 'accepted' ? answer.providerMessageId : null
  const providerClientId = answer.outcome === 'accepted' ? (answer.providerClientId ?? null) : null
  await withTransaction(services.pool, async (tx) => {
    if (providerMessageId !== null) await holdStoredId(tx, providerMessageId)
    const settled = await settleSms(tx, {
      id: sms.id,
      atMs: sms.atMs,
      state: answer.outcome,
      providerMessageId,
      providerClientId,
      errorCode: answer.outcome === 'rejected' ? answer.errorCode : null,
      nowMs,
    })
    if (settled && providerMessageId !== null && settled.providerMessageId === providerMessageId)
      await applyEarlyReports(tx, settled, { providerMessageId, clientId: providerClientId })
  })
}

/** What the provider reported before its answer was noted here. */
async function applyEarlyReports(
  tx: Transaction,
  message: ReportedSms,
  of: Parameters<typeof takeEarlyReports>[1],
): Promise<void> {
  for (const { receivedAtMs, ...report } of await takeEarlyReports(tx, of))
    await applyReport(tx, { message, report, nowMs: receivedAtMs })
}
