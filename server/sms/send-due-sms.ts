import { type CryptoKey, compactDecrypt, type KeyObject } from 'jose'
import { withTransaction } from '#server/database.ts'
import type { WorkerServices } from '#server/services.ts'
import { composeNotice } from '#server/sms/compose-notice.ts'
import { leaseDueSms, postponeSms, type QueuedSms, settleSms } from '#server/sms/outbox-repository.ts'
import type { ProviderAnswer, SmsProvider } from '#server/sms/provider.ts'

/** A little more than handing over and noting it may take: what was taken when the database died comes so much later. */
const LEASE_SECONDS = 15
const BATCH = 50
const BACKOFF_SECONDS = [1, 2, 5, 15, 60]

type Sending = { provider: SmsProvider; unsealKey: CryptoKey | KeyObject | Uint8Array }

/** Sends what is due, each message once it is committed and never after its expiry. Returns how many were taken. */
export async function sendDueSms(services: WorkerServices, sending: Sending, nowMs: number): Promise<number> {
  const due = await leaseDueSms(services.pool, { nowMs, leaseSeconds: LEASE_SECONDS, limit: BATCH })
  await Promise.all(due.map((sms) => sendOne(services, sending, sms, nowMs)))
  return due.length
}

async function sendOne(
  services: WorkerServices,
  { provider, unsealKey }: Sending,
  sms: QueuedSms,
  nowMs: number,
): Promise<void> {
  if (sms.notAfterMs <= nowMs) return await settle(services, sms, { outcome: 'expired' }, nowMs)
  try {
    const text = sms.notice ? composeNotice(services.institution, sms.notice) : await unseal(sms, unsealKey)
    const answer = await provider({ id: sms.id, to: sms.mobile, template: sms.template, text, atMs: nowMs })
    await settle(services, sms, answer, nowMs)
  } catch (error) {
    const waitSeconds = BACKOFF_SECONDS[Math.min(sms.attempts, BACKOFF_SECONDS.length) - 1] ?? 60
    services.log.warn(
      { smsMessageId: sms.id, attempts: sms.attempts, waitSeconds, error: (error as Error).message },
      'SMS not handed over',
    )
    await postponeSms(services.pool, sms.id, nowMs + waitSeconds * 1000)
  }
}

async function unseal(sms: QueuedSms, key: Sending['unsealKey']): Promise<string> {
  if (sms.sealed === null) throw new Error('the sealed text is missing')
  const { plaintext, protectedHeader } = await compactDecrypt(sms.sealed, key)
  if (protectedHeader.kid !== sms.id) throw new Error('the sealed text belongs to another message')
  return Buffer.from(plaintext).toString('utf8')
}

async function settle(
  services: WorkerServices,
  sms: QueuedSms,
  answer: ProviderAnswer | { outcome: 'expired' },
  nowMs: number,
): Promise<void> {
  await withTransaction(services.pool, (tx) =>
    settleSms(tx, {
      id: sms.id,
      atMs: sms.atMs,
      state: answer.outcome,
      providerMessageId: answer.outcome === 'accepted' ? answer.providerMessageId : null,
      errorCode: answer.outcome === 'rejected' ? answer.errorCode : null,
      nowMs,
    }),
  )
}
