import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { type AddressInfo, connect } from 'node:net'
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest'
import { type Network, parseNetwork } from '#domain/network/network.ts'
import { openFrontDoor } from './front-door.ts'
import { frontDoor } from './front-door-mark.ts'
import { seenAddress } from './seen-address.ts'

const site = { NEXTAUTH_URL: 'https://staff.bank.example', NEXTAUTH_URL_INTERNAL: 'http://127.0.0.1:3000' }
for (const [name, value] of Object.entries({ ...site, CUSTOMER_APP_URL: 'https://app.bank.example' })) {
  vi.stubEnv(name, value)
}
const received: IncomingMessage['headers'][] = []
let answer = (_request: IncomingMessage, response: ServerResponse): void => void response.end('taken')
const plain = answer
const server = createServer((request, response) => {
  received.push(request.headers)
  answer(request, response)
})
beforeAll(async () => {
  openFrontDoor({ trusted: [parseNetwork('127.0.0.0/8') as Network] })
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
})
afterAll(() => {
  server.closeAllConnections()
  server.close()
})
afterEach(() => {
  vi.useRealTimers()
  answer = plain
})

async function exchange(text: string, sent?: () => void): Promise<string> {
  return await new Promise((done, fail) => {
    let answered = ''
    const socket = connect((server.address() as AddressInfo).port, '127.0.0.1', () => socket.write(text, sent))
    socket.on('data', (bytes) => {
      answered += bytes
    })
    socket.on('error', fail).on('close', () => done(answered))
  })
}

const ask = async (lines: string[], start = 'GET / HTTP/1.1'): Promise<string> =>
  await exchange([start, ...lines, 'Connection: close', '', ''].join('\r\n'))
const host = 'Host: staff.bank.example'
const last = (): IncomingMessage['headers'] => received.at(-1) ?? {}

test.each([
  [[], '127.0.0.1'],
  [['X-Forwarded-For: 203.0.113.9'], '203.0.113.9'],
  [['X-Forwarded-For: 1.1.1.1, 203.0.113.9, 127.0.0.3'], '203.0.113.9'],
  [['X-Forwarded-For: 1.1.1.1', 'X-Forwarded-For: 203.0.113.9'], '203.0.113.9'],
  [['X-Forwarded-For: 203.0.113.9, nobody'], '127.0.0.1'],
  [['X-Forwarded-For: 203.0.113.9 mark'], '127.0.0.1'],
])('with %j the address seen is %s', async (lines, address) => {
  await ask([host, ...lines])
  expect(seenAddress(String(last()['x-forwarded-for']))).toBe(address)
})

test('what the web asks of itself keeps its address', async () => {
  await ask(['Host: 127.0.0.1:3000', `X-Forwarded-For: 203.0.113.9 ${frontDoor()?.token}`])
  expect(seenAddress(String(last()['x-forwarded-for']))).toBe('203.0.113.9')
})

test('the web’s inner name is not for whom a proxy brings', async () => {
  for (const line of ['X-Forwarded-For: 203.0.113.9', 'Forwarded: for=203.0.113.9']) {
    expect(await ask(['Host: 127.0.0.1:3000', line])).toMatch(/^HTTP\/1\.1 404 /)
  }
  expect(await ask(['Host: 127.0.0.1:3000'])).toMatch(/^HTTP\/1\.1 200 /)
})

test.each([
  ['evil.example', 'https://evil.example', undefined],
  ['staff.bank.example', 'https://evil.example', undefined],
  ['evil.example', undefined, undefined],
  ['evil.example', 'https://staff.bank.example', 'staff.bank.example'],
])('a forwarded host of %s with the origin %s is read as %s', async (forwarded, origin, read) => {
  await ask([host, `X-Forwarded-Host: ${forwarded}`, ...(origin ? [`Origin: ${origin}`] : [])], 'POST / HTTP/1.1')
  expect(last()['x-forwarded-host']).toBe(read)
})

test.each([
  ['two hosts', [host, 'Host: evil.example']],
  ['identity and chunked', [host, 'Transfer-Encoding: identity, chunked']],
  ['a length and a coding', [host, 'Content-Length: 2', 'Transfer-Encoding: chunked']],
])('%s are refused before anything reads them', async (_what, lines) => {
  const before = received.length
  expect(await ask(lines, 'POST / HTTP/1.1')).toMatch(/^HTTP\/1\.1 400 [\s\S]*connection: close/i)
  expect(received.length).toBe(before)
})

test('what failed before an act of ours had begun is the sender’s fault, and only that', async () => {
  answer = (_request, response) => {
    response.statusCode = 500
    response.end()
  }
  expect(await ask([host, 'Content-Length: 0'], 'POST /me HTTP/1.1')).toMatch(/^HTTP\/1\.1 400 /)
  expect(await ask([host])).toMatch(/^HTTP\/1\.1 500 /)
  expect(await ask([host, 'Content-Length: 0'], 'POST /api/auth/x HTTP/1.1')).toMatch(/^HTTP\/1\.1 500 /)
  answer = (request, response) => {
    frontDoor()?.begun.add(String(request.headers['x-request-number']))
    response.writeHead(500).end()
  }
  expect(await ask([host, 'X-Request-Number: 1'], 'POST /me HTTP/1.1')).toMatch(/^HTTP\/1\.1 500 /)
  expect(frontDoor()?.begun.size).toBe(0)
})

test.each([
  ['a body', `POST / HTTP/1.1\r\n${host}\r\nContent-Length: 100\r\n\r\nab`],
  ['headers', `POST / HTTP/1.1\r\n${host}\r\n`],
  ['a first request', ''],
])('%s that does not come to its end is waited for no longer than 15 s', async (_what, text) => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
  answer = (request, response) => void request.resume().on('end', () => response.end())
  const answered = exchange(text)
  await new Promise<void>((seen) => setImmediate(() => setImmediate(seen)))
  const started = Date.now()
  while (vi.getTimerCount() === 0 && Date.now() - started < 5_000) await new Promise((seen) => setImmediate(seen))
  const until = Date.now() + 300
  while (Date.now() < until) await new Promise((seen) => setImmediate(seen))
  vi.advanceTimersByTime(15_000)
  expect(await answered).toMatch(/^HTTP\/1\.1 408 /)
})

test('headers after an answer that do not come to their end are waited for no longer than 10 s and the idle time', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
  const turns = async (): Promise<void> => {
    for (const until = Date.now() + 300; Date.now() < until; ) await new Promise((seen) => setImmediate(seen))
  }
  let answered = ''
  const socket = connect((server.address() as AddressInfo).port, '127.0.0.1')
  const ended = new Promise((done) => socket.once('close', done))
  socket.on('data', (bytes) => {
    answered += bytes
  })
  socket.write(`GET / HTTP/1.1\r\n${host}\r\n\r\n`)
  while (!answered.includes('taken')) await turns()
  socket.write('GET / HTTP/1.1\r\n')
  await turns()
  vi.advanceTimersByTime(server.keepAliveTimeout + 10_000)
  await ended
  expect(answered.match(/HTTP\/1\.1 \d+/g)).toEqual(['HTTP/1.1 200', 'HTTP/1.1 408'])
})

test('an answer that takes its time beside another of the same connection is not cut off', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
  const held: ServerResponse[] = []
  answer = (request, response) => (request.url === '/slow' ? void held.push(response) : plain(request, response))
  const answered = exchange(
    `GET / HTTP/1.1\r\n${host}\r\n\r\nGET /slow HTTP/1.1\r\n${host}\r\nConnection: close\r\n\r\n`,
  )
  while (held.length === 0) await new Promise((seen) => setImmediate(seen))
  for (const until = Date.now() + 300; Date.now() < until; ) await new Promise((seen) => setImmediate(seen))
  vi.advanceTimersByTime(60_000)
  held[0]?.end('late')
  expect((await answered).match(/HTTP\/1\.1 \d+|late/g)).toEqual(['HTTP/1.1 200', 'HTTP/1.1 200', 'late'])
})
