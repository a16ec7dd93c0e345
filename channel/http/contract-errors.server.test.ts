import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import { z } from 'zod'
import { defineRoute, type Route } from '#channel/route.ts'
import { requestIdSchema, textSchema } from '#server/field-schemas.ts'
import { runOnce } from '#server/requests/run-once.ts'
import { openTestDatabase } from '#tests/harness/open-test-database.ts'
import { signTestRequest } from '#tests/harness/sign-test-request.ts'
import { clientKinds, startTestChannel } from '#tests/harness/test-channel.ts'

const probeOf = (kind: (typeof clientKinds)[number]): Route =>
  defineRoute({
    method: 'POST',
    path: `/v1/${kind}/probes`,
    caller: kind,
    withoutOperator: true,
    summary: 'Probe',
    body: z.object({ requestId: requestIdSchema, word: textSchema({ min: 1, max: 4 }), fail: z.string().optional() }),
    answers: { 200: { description: 'Done' } },
    refusals: [],
    handle: async ({ pool }, { key, body }) => {
      if (body.fail === 'bug') throw new Error(`secret ${body.word}`)
      if (body.fail === 'away')
        throw Object.assign(new Error('terminating connection'), { code: '57P01', severity: 'FATAL' })
      return await runOnce(pool, key, async () => ({ status: 200, body: { word: body.word } }))
    },
  })

const database = await openTestDatabase()
const channel = startTestChannel(database, { routes: clientKinds.map(probeOf) })
const path = '/v1/atm/probes'

async function send(
  body: string | Buffer,
  more: { headers?: Record<string, string>; to?: string; method?: string } = {},
) {
  const { headers = {}, to = path, method = 'POST' } = more
  const signed = signTestRequest(channel.signers.atm, { method, path: to.split('?')[0] ?? '', body })
  return await channel.send(method, to, {
    body,
    headers: { 'content-type': 'application/json', ...signed, ...headers },
  })
}

const unsigned = { signature: '', 'signature-input': '' }
const tooLarge = `{"requestId":"r","word":"${'x'.repeat(16 * 1024)}"}`
const table = [
  { status: 404, code: 'not_found', sent: () => send(tooLarge, { to: '/v1/nowhere' }) },
  { status: 404, code: 'not_found', sent: () => channel.send('GET', '/v1/%zz', {}) },
  { status: 405, code: 'method_not_allowed', sent: () => send(tooLarge, { method: 'PUT' }) },
  {
    status: 413,
    code: 'body_too_large',
    sent: () => send(tooLarge, { headers: { 'content-type': 'text/plain;;', ...unsigned } }),
  },
  {
    status: 415,
    code: 'unsupported_media_type',
    sent: () => send('{', { to: `${path}?a=1`, headers: { 'content-type': 'text/plain' } }),
  },
  {
    status: 415,
    code: 'unsupported_media_type',
    sent: () => send('{', { headers: { 'content-type': 'application/json; charset=latin1' } }),
  },
  {
    status: 415,
    code: 'unsupported_media_type',
    sent: () => send('{', { headers: { 'content-type': 'application/json-seq' } }),
  },
  { status: 400, code: 'query_not_allowed', sent: () => send('{', { to: `${path}?a=1`, headers: unsigned }) },
  { status: 400, code: 'query_not_allowed', sent: () => send('{', { to: `${path}?` }) },
  { status: 401, code: 'unauthenticated', sent: () => send('{', { headers: unsigned }) },
  { status: 403, code: 'wrong_client_kind', sent: () => send('{', { to: '/v1/gateway/probes' }) },
  { status: 400, code: 'malformed_json', sent: () => send('{"requestId":') },
  { status: 400, code: 'malformed_json', sent: () => send(Buffer.from([0x22, 0xff, 0x22])) },
  { status: 400, code: 'malformed_json', sent: () => send('\ufeff{}') },
  { status: 400, code: 'malformed_json', sent: () => send('') },
  { status: 422, code: 'validation_failed', sent: () => send('[]') },
  { status: 422, code: 'validation_failed', sent: () => send('{"requestId":"a b","word":"x"}') },
  { status: 422, code: 'validation_failed', sent: () => send(JSON.stringify({ requestId: 'r', word: 'a\u202eb' })) },
  { status: 422, code: 'validation_failed', sent: () => send('{"requestId":"r","word":"\\ud800"}') },
  { status: 422, code: 'validation_failed', sent: () => send('{"requestId":"r","word":"a\\u0000"}') },
  { status: 503, code: 'busy', sent: () => channel.call('atm', 'POST', path, { word: 'x', fail: 'away' }) },
  { status: 500, code: 'internal', sent: () => channel.call('atm', 'POST', path, { word: 'zzzz', fail: 'bug' }) },
]

test.each(table)('$status $code', async ({ status, code, sent }) => {
  const answer = await sent()
  expect(answer.status).toBe(status)
  expect(answer.headers.get('content-type')).toMatch(/^application\/problem\+json/)
  expect(answer.body).toMatchObject({ type: `urn:ramzban:problem:${code}`, status, code, title: expect.any(String) })
  expect(Date.parse(answer.headers.get('date') ?? '')).toBeGreaterThan(0)
  expect(answer.text).not.toMatch(/zzzz|node_modules|Error:/)
  expect(answer.headers.has('retry-after')).toBe(status === 429 || status === 503)
})

test('a method that the path does not have is told which it has, HEAD too', async () => {
  for (const method of ['GET', 'HEAD', 'PUT', 'PATCH', 'DELETE', 'OPTIONS']) {
    const answer = await channel.send(method, path, {})
    expect([answer.status, answer.headers.get('allow')]).toEqual([405, 'POST'])
  }
  const answer = await channel.send('HEAD', '/docs', {})
  expect([answer.status, answer.headers.get('allow')]).toEqual([405, 'GET'])
})

test('the request id comes back in a problem once the caller is known, and not before', async () => {
  const requestId = randomUUID()
  const invalid = JSON.stringify({ requestId, word: '' })
  expect((await send(invalid)).body.requestId).toBe(requestId)
  expect((await send(invalid, { to: '/v1/gateway/probes' })).body.requestId).toBe(requestId)
  expect((await send(invalid, { headers: unsigned })).body).not.toHaveProperty('requestId')
})

test('validation names each wrong member, and repeats nothing of what was sent', async () => {
  const answer = await channel.call('atm', 'POST', path, { word: 'باارزش', fail: 1 })
  expect(answer.body.errors.map(({ path }: { path: string }) => path)).toEqual(['word', 'fail'])
  expect(answer.text).not.toContain('باارزش')
})

test('the same bytes again get the same answer; other bytes under the same id are refused', async () => {
  const requestId = randomUUID()
  const first = await channel.call('atm', 'POST', path, { requestId, word: 'a' })
  const again = await channel.call('atm', 'POST', path, { requestId, word: 'a' })
  const other = await channel.call('atm', 'POST', path, { requestId, word: 'b' })
  const elsewhere = await channel.call('gateway', 'POST', '/v1/gateway/probes', { requestId, word: 'b' })
  expect([first.status, first.text]).toEqual([200, again.text])
  expect([other.status, other.body.code, other.body.requestId]).toEqual([422, 'request_id_reused', requestId])
  expect(elsewhere.status).toBe(200)
})

test('members that the contract does not name are ignored', async () => {
  expect((await channel.call('atm', 'POST', path, { word: 'a', colour: 'red' })).status).toBe(200)
})

const pairs = clientKinds.flatMap((caller) => clientKinds.map((kind) => ({ caller, kind })))
test.each(pairs)('a $caller client calls $kind paths only if that is its kind', async ({ caller, kind }) => {
  const answer = await channel.call(caller, 'POST', `/v1/${kind}/probes`, { word: 'a' })
  expect(answer.status).toBe(caller === kind ? 200 : 403)
})
