import { generateKeyPairSync, randomBytes } from 'node:crypto'
import { request } from 'node:http'
import { expect, test } from 'vitest'
import { z } from 'zod'
import { defineRoute } from '#channel/route.ts'
import { disableChannelClient } from '#server/channel-clients/repository.ts'
import { drawId } from '#server/draw-id.ts'
import { requestIdSchema } from '#server/field-schemas.ts'
import { makeChannelClient, rotateChannelClient } from '#tests/harness/make-channel-client.ts'
import { openTestDatabase } from '#tests/harness/open-test-database.ts'
import { signTestRequest, type TestSigner } from '#tests/harness/sign-test-request.ts'
import { startTestChannel } from '#tests/harness/test-channel.ts'

const answers = { 200: { description: 'Done' } }
const probe = { answers, refusals: [], summary: 'Probe', handle: async () => ({ status: 200, body: {} }) } as const
const body = z.object({ requestId: requestIdSchema })
const database = await openTestDatabase()
const channel = startTestChannel(database, {
  routes: [
    defineRoute({ ...probe, method: 'POST', path: '/v1/atm/probes', caller: 'atm', body }),
    defineRoute({ ...probe, method: 'POST', path: '/v1/app/probes', caller: 'device', body }),
    defineRoute({
      ...probe,
      method: 'GET',
      path: '/v1/app/devices/me',
      caller: 'device',
      body: null,
      allowsEndedDevice: true,
    }),
    defineRoute({ ...probe, method: 'POST', path: '/v1/app/things/:thingId', caller: 'device', body }),
    defineRoute({
      ...probe,
      method: 'POST',
      path: '/v1/backoffice/probes',
      caller: 'backoffice',
      body,
      handle: async (_services, { ctx }) => ({ status: 200, body: { actor: ctx.actor } }),
    }),
  ],
})
const nowSeconds = (): number => Math.floor(Date.now() / 1000)

async function makeClient(): Promise<{ id: string; signer: TestSigner }> {
  const { owner, services } = channel
  const id = `atm-${randomBytes(4).toString('hex')}`
  const signer = await makeChannelClient(owner, services.keys, {
    id,
    kind: 'atm',
    name: 'خودپردازها',
    ratePerSecond: 3,
  })
  return { id, signer }
}

async function makeDevice(status = 'registered'): Promise<TestSigner> {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const keyId = drawId(Date.now())
  const jwk = JSON.stringify(publicKey.export({ format: 'jwk' }))
  const ended = status === 'deactivated' || status === 'blocked' ? new Date() : null
  await channel.services.pool.query(
    `INSERT INTO device (id, mobile, platform, model, app_version, signing_key, agreement_key, status, registered_at, ended_at, last_seen_at)
     VALUES ($1, '+989121234567', 'web', 'Pixel 8', '1', $2, $2, $3, now(), $4, now() - interval '1 day')`,
    [keyId, jwk, status, ended],
  )
  return { keyId, privateKey }
}

async function staleRecords(actorId: string) {
  const { rows } = await channel.services.pool.query(
    `SELECT actor_kind, subject_id, data FROM audit_event WHERE action = 'signature.stale' AND actor_id = $1`,
    [actorId],
  )
  return rows
}

/** Sends header lines as given, also twice the same name, which fetch would join. */
async function sendLines(path: string, bytes: string, headers: Record<string, string | string[]>): Promise<number> {
  return await new Promise((done, fail) => {
    const sent = request(`${channel.url}${path}`, { method: 'POST', headers }, (answer) => {
      answer.resume()
      answer.on('end', () => done(answer.statusCode ?? 0))
    })
    sent.on('error', fail)
    sent.end(bytes)
  })
}

test('unsigned, wrong, unknown, stale and wrongly digested requests get one and the same answer', async () => {
  const { signer } = await makeClient()
  const path = '/v1/atm/probes'
  const bodyText = JSON.stringify({ requestId: 'r' })
  const good = signTestRequest(signer, { method: 'POST', path, body: bodyText })
  const stranger = signTestRequest(
    { keyId: 'nobody', secret: randomBytes(32) },
    { method: 'POST', path, body: bodyText },
  )
  const forged = signTestRequest(
    { keyId: signer.keyId, secret: randomBytes(32) },
    { method: 'POST', path, body: bodyText },
  )
  const stale = signTestRequest(signer, { method: 'POST', path, body: bodyText, createdSeconds: nowSeconds() - 3600 })
  const otherPath = signTestRequest(signer, { method: 'POST', path: '/v1/atm/others', body: bodyText })
  const otherBody = signTestRequest(signer, { method: 'POST', path, body: `${bodyText} ` })
  const answers = []
  for (const headers of [{}, stranger, forged, stale, otherPath, otherBody]) {
    answers.push(
      await channel.send('POST', path, { body: bodyText, headers: { 'content-type': 'application/json', ...headers } }),
    )
  }
  expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 401))
  expect(new Set(answers.map(({ text }) => text)).size).toBe(1)
  expect(
    (await channel.send('POST', path, { body: bodyText, headers: { 'content-type': 'application/json', ...good } }))
      .status,
  ).toBe(200)
})

test.each([-121, 121, -7200])(
  'a right signature of %d s is refused, and recorded with its skew',
  async (skewSeconds) => {
    const { id, signer } = await makeClient()
    const device = await makeDevice()
    const createdSeconds = nowSeconds() + skewSeconds
    expect((await channel.call(signer, 'POST', '/v1/atm/probes', {}, { createdSeconds })).status).toBe(401)
    expect((await channel.call(device, 'POST', '/v1/app/probes', {}, { createdSeconds })).status).toBe(401)
    for (const [actorId, kind] of [
      [id, 'channel'],
      [device.keyId, 'device'],
    ] as const) {
      const [record, ...more] = await staleRecords(actorId)
      expect(record).toMatchObject({ actor_kind: kind, subject_id: actorId })
      expect(Math.abs(record.data.skewSeconds - skewSeconds)).toBeLessThanOrEqual(2)
      expect(more).toEqual([])
    }
  },
)

test('a clock that is off by less than two minutes is good enough', async () => {
  const { id, signer } = await makeClient()
  for (const skewSeconds of [-118, 118]) {
    const createdSeconds = nowSeconds() + skewSeconds
    expect((await channel.call(signer, 'POST', '/v1/atm/probes', {}, { createdSeconds })).status).toBe(200)
  }
  expect(await staleRecords(id)).toEqual([])
})

test('a wrong signature is not recorded as a stale one', async () => {
  const { id } = await makeClient()
  const forger = { keyId: id, secret: randomBytes(32) }
  await channel.call(forger, 'POST', '/v1/atm/probes', {}, { createdSeconds: nowSeconds() - 7200 })
  expect(await staleRecords(id)).toEqual([])
})

test.each(['signature', 'signature-input', 'content-digest'])(
  'a second %s header is refused, even the same',
  async (name) => {
    const { signer } = await makeClient()
    const bytes = JSON.stringify({ requestId: 'r' })
    const signed = signTestRequest(signer, { method: 'POST', path: '/v1/atm/probes', body: bytes })
    const headers = { 'content-type': 'application/json', 'content-length': String(bytes.length), ...signed }
    expect(await sendLines('/v1/atm/probes', bytes, headers)).toBe(200)
    expect(
      await sendLines('/v1/atm/probes', bytes, { ...headers, [name]: [signed[name] ?? '', signed[name] ?? ''] }),
    ).toBe(401)
  },
)

test('a disabled client and a rotated secret are refused at the next request', async () => {
  const { pool, keys } = channel.services
  const { id, signer } = await makeClient()
  expect((await channel.call(signer, 'POST', '/v1/atm/probes')).status).toBe(200)
  const { secret } = await rotateChannelClient(channel.owner, keys, { id, version: 2 })
  expect((await channel.call(signer, 'POST', '/v1/atm/probes')).status).toBe(401)
  expect((await channel.call({ keyId: id, secret }, 'POST', '/v1/atm/probes')).status).toBe(200)
  await disableChannelClient(pool, id, Date.now())
  expect((await channel.call({ keyId: id, secret }, 'POST', '/v1/atm/probes')).status).toBe(401)
})

test('a client over its rate waits for the next second, whatever its body is', async () => {
  const { signer } = await makeClient()
  const burst = await Promise.all(
    Array.from({ length: 8 }, () => channel.call(signer, 'POST', '/v1/atm/probes', { requestId: 7 })),
  )
  const refused = burst.filter(({ status }) => status === 429)
  expect(refused.length).toBeGreaterThanOrEqual(2)
  expect(refused.every(({ headers, body }) => headers.get('retry-after') === '1' && body.code === 'rate_limited')).toBe(
    true,
  )
  expect(burst.filter(({ status }) => status === 422).length).toBeGreaterThanOrEqual(3)
})

test('a device calls the app’s paths and no other, and is noted as seen', async () => {
  const device = await makeDevice()
  expect((await channel.call(device, 'GET', '/v1/app/devices/me')).status).toBe(200)
  expect((await channel.call(device, 'POST', '/v1/app/probes')).status).toBe(200)
  expect((await channel.call(device, 'POST', '/v1/atm/probes')).body.code).toBe('wrong_client_kind')
  expect((await channel.call('atm', 'POST', '/v1/app/probes')).body.code).toBe('wrong_client_kind')
  const { rows } = await channel.services.pool.query(
    `SELECT last_seen_at > now() - interval '1 minute' AS fresh FROM device WHERE id = $1`,
    [device.keyId],
  )
  expect(rows).toEqual([{ fresh: true }])
})

test.each(['deactivated', 'blocked'])('a %s device learns its status and does nothing else', async (status) => {
  const device = await makeDevice(status)
  expect((await channel.call(device, 'GET', '/v1/app/devices/me')).status).toBe(200)
  const refused = await channel.call(device, 'POST', '/v1/app/probes')
  expect([refused.status, refused.body.code]).toEqual([403, `device_${status}`])
})

test('what cannot be an id is not found', async () => {
  const device = await makeDevice()
  expect((await channel.call(device, 'POST', `/v1/app/things/${drawId(Date.now())}`)).status).toBe(200)
  expect((await channel.call(device, 'POST', '/v1/app/things/7')).body.code).toBe('not_found')
  expect((await channel.call(device, 'POST', '/v1/app/things/%00')).body.code).toBe('not_found')
})

test('the back office signs for an operator’s session, and for no other', async () => {
  const answer = await channel.call(
    'backoffice',
    'POST',
    '/v1/backoffice/probes',
    {},
    { operatorSession: 'c2Vzc2lvbg' },
  )
  expect(answer.body).toEqual({ actor: { kind: 'operator', sessionId: 'c2Vzc2lvbg' } })
  expect((await channel.call('backoffice', 'POST', '/v1/backoffice/probes')).status).toBe(401)
  const headers = { 'ramzban-operator-session': 'b3RoZXI' }
  const swapped = await channel.call(
    'backoffice',
    'POST',
    '/v1/backoffice/probes',
    {},
    { operatorSession: 'c2Vzc2lvbg', headers },
  )
  expect(swapped.status).toBe(401)
})
