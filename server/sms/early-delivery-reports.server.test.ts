import { createPrivateKey, randomUUID } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { smsRoutes } from '#channel/routes/sms.ts'
import { at, withTransaction } from '#server/database.ts'
import { keepHouse } from '#server/maintenance/keep-house.ts'
import { holdStoredId } from '#server/sms/early-report-repository.ts'
import { enqueueCodeSms } from '#server/sms/enqueue-sms.ts'
import { settleSms } from '#server/sms/outbox-repository.ts'
import type { SmsProvider } from '#server/sms/provider.ts'
import { sendDueSms } from '#server/sms/send-due-sms.ts'
import { openTestDatabase } from '#tests/harness/open-test-database.ts'
import { openTestServices } from '#tests/harness/open-test-services.ts'
import { openTestWorker } from '#tests/harness/open-test-worker.ts'
import { signTestRequest } from '#tests/harness/sign-test-request.ts'
import { startTestChannel } from '#tests/harness/test-channel.ts'

const database = await openTestDatabase()
const channel = startTestChannel(database, { routes: smsRoutes })
const { services, owner } = openTestServices(database)
const worker = openTestWorker(database, services.institution)
const { sealPrivateKeyJwk } = JSON.parse(readFileSync(database.keyFiles.worker, 'utf8'))
const unsealKey = createPrivateKey({ key: sealPrivateKeyJwk, format: 'jwk' })

const drawReportId = (): string => `p-${randomUUID()}`
const now = (): string => new Date().toISOString()

async function enqueue(atMs = Date.now()): Promise<{ id: string; atMs: number }> {
  const sms = { atMs, mobile: '+989121234567', customerId: null, template: 'otp', text: 'x\n1' } as const
  return { id: await enqueueCodeSms(services.pool, services.keys, { ...sms, notAfterMs: atMs + 120_000 }), atMs }
}

async function report(...reports: Record<string, unknown>[]) {
  return await channel.call('sms', 'POST', '/v1/sms/delivery-reports', {
    reports: reports.map((one) => ({ at: now(), ...one })),
  })
}

async function readSms(id: string) {
  const { rows } = await owner.query(
    `SELECT state, provider_message_id AS provider, error_code AS "errorCode", contrary_reports AS contrary, ended_at IS NOT NULL AS "isEnded",
       (SELECT count(*) FROM sms_body WHERE sms_message_id = $1) AS texts FROM sms_message WHERE id = $1`,
    [id],
  )
  return rows[0]
}

const send = (provider: SmsProvider, providerClientId?: string) =>
  sendDueSms(worker, { provider, providerClientId, unsealKey }, Date.now() + 1)
const keptOf = async (id: string) =>
  (await owner.query('SELECT status FROM early_delivery_report WHERE provider_message_id = $1', [id])).rows.length

test('a report that is faster than the provider’s answer is applied with it', async () => {
  const { id } = await enqueue()
  const providerMessageId = drawReportId()
  await send(async () => {
    const answer = await report({ providerMessageId, status: 'delivered', errorCode: 'E0' })
    expect([answer.status, answer.body]).toEqual([202, { applied: 0, unknown: 1 }])
    return { outcome: 'accepted', providerMessageId }
  })
  const ended = { state: 'delivered', provider: providerMessageId, errorCode: 'E0', contrary: [], isEnded: true }
  expect(await readSms(id)).toEqual({ ...ended, texts: 0 })
  expect(await keptOf(providerMessageId)).toBe(0)
  expect((await report({ providerMessageId, status: 'delivered' })).body).toEqual({ applied: 0, unknown: 0 })
})

test('early reports of one message: the first ends it, the same again is one, another is recorded', async () => {
  const { id } = await enqueue()
  const providerMessageId = drawReportId()
  await send(async () => {
    await report({ providerMessageId, status: 'failed', errorCode: 'E1' }, { providerMessageId, status: 'failed' })
    await report({ providerMessageId, status: 'failed' }, { providerMessageId, status: 'delivered' })
    return { outcome: 'accepted', providerMessageId }
  })
  const sms = await readSms(id)
  expect([sms.state, sms.errorCode]).toEqual(['failed', 'E1'])
  expect(sms.contrary).toMatchObject([{ status: 'delivered' }])
})

test('a number is the string of its digits, in the answer and in the report', async () => {
  for (const digits of ['9007199254740993', '123456789012345678901234567890', '7']) {
    const { id } = await enqueue()
    await send(async () => {
      const body = `{"requestId":"${randomUUID()}","reports":[{"providerMessageId":${digits},"status":"delivered","at":"${now()}"}]}`
      const path = '/v1/sms/delivery-reports'
      const signed = signTestRequest(channel.signers.sms, { method: 'POST', path, body })
      const headers = { 'content-type': 'application/json', ...signed }
      expect((await channel.send('POST', path, { body, headers })).status).toBe(202)
      return { outcome: 'accepted', providerMessageId: digits }
    })
    expect(await readSms(id)).toMatchObject({ state: 'delivered', provider: digits })
  }
  for (const providerMessageId of [1.5, null, true, {}, '', 1e21])
    expect((await report({ providerMessageId, status: 'delivered' })).body.errors[0].path).toBe(
      'reports.0.providerMessageId',
    )
})

test('a report while its id is being stored waits, and is applied', async () => {
  const sms = await enqueue()
  await owner.query('DELETE FROM sms_outbox')
  const providerMessageId = drawReportId()
  let waiting: Promise<{ body: unknown }> | undefined
  await withTransaction(worker.pool, async (tx) => {
    await holdStoredId(tx, providerMessageId)
    const accepted = { state: 'accepted', providerMessageId, providerClientId: null, errorCode: null } as const
    await settleSms(tx, { ...sms, ...accepted, nowMs: Date.now() })
    waiting = report({ providerMessageId, status: 'delivered' })
    expect(await Promise.race([waiting, new Promise((past) => setTimeout(past, 200, 'waits'))])).toBe('waits')
  })
  expect((await waiting)?.body).toEqual({ applied: 1, unknown: 0 })
  expect(await readSms(sms.id)).toMatchObject({ state: 'delivered' })
})

test('however reports and answers cross, none is lost', async () => {
  const messages = await Promise.all(Array.from({ length: 16 }, () => enqueue()))
  const reports: Promise<unknown>[] = []
  await send(async ({ id }) => {
    const told = async (delayMs: number) => {
      await new Promise((passed) => setTimeout(passed, delayMs))
      const others = messages.map((other) => ({ providerMessageId: `x-${other.id}`, status: 'failed' }))
      const own = { providerMessageId: `q-${id}`, status: 'delivered' }
      for (let answer = 503; answer === 503; )
        answer = (await report(...others.slice(0, 5), own, ...others.slice(5, 9))).status
    }
    reports.push(told(Math.random() * 120))
    await new Promise((passed) => setTimeout(passed, Math.random() * 60))
    return { outcome: 'accepted', providerMessageId: `q-${id}` }
  })
  await Promise.all(reports)
  // What a slow machine had no connection for is handed over again.
  const again: SmsProvider = async ({ id }) => ({ outcome: 'accepted', providerMessageId: `q-${id}` })
  for (let left = 1; left > 0; ) left = await sendDueSms(worker, { provider: again, unsealKey }, Date.now() + 20_000)
  const { rows } = await owner.query(
    `SELECT state, count(*)::int AS n FROM sms_message WHERE provider_message_id LIKE 'q-%' GROUP BY state`,
  )
  expect(rows).toEqual([{ state: 'delivered', n: 16 }])
  expect((await owner.query(`SELECT FROM early_delivery_report WHERE provider_message_id LIKE 'q-%'`)).rowCount).toBe(0)
})

test('only the client whose provider took the message ends it', async () => {
  const own = channel.signers.sms.keyId
  for (const [clientId, state] of [
    [own, 'delivered'],
    ['another', 'accepted'],
  ] as const) {
    const { id } = await enqueue()
    const providerMessageId = drawReportId()
    await send(async () => {
      await report({ providerMessageId, status: 'delivered' })
      return { outcome: 'accepted', providerMessageId }
    }, clientId)
    expect(await readSms(id)).toMatchObject({ state })
    const { body } = await report({ providerMessageId, status: 'failed' })
    expect(body).toEqual({ applied: 0, unknown: clientId === own ? 0 : 1 })
    expect((await readSms(id)).state).toBe(state)
  }
})

test('what the provider refused or names no id for is not ended by a report', async () => {
  const refused = await enqueue()
  await report({ providerMessageId: refused.id, status: 'delivered' })
  await send(async () => ({ outcome: 'rejected', errorCode: '400' }))
  expect(await readSms(refused.id)).toMatchObject({ state: 'rejected', errorCode: '400', texts: 0 })
  const nameless = await enqueue()
  await report({ providerMessageId: nameless.id, status: 'delivered' })
  await send(async () => ({ outcome: 'accepted', providerMessageId: null }))
  expect(await readSms(nameless.id)).toMatchObject({ state: 'accepted', provider: null, isEnded: false, texts: 0 })
})

test('an early report is kept for ten minutes and not for ever', async () => {
  const providerMessageId = drawReportId()
  await report({ providerMessageId, status: 'delivered' })
  await keepHouse(worker, Date.now() + 590_000)
  expect(await keptOf(providerMessageId)).toBe(1)
  await keepHouse(worker, Date.now() + 601_000)
  expect(await keptOf(providerMessageId)).toBe(0)
})

test('there is an end to what is kept', async () => {
  await owner.query('TRUNCATE early_delivery_report')
  await owner.query(
    `INSERT INTO early_delivery_report (provider_message_id, channel_client_id, status, reported_at, received_at, place)
     SELECT 'f-' || n, 'x', 'failed', $1, $1, 1 FROM generate_series(1, 50000) n`,
    [at(Date.now())],
  )
  const answer = await report({ providerMessageId: 'one more', status: 'delivered' })
  expect([answer.status, answer.body]).toEqual([202, { applied: 0, unknown: 1 }])
  expect(await keptOf('one more')).toBe(0)
})
