import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import { drawId } from '#server/draw-id.ts'
import { openTestDatabase } from '../../tests/harness/open-test-database.ts'
import { startTestChannel } from '../../tests/harness/test-channel.ts'

const database = await openTestDatabase()
const channel = startTestChannel(database)

async function makeSms(state = 'accepted'): Promise<{ providerMessageId: string; atMs: number }> {
  const providerMessageId = `p-${randomUUID()}`
  const atMs = Date.now() - 60_000
  await channel.services.pool.query(
    `INSERT INTO sms_message (id, at, mobile, template, state, provider_message_id) VALUES ($1, $2, '+989121234567', 'otp', $3, $4)`,
    [drawId(atMs), new Date(atMs), state, providerMessageId],
  )
  return { providerMessageId, atMs }
}

async function report(...reports: Record<string, unknown>[]) {
  const at = new Date().toISOString()
  const filled = reports.map((one) => ({ at, ...one }))
  return await channel.call('sms', 'POST', '/v1/sms/delivery-reports', { reports: filled })
}

async function readSms(providerMessageId: string) {
  const { rows } = await channel.services.pool.query(
    `SELECT state, error_code, contrary_reports, ended_at AS "endedAtMs" FROM sms_message WHERE provider_message_id = $1`,
    [providerMessageId],
  )
  return rows[0]
}

test.each(['delivered', 'failed', 'expired', 'rejected'])('a message that was %s is known to be', async (status) => {
  const { providerMessageId, atMs } = await makeSms()
  const at = new Date(atMs + 61_000).toISOString()
  const answer = await report({ providerMessageId, status, at: new Date(atMs + 5_000).toISOString(), errorCode: 'E7' })
  expect([answer.status, answer.body]).toEqual([202, { applied: 1, unknown: 0 }])
  expect(await readSms(providerMessageId)).toMatchObject({ state: status, error_code: 'E7', endedAtMs: atMs + 5_000 })
  expect((await report({ providerMessageId, status, at })).body).toEqual({ applied: 0, unknown: 0 })
  expect((await readSms(providerMessageId)).contrary_reports).toEqual([])
})

test('a later contrary report is recorded and not applied', async () => {
  const { providerMessageId } = await makeSms()
  await report({ providerMessageId, status: 'delivered' })
  expect((await report({ providerMessageId, status: 'failed', errorCode: 'E1' })).body).toEqual({
    applied: 0,
    unknown: 0,
  })
  const sms = await readSms(providerMessageId)
  expect([sms.state, sms.error_code]).toEqual(['delivered', null])
  expect(sms.contrary_reports).toEqual([{ status: 'failed', errorCode: 'E1', at: expect.any(String) }])
})

test('a time is RFC 3339 in either case, with any offset; a date or a time without offset is none', async () => {
  for (const at of ['2026-11-22T10:00:00Z', '2026-11-22t10:00:00.25z', '2026-11-22T13:30:00+03:30'])
    expect((await report({ providerMessageId: 'nobody', status: 'failed', at })).body).toEqual({
      applied: 0,
      unknown: 1,
    })
  for (const at of ['2026-11-22', '2026-11-22T10:00:00', '1795341600'])
    expect((await report({ providerMessageId: 'nobody', status: 'failed', at })).status).toBe(422)
})

test('within one body the first report of a message holds, and unknown messages are counted', async () => {
  const { providerMessageId } = await makeSms('queued')
  const answer = await report(
    { providerMessageId, status: 'failed' },
    { providerMessageId, status: 'delivered' },
    { providerMessageId: 'nobody', status: 'delivered' },
  )
  expect(answer.body).toEqual({ applied: 1, unknown: 1 })
  const sms = await readSms(providerMessageId)
  expect([sms.state, sms.contrary_reports.length]).toEqual(['failed', 1])
})

test('a provider’s clock cannot end a message before it was written or in the future', async () => {
  const early = await makeSms()
  const late = await makeSms()
  await report({ providerMessageId: early.providerMessageId, status: 'delivered', at: '2020-01-01T00:00:00.000Z' })
  await report({ providerMessageId: late.providerMessageId, status: 'delivered', at: '2090-01-01T00:00:00.000Z' })
  expect((await readSms(early.providerMessageId)).endedAtMs).toBe(early.atMs)
  expect((await readSms(late.providerMessageId)).endedAtMs).toBeLessThanOrEqual(Date.now())
})

test('many reports of the same messages at once end each of them once', async () => {
  const messages = await Promise.all(Array.from({ length: 10 }, () => makeSms()))
  const ids = messages.map(({ providerMessageId }) => providerMessageId)
  const bodies = [ids, ids.toReversed(), ids, ids.toReversed()].map((list) =>
    report(...list.map((providerMessageId) => ({ providerMessageId, status: 'delivered' }))),
  )
  const answers = await Promise.all(bodies)
  expect(answers.map(({ status }) => status)).toEqual([202, 202, 202, 202])
  expect(answers.reduce((sum, { body }) => sum + body.applied, 0)).toBe(10)
})
