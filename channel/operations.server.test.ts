import { expect, test } from 'vitest'
import { withClient } from '../scripts/database/prepare-database.ts'
import { openTestDatabase } from '../tests/harness/open-test-database.ts'
import { startTestChannel } from '../tests/harness/test-channel.ts'

const database = await openTestDatabase()
const channel = startTestChannel(database)
const guarded = startTestChannel(await openTestDatabase(), { metricsToken: 'a-token-of-the-scraper' })
const origin = 'https://app.example'

test('health and readiness are answered to anyone', async () => {
  expect((await channel.call(null, 'GET', '/healthz')).body).toEqual({ status: 'up' })
  const checks = { database: true, migrations: true, partitions: true, clock: true }
  const clock = { state: 'trusted', reason: null, skewSeconds: 0 }
  expect((await channel.call(null, 'GET', '/readyz')).body).toEqual({ status: 'ready', checks, clock })
})

test('a database that lacks a migration is not ready', async () => {
  const set = (applied: string): Promise<unknown> =>
    withClient(database.superuserUrl, (client) =>
      client.query(`UPDATE _prisma_migrations SET finished_at = ${applied} WHERE migration_name LIKE '%_ground'`),
    )
  await set('NULL')
  const answer = await channel.call(null, 'GET', '/readyz')
  await set('now()')
  expect([answer.status, answer.body.code, answer.body.checks.migrations]).toEqual([503, 'not_ready', false])
  expect(answer.headers.get('retry-after')).toBe('1')
})

test('the bank’s time is told, to the browser of the app too', async () => {
  const answer = await channel.send('GET', '/v1/time', { headers: { origin } })
  expect(Math.abs(Date.parse(answer.body.now) - Date.now())).toBeLessThan(5_000)
  expect(answer.body.now).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/)
  expect(answer.headers.get('access-control-allow-origin')).toBe(origin)
  expect(answer.headers.get('access-control-expose-headers')).toBe('date')
})

test('a preflight for the app is answered to its origins alone', async () => {
  const asking = { 'access-control-request-method': 'POST', 'access-control-request-headers': 'signature' }
  const allowed = await channel.send('OPTIONS', '/v1/app/activations', { headers: { origin, ...asking } })
  expect(allowed.status).toBe(204)
  expect(allowed.headers.get('access-control-allow-headers')).toBe(
    'content-type, content-digest, signature, signature-input',
  )
  const stranger = await channel.send('OPTIONS', '/v1/app/activations', {
    headers: { origin: 'https://evil.example', ...asking },
  })
  expect(stranger.headers.has('access-control-allow-origin')).toBe(false)
})

test('refusals under the app’s paths can be read by its browser; no other path answers CORS', async () => {
  const missing = await channel.send('POST', '/v1/app/nowhere', { headers: { origin } })
  expect([missing.status, missing.headers.get('access-control-allow-origin')]).toEqual([404, origin])
  for (const path of ['/v1/atm/verifications', '/v1/core/customer-changes', '/healthz', '/v1/openapi.json']) {
    for (const method of ['GET', 'OPTIONS']) {
      const headers = { origin, 'access-control-request-method': 'POST' }
      expect((await channel.send(method, path, { headers })).headers.has('access-control-allow-origin')).toBe(false)
    }
  }
})

test('without a token, metrics are for this machine alone and for no forwarded request', async () => {
  const answer = await channel.send('GET', '/metrics', {})
  expect(answer.status).toBe(200)
  expect(answer.text).toContain('ramzban_channel_requests_total{method="GET",route="/healthz",status="200"}')
  expect(answer.text).toContain('ramzban_channel_event_loop_lag_seconds')
  expect(answer.text).toContain('ramzban_channel_pool_connections')
  const plain = ['x-forwarded-for', 'forwarded', 'x-real-ip', 'via', 'cf-connecting-ip', 'true-client-ip']
  const ofProxies = ['x-cluster-client-ip', 'fastly-client-ip', 'x-original-forwarded-for', 'x-envoy-external-address']
  for (const name of [...plain, ...ofProxies]) {
    expect((await channel.send('GET', '/metrics', { headers: { [name]: '127.0.0.1' } })).status).toBe(403)
  }
})

test('with a token, metrics are for its bearer', async () => {
  const read = (authorization?: string) =>
    guarded.send('GET', '/metrics', { headers: authorization === undefined ? {} : { authorization } })
  expect((await read('Bearer a-token-of-the-scraper')).status).toBe(200)
  expect((await read('Bearer another')).status).toBe(401)
  expect((await read()).status).toBe(401)
})

test('what is not HTTP is told so in the contract’s form', async () => {
  const { connect } = await import('node:net')
  const answer = await new Promise<string>((done) => {
    const socket = connect(Number(new URL(channel.url).port), '127.0.0.1', () => socket.write('NONSENSE\r\n\r\n'))
    let text = ''
    socket.on('data', (chunk) => {
      text += chunk
    })
    socket.on('close', () => done(text))
  })
  expect(answer).toMatch(/^HTTP\/1\.1 400 Bad Request\r\nDate: /)
  expect(answer).toContain('urn:ramzban:problem:malformed_http')
})
