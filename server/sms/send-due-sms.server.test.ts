import { readFileSync } from 'node:fs'
import { importJWK } from 'jose'
import { expect, test } from 'vitest'
import { withTransaction } from '#server/database.ts'
import { enqueueNotice } from '#server/sms/enqueue-notice.ts'
import { enqueueCodeSms } from '#server/sms/enqueue-sms.ts'
import type { OutgoingSms, SmsProvider } from '#server/sms/provider.ts'
import { sendDueSms } from '#server/sms/send-due-sms.ts'
import { openTestDatabase } from '#tests/harness/open-test-database.ts'
import { openTestServices } from '#tests/harness/open-test-services.ts'
import { openTestWorker } from '#tests/harness/open-test-worker.ts'

const database = await openTestDatabase()
const { services: channel, owner } = openTestServices(database)
const services = openTestWorker(database, channel.institution)
const { sealPrivateKeyJwk } = JSON.parse(readFileSync(database.keyFiles.worker, 'utf8'))
const unsealKey = await importJWK(sealPrivateKeyJwk, 'ECDH-ES')
const mobile = '+989121112233'

function recordingProvider(answer?: () => ReturnType<SmsProvider>): { sent: OutgoingSms[]; provider: SmsProvider } {
  const sent: OutgoingSms[] = []
  const accept = async (sms: OutgoingSms) => ({ outcome: 'accepted' as const, providerMessageId: `p-${sms.id}` })
  return {
    sent,
    provider: (sms) => {
      sent.push(sms)
      return answer ? answer() : accept(sms)
    },
  }
}

const enqueue = (text: string, atMs: number, notAfterMs = atMs + 120_000) =>
  enqueueCodeSms(channel.pool, channel.keys, { atMs, mobile, customerId: null, template: 'otp', text, notAfterMs })
const stateOf = async (id: string) =>
  (await owner.query('SELECT state, provider_message_id AS provider FROM sms_message WHERE id = $1', [id])).rows[0]
const leftOver = async () =>
  (await owner.query('SELECT (SELECT count(*) FROM sms_outbox) + (SELECT count(*) FROM sms_body) AS n')).rows[0].n

test('a committed message is sent once, its sealed text is opened by the worker alone and then forgotten', async () => {
  const nowMs = Date.now()
  const id = await enqueue('متن با کد\n1234567', nowMs)
  const { rows } = await owner.query('SELECT sealed FROM sms_body WHERE sms_message_id = $1', [id])
  expect(rows[0].sealed).not.toContain('1234567')
  const { sent, provider } = recordingProvider()
  expect(await sendDueSms(services, { provider, unsealKey }, nowMs + 1)).toBe(1)
  expect(await sendDueSms(services, { provider, unsealKey }, nowMs + 2)).toBe(0)
  expect(sent.map(({ to, text }) => [to, text])).toEqual([[mobile, 'متن با کد\n1234567']])
  expect(await stateOf(id)).toEqual({ state: 'accepted', provider: `p-${id}` })
  expect(await leftOver()).toBe(0)
})

test('a message whose transaction is not committed is not sent', async () => {
  const nowMs = Date.now()
  const { sent, provider } = recordingProvider()
  await withTransaction(channel.pool, async (tx) => {
    await enqueueCodeSms(tx, channel.keys, {
      atMs: nowMs,
      mobile,
      customerId: null,
      template: 'otp',
      text: 'x',
      notAfterMs: nowMs + 1,
    })
    await sendDueSms(services, { provider, unsealKey }, nowMs + 1)
    throw new Error('undo')
  }).catch(() => {})
  expect(sent).toEqual([])
})

test('a code is never sent after its expiry', async () => {
  const nowMs = Date.now()
  const id = await enqueue('دیر\n7654321', nowMs, nowMs + 1_000)
  const { sent, provider } = recordingProvider()
  await sendDueSms(services, { provider, unsealKey }, nowMs + 1_000)
  expect(sent).toEqual([])
  expect(await stateOf(id)).toEqual({ state: 'expired', provider: null })
})

test('a provider that fails is tried again later; one that refuses ends the message', async () => {
  const nowMs = Date.now()
  const id = await enqueue('دوباره\n1111111', nowMs)
  await sendDueSms(services, { unsealKey, provider: () => Promise.reject(new Error('down')) }, nowMs + 1)
  expect(await stateOf(id)).toEqual({ state: 'queued', provider: null })
  const refusing = recordingProvider(async () => ({ outcome: 'rejected', errorCode: '404' }))
  expect(await sendDueSms(services, { provider: refusing.provider, unsealKey }, nowMs + 500)).toBe(0)
  await sendDueSms(services, { provider: refusing.provider, unsealKey }, nowMs + 1_500)
  expect(refusing.sent).toHaveLength(1)
  expect(await stateOf(id)).toEqual({ state: 'rejected', provider: null })
})

test('two workers never hand over the same message', async () => {
  const nowMs = Date.now()
  for (let n = 0; n < 30; n++) await enqueue(`پیام ${n}\n2222222`, nowMs)
  const { sent, provider } = recordingProvider()
  await Promise.all(Array.from({ length: 4 }, () => sendDueSms(services, { provider, unsealKey }, nowMs + 1)))
  expect(new Set(sent.map(({ id }) => id)).size).toBe(30)
  expect(sent).toHaveLength(30)
})

test('a notice is worded by the worker: what, where, when in Jalali, whom to call', async () => {
  const nowMs = Date.parse('2026-11-22T09:30:00Z')
  const customerId = '01a20293-9121-7545-898b-44e0f8d32da6'
  await enqueueNotice(channel.pool, {
    kind: 'activated',
    atMs: nowMs,
    mobile,
    customerId,
    cardLast4: '1234',
    pinKind: 'second',
    method: 'app',
    where: 'Samsung A54',
  })
  const { sent, provider } = recordingProvider()
  await sendDueSms(services, { provider, unsealKey }, nowMs + 1)
  expect(sent[0]?.text).toContain('زمان: ۱۴۰۵/۰۹/۰۱ ساعت ۱۳:۰۰')
  expect(sent[0]?.text).toContain('محل: Samsung A۵۴')
  expect(sent[0]?.text).toContain(channel.institution.supportPhone)
})
