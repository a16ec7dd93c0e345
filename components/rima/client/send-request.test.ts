import { afterEach, expect, test, vi } from 'vitest'
import { confirmRegistration } from './api.ts'
import { openBankClock } from './bank-clock.ts'
import { generateDeviceKeys } from './device-keys.ts'
import { createMemoryRimaStore } from './memory-rima-store.ts'
import { type Connection, sendRequest } from './send-request.ts'

interface Sent {
  url: string
  body: string
  created: number | null
}

const call = {
  method: 'POST' as const,
  path: '/v1/app/activations',
  body: new TextEncoder().encode('{"requestId":"r"}'),
}

async function connect(
  answers: (Response | 'lost')[],
  signed = false,
): Promise<{ connection: Connection; sent: Sent[] }> {
  const sent: Sent[] = []
  vi.stubGlobal('fetch', async (url: string, init: RequestInit) => {
    const input = new Headers(init.headers).get('signature-input')
    const created = input ? Number(/created=(\d+)/.exec(input)?.[1]) : null
    sent.push({ url, body: new TextDecoder().decode(init.body as Uint8Array<ArrayBuffer>), created })
    const answer = answers[sent.length - 1]
    if (!answer || answer === 'lost') throw new TypeError('network')
    return answer
  })
  const keys = signed ? await generateDeviceKeys() : null
  const clock = await openBankClock(createMemoryRimaStore())
  const signer = keys && { keyId: 'd1', signingKey: keys.signing.privateKey }
  return { sent, connection: { baseUrl: 'http://bank.test', clock, signer, waitMs: async () => undefined } }
}

const refusal = (status: number, code: string, more = {}, headers = {}) =>
  Response.json({ code, ...more }, { status, headers })

afterEach(() => vi.unstubAllGlobals())

test('a lost answer and `busy` are asked for again with the same bytes', async () => {
  const { connection, sent } = await connect(['lost', refusal(503, 'busy'), Response.json({ done: true })])
  expect(await sendRequest(connection, call)).toEqual({ ok: true, value: { done: true } })
  expect(sent.map((request) => request.body)).toEqual(Array(3).fill('{"requestId":"r"}'))
})

test('a refusal is not repeated and comes back with its members', async () => {
  const { connection, sent } = await connect([refusal(409, 'invalid_token', { attemptsLeft: 3 })])
  const answer = await sendRequest(connection, call)
  expect(answer).toEqual({ ok: false, refusal: { code: 'invalid_token', attemptsLeft: 3 } })
  expect(sent).toHaveLength(1)
})

test('`Retry-After` is told to the customer', async () => {
  const { connection } = await connect([refusal(429, 'rate_limited', {}, { 'retry-after': '90' })])
  const answer = await sendRequest(connection, call)
  expect(answer).toEqual({ ok: false, refusal: { code: 'rate_limited', retryAfterSeconds: 90 } })
})

test('after three lost answers the bank is called unreachable', async () => {
  const { connection, sent } = await connect(['lost', 'lost', 'lost'])
  expect(await sendRequest(connection, call)).toEqual({ ok: false, refusal: { code: 'unreachable' } })
  expect(sent).toHaveLength(3)
})

test('a page that is not the bank’s is no answer of the bank', async () => {
  const { connection } = await connect([new Response('<html>sign in to the Wi-Fi</html>')])
  expect(await sendRequest(connection, call)).toEqual({ ok: false, refusal: { code: 'unexpected_answer' } })
})

test('a signature refused for a wrong clock is made again with the time the answer carries', async () => {
  const bankMs = Date.now() + 3_600_000
  const date = new Date(bankMs).toUTCString()
  const answers = [refusal(401, 'unauthenticated', {}, { date }), Response.json({ done: true }, { headers: { date } })]
  const { connection, sent } = await connect(answers, true)
  expect((await sendRequest(connection, call)).ok).toBe(true)
  expect(Math.abs((sent[1]?.created ?? 0) - bankMs / 1000)).toBeLessThan(3)
  expect(connection.clock.offsetMs()).toBeGreaterThan(3_590_000)
})

test('a signature refused with the right clock is not sent again', async () => {
  const date = new Date().toUTCString()
  const { connection, sent } = await connect([refusal(401, 'unauthenticated', {}, { date })], true)
  expect(await sendRequest(connection, call)).toEqual({ ok: false, refusal: { code: 'unauthenticated' } })
  expect(sent).toHaveLength(1)
})

test('pressing again after lost answers repeats the request; after an answer it is a new one', async () => {
  const answers = ['lost', 'lost', 'lost', refusal(409, 'invalid_code', { attemptsLeft: 4 }), refusal(409, 'expired')]
  const { connection, sent } = await connect(answers as (Response | 'lost')[])
  await confirmRegistration(connection, 'reg', '123456')
  await confirmRegistration(connection, 'reg', '123456')
  await confirmRegistration(connection, 'reg', '123456')
  const ids = sent.map((request) => JSON.parse(request.body).requestId)
  expect(new Set(ids.slice(0, 4)).size).toBe(1)
  expect(ids[4]).not.toBe(ids[0])
})
