import { randomUUID } from 'node:crypto'
import { connect } from 'node:net'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { isCanonicalPath } from '#channel/http/canonical-path.ts'
import { routes } from '#channel/routes.ts'
import { openTestDatabase } from '#tests/harness/open-test-database.ts'
import { startTestChannel } from '#tests/harness/test-channel.ts'

const database = await openTestDatabase()
const channel = startTestChannel(database)

/** Everything that the server sends before it ends the connection. */
async function exchange(text: string): Promise<string> {
  const { hostname, port } = new URL(channel.url)
  return await new Promise((done, fail) => {
    let answer = ''
    const socket = connect(Number(port), hostname, () => socket.write(text))
    socket.setTimeout(9_000, () => socket.destroy(new Error(`kept open after:\n${answer}`)))
    socket.on('data', (bytes) => {
      answer += bytes
    })
    socket.on('error', fail).on('close', () => done(answer))
  })
}

const get = (path: string): Promise<string> => exchange(`GET ${path} HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n`)

test.each([
  '/v1/%62ackoffice/staff-authentications',
  '/v1/backoffice%2Fstaff-authentications',
  '/v1//time',
  '//v1/time',
  '/v1/./time',
  '/v1/gateway/../time',
  '/v1/%2e%2e/v1/time',
  '/v1/time;a=b',
  '/v1/time/',
  '/v1/tim%65',
  '/v1/TIM%45',
  '/%64ocs',
  '/docs#x',
  '/healthz%00',
  '/v1\\time',
  'http://a/v1/time',
  '/metrics%20',
])('%s is no path of the contract', async (path) => {
  const [head = '', body = ''] = (await get(path)).split('\r\n\r\n')
  expect(head).toMatch(/^HTTP\/1\.1 404 /)
  expect(JSON.parse(body)).toMatchObject({ status: 404, code: 'not_found' })
})

test('every path of the contract, and any id in one, is written the one way', () => {
  for (const { path } of routes) expect(isCanonicalPath(path.replace(/:\w+/g, randomUUID())), path).toBe(true)
  for (const path of ['/', '/docs', '/v1/openapi.json', '/metrics?a=%62', '/a.b/...c']) {
    expect(isCanonicalPath(path), path).toBe(true)
  }
})

test('a path that a URL parser would write otherwise, or that says anything in percent, is none', () => {
  const unit = fc.constantFrom('/', '.', '..', '%2e', '%', ';', '\\', 'v1', 'time', '@', ':', 'é', '~', '//')
  const property = fc.property(fc.array(unit, { maxLength: 8 }), (units) => {
    const path = `/${units.join('')}`
    if (isCanonicalPath(path)) expect(new URL(`http://a.example${path}`).pathname).toBe(path)
    if (/[%;\\]|\/\/|\/\.{1,2}(\/|$)/.test(path)) expect(isCanonicalPath(path)).toBe(false)
  })
  fc.assert(property)
})

const chunked = '2\r\n{}\r\n0\r\n\r\n'

test.each([
  ['two Hosts', 'Host: a\r\nHost: b', ''],
  ['two Hosts alike', 'Host: a\r\nhOsT: a', ''],
  ['identity before chunked', 'Host: a\r\nTransfer-Encoding: identity, chunked', chunked],
  ['identity in a line of its own', 'Host: a\r\nTransfer-Encoding: identity\r\nTransfer-Encoding: chunked', chunked],
  ['chunked twice', 'Host: a\r\nTransfer-Encoding: chunked, chunked', chunked],
  ['gzip before chunked', 'Host: a\r\nTransfer-Encoding: gzip, chunked', chunked],
  ['identity alone', 'Host: a\r\nTransfer-Encoding: identity', ''],
  ['chunked and a length', 'Host: a\r\nTransfer-Encoding: chunked\r\nContent-Length: 2', chunked],
  ['a length and chunked', 'Host: a\r\nContent-Length: 12\r\nTransfer-Encoding: chunked', chunked],
  ['two lengths', 'Host: a\r\nContent-Length: 2\r\nContent-Length: 2', '{}'],
])('%s: 400, and the connection ends', async (_what, headers, body) => {
  for (const path of ['/v1/app/registrations', '/nowhere']) {
    const next = 'GET /healthz HTTP/1.1\r\nHost: a\r\n\r\n'
    const answer = await exchange(`POST ${path} HTTP/1.1\r\n${headers}\r\n\r\n${body}${next}`)
    expect(answer).toMatch(/^HTTP\/1\.1 400 /)
    expect(answer.toLowerCase()).toContain('connection: close')
    expect(answer).toContain('"malformed_http"')
    expect(answer.match(/HTTP\/1\.1/g)).toHaveLength(1)
  }
})

test('plain chunked is read', async () => {
  const head = 'Host: a\r\nConnection: close\r\nContent-Type: application/json\r\nTransfer-Encoding: Chunked'
  const answer = await exchange(`POST /v1/app/registrations HTTP/1.1\r\n${head}\r\n\r\n${chunked}`)
  expect(answer).toMatch(/^HTTP\/1\.1 422 /)
})

test.each(['/docs', '/v1/openapi.json', '/metrics'])('%s has a policy of its own', async (path) => {
  const { status, headers, text } = await channel.send('GET', path, {})
  expect(status).toBe(200)
  const policy = headers.get('content-security-policy') ?? ''
  for (const rule of [`default-src 'none'`, `frame-ancestors 'none'`, `base-uri 'none'`, `form-action 'none'`]) {
    expect(policy).toContain(rule)
  }
  expect(policy).not.toMatch(/unsafe|\*|https?:/)
  expect(headers.get('referrer-policy')).toBe('no-referrer')
  expect(headers.get('x-frame-options')).toBe('DENY')
  expect(text).not.toMatch(/<script| on[a-z]+=| style=/)
})

test('every answer says that its type is its type', async () => {
  for (const path of ['/docs', '/healthz', '/nowhere', '/v1/time', '/v1/gateway/verifications']) {
    expect((await channel.send('GET', path, {})).headers.get('x-content-type-options'), path).toBe('nosniff')
  }
})
