import { expect, test } from 'vitest'
import { openTestDatabase } from '#tests/harness/open-test-database.ts'
import { startTestChannel } from '#tests/harness/test-channel.ts'

const origin = 'https://app.example'
const limits = { requestsPerSecondMax: 1, latencyTargetMs: 20 }
const channel = startTestChannel(await openTestDatabase(), { limits })
const path = '/v1/gateway/verifications'
const body = { pan: '5076770000000000', pinKind: 'second', code: '1' }

async function flood(count: number) {
  return await Promise.all(Array.from({ length: count }, () => channel.call('gateway', 'POST', path, body)))
}

test('what is not let in is told so in the contract’s form, and when to come again', async () => {
  const refused = (await flood(20)).filter(({ status }) => status === 503)
  expect(refused.length).toBeGreaterThanOrEqual(10)
  for (const { headers, body: problem } of refused) {
    expect(problem).toMatchObject({ type: 'urn:ramzban:problem:busy', status: 503, code: 'busy', title: 'Busy' })
    expect(problem).not.toHaveProperty('requestId')
    expect(headers.get('retry-after')).toBe('1')
    expect(headers.get('content-type')).toMatch(/^application\/problem\+json/)
    expect(headers.get('connection')).not.toBe('close')
  }
})

test('a call that was refused can be repeated with the same request id once there is room', async () => {
  const requestId = crypto.randomUUID()
  await flood(5)
  const statuses: number[] = []
  while (statuses.at(-1) !== 422 && statuses.length < 100) {
    statuses.push((await channel.call('gateway', 'POST', path, { ...body, requestId })).status)
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
  expect(statuses.at(-1)).toBe(422)
  expect(statuses.slice(0, -1).every((status) => status === 503)).toBe(true)
})

test('health, readiness, the time, the contract and the metrics are answered while calls are refused', async () => {
  const flooding = flood(20)
  for (const free of ['/healthz', '/readyz', '/v1/time', '/v1/openapi.json', '/docs', '/metrics']) {
    expect((await channel.send('GET', free, {})).status, free).toBe(200)
  }
  expect((await flooding).some(({ status }) => status === 503)).toBe(true)
})

test('a path or a method that does not exist is told so all the same, and costs nobody’s turn', async () => {
  const flooding = flood(20)
  expect((await channel.call('gateway', 'POST', '/v1/gateway/nothing', body)).status).toBe(404)
  expect((await channel.send('GET', path, {})).status).toBe(405)
  await flooding
})

test('the browser of the app can read that it was refused', async () => {
  const calls = Array.from({ length: 10 }, () =>
    channel.send('POST', '/v1/app/registrations', {
      body: '{}',
      headers: { origin, 'content-type': 'application/json' },
    }),
  )
  const refused = (await Promise.all(calls)).filter(({ status }) => status === 503)
  expect(refused.length).toBeGreaterThan(0)
  for (const { headers } of refused) expect(headers.get('access-control-allow-origin')).toBe(origin)
})
