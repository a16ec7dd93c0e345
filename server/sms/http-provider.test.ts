import { createServer, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import pino from 'pino'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { httpProvider } from '#server/sms/http-provider.ts'

type ReceivedRequest = { method: string | undefined; path: string | undefined; body: string }
let answer: (response: ServerResponse) => void = (response) => response.end()
let asked: ReceivedRequest[] = []
let lines: Record<string, unknown>[] = []
const log = pino({}, { write: (line: string) => void lines.push(JSON.parse(line)) })
const server = createServer((request, response) => {
  const parts: Buffer[] = []
  request.on('data', (part) => parts.push(part))
  request.on('end', () => {
    asked.push({ method: request.method, path: request.url, body: Buffer.concat(parts).toString() })
    answer(response)
  })
})
let url = ''
beforeAll(async () => {
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/send`
})
beforeEach(() => {
  asked = []
  lines = []
})
afterAll(() => {
  server.closeAllConnections()
  server.close()
})

const sms = { id: 'own-id', to: '+989121234567', template: 'otp', text: 'متن\n1234567', atMs: 1_000 }
const sending = (atMs = 1_000) => httpProvider(url, 'token', log)({ ...sms, atMs })
const answering = (status: number, body = '', headers: Record<string, string> = {}) => {
  answer = (response) => response.writeHead(status, headers).end(body)
}

test.each([
  ['{"providerMessageId":"a-1"}', 'a-1'],
  ['{"providerMessageId":9007199254740993}', '9007199254740993'],
  ['{"providerMessageId": 12345678901234567890123 }', '12345678901234567890123'],
  ['{"providerMessageId":-18446744073709551617}', '-18446744073709551617'],
  ['{"providerMessageId":0}', '0'],
  ['{"providerMessageId":42,"more":[1.50,1e3]}', '42'],
  ['{"providerMessageId":"0042"}', '0042'],
])('the id in %s is %s', async (body, providerMessageId) => {
  answering(200, body)
  expect(await sending()).toEqual({ outcome: 'accepted', providerMessageId })
})

test.each([
  [200, ''],
  [202, ''],
  [204, ''],
  [201, '{}'],
  [200, 'OK'],
  [200, '<html>'],
  [200, 'null'],
  [200, '[1]'],
  [200, '{"providerMessageId":null}'],
  [200, '{"providerMessageId":""}'],
  [200, '{"providerMessageId":{"id":1}}'],
  [200, '{"providerMessageId":1.5}'],
  [200, '{"providerMessageId":true}'],
  [200, '{"providerMessageId":"a\\u0000b"}'],
  [200, `{"providerMessageId":"${'x'.repeat(129)}"}`],
  [200, '{"providerMessageId":1,"providerMessageId":2}'],
])('%i with %j takes the message and names no id', async (status, body) => {
  answering(status, body)
  expect(await sending()).toEqual({ outcome: 'accepted', providerMessageId: null })
})

test('an acceptance whose body breaks off is one', async () => {
  answer = (response) => {
    response.writeHead(200, { 'content-length': '100' })
    response.write('{"prov')
    setTimeout(() => response.destroy(), 20)
  }
  expect(await sending()).toEqual({ outcome: 'accepted', providerMessageId: null })
})

test.each([400, 410, 413, 414, 422, 451])('%i is final', async (status) => {
  answering(status, '{}')
  expect(await sending()).toEqual({ outcome: 'rejected', errorCode: String(status) })
  expect(lines).toEqual([])
})

test.each([408, 409, 423, 425, 429, 500, 501, 502, 503, 504, 507, 599])(
  '%i passes: it is tried again',
  async (status) => {
    answering(status)
    await expect(sending()).rejects.toThrow(`SMS provider answered ${status}`)
    expect(lines).toEqual([])
  },
)

test.each([401, 402, 403, 404, 405, 406, 415, 421, 426, 428, 431, 499, 300, 304])(
  '%i is of us and not of the message: it is tried again, and a person is called',
  async (status) => {
    answering(status)
    await expect(sending()).rejects.toThrow(`SMS provider answered ${status}`)
    expect(lines).toMatchObject([{ level: 50, alarm: 'sms_provider', status }])
  },
)

test.each([301, 302, 303, 307, 308])('a %i is not followed: the text goes nowhere else', async (status) => {
  answering(status, '', { location: '/elsewhere' })
  await expect(sending()).rejects.toThrow(`SMS provider answered ${status}`)
  expect(asked).toHaveLength(1)
  expect(asked[0]).toMatchObject({ method: 'POST', path: '/send' })
})

test('the alarm is raised once a minute for each status', async () => {
  const provider = httpProvider(url, 'token', log)
  for (const [status, atMs] of [
    [401, 0],
    [401, 59_999],
    [403, 59_999],
    [401, 60_000],
    [401, 61_000],
  ] as const) {
    answering(status)
    await provider({ ...sms, atMs }).catch(() => {})
  }
  expect(lines.map(({ status }) => status)).toEqual([401, 403, 401])
  expect(JSON.stringify(lines)).not.toMatch(/1234567|token"|989/)
})

test('no answer at all is tried again', async () => {
  answer = (response) => response.destroy()
  await expect(sending()).rejects.toThrow()
})
