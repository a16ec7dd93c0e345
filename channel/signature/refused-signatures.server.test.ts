import { generateKeyPairSync, randomBytes } from 'node:crypto'
import { expect, test } from 'vitest'
import { noteRefusedSignatures } from '#server/channel-clients/note-refused-signatures.ts'
import { listRefusedSignatures } from '#server/channel-clients/refused-signature-repository.ts'
import { disableChannelClient } from '#server/channel-clients/repository.ts'
import { makeChannelClient } from '#tests/harness/make-channel-client.ts'
import { openTestDatabase } from '#tests/harness/open-test-database.ts'
import { signTestRequest, type TestSigner } from '#tests/harness/sign-test-request.ts'
import { startTestChannel } from '#tests/harness/test-channel.ts'

const database = await openTestDatabase()
const channel = startTestChannel(database)
const path = '/v1/sms/delivery-reports'
const nowSeconds = (): number => Math.floor(Date.now() / 1000)
const body = JSON.stringify({ requestId: 'r', reports: [] })
const type = { 'content-type': 'application/json' }

async function makeClient(kind: 'sms' | 'atm' = 'sms'): Promise<TestSigner & { secret: Buffer }> {
  const id = `sms-${randomBytes(4).toString('hex')}`
  return await makeChannelClient(channel.owner, channel.services.keys, { id, kind })
}

type Headers = Record<string, string>
const send = (headers: Headers, bytes = body) =>
  channel.send('POST', path, { body: bytes, headers: { ...type, ...headers } })
const sign = (signer: TestSigner, more: { createdSeconds?: number } = {}) =>
  signTestRequest(signer, { method: 'POST', path, body, ...more })
const input = (headers: Headers, change: (text: string) => string): Headers => ({
  ...headers,
  'signature-input': change(headers['signature-input'] ?? ''),
})

/** What is written is written within a second. */
async function keptOf(clientId: string | null, count = 1) {
  for (let look = 0; look < 60; look++) {
    const kept = await listRefusedSignatures(channel.services.pool, { clientId, limit: 1000 })
    if (kept.length >= count) return kept
    await new Promise((done) => setTimeout(done, 100))
  }
  throw new Error('not written')
}

const faults: [string, (signer: TestSigner & { secret: Buffer }) => Promise<unknown>, object][] = [
  ['wrong_signature', (signer) => send(sign({ ...signer, secret: randomBytes(32) })), { label: 'sig1' }],
  ['wrong_digest', (signer) => send(sign(signer), `${body} `), {}],
  ['clock_skew', (signer) => send(sign(signer, { createdSeconds: nowSeconds() - 3600 })), { seconds: -3600 }],
  [
    'component_absent',
    (signer) => send(input(sign(signer), (text) => text.replace('("', '("x-a" "'))),
    { part: 'x-a' },
  ],
  [
    'component_missing',
    (signer) => send(input(sign(signer), (text) => text.replace('"@path" ', ''))),
    { part: '@path', label: 'sig1' },
  ],
  [
    'component_unsupported',
    (signer) => send(input(sign(signer), (text) => text.replace('"@path"', '"@path" "date";bs'))),
    { part: 'date;bs' },
  ],
  [
    'parameter_missing',
    (signer) => send(input(sign(signer), (text) => text.replace(/;created=\d+/, ''))),
    { part: 'created' },
  ],
  [
    'wrong_algorithm',
    (signer) => send(input(sign(signer), (text) => text.replace('hmac-sha256', 'ecdsa-p256-sha256'))),
    { part: 'ecdsa-p256-sha256' },
  ],
  ['label_missing', (signer) => send(input(sign(signer), (text) => text.replace('sig1', 'a'))), { label: 'a' }],
  ['malformed_digest', (signer) => send({ ...sign(signer), 'content-digest': 'sha-256=:AAAA:' }), {}],
  [
    'several_signatures',
    (signer) => {
      const headers = sign(signer)
      const both = (text = '') => `${text}, ${text.replace('sig1', 'sig2')}`
      return send({ ...input(headers, both), signature: both(headers.signature) })
    },
    {},
  ],
]

// Each waits for the second after which its client's refusals are written.
test.concurrent.each(faults)('%s is kept for the client whose key it was', async (reason, act, more) => {
  const signer = await makeClient()
  const answer = await act(signer)
  expect(answer).toMatchObject({ status: 401, body: { code: 'unauthenticated' } })
  const [kept, ...others] = await keptOf(signer.keyId)
  expect(others).toEqual([])
  expect(kept).toMatchObject({
    caller: 'client',
    reason,
    method: 'POST',
    path,
    address: '127.0.0.1',
    times: 1,
    ...more,
  })
})

test('another kind of client is told so, and it is kept; one that was disabled has a reason of its own', async () => {
  const [atm, sms] = [await makeClient('atm'), await makeClient()]
  expect((await send(sign(atm))).body.code).toBe('wrong_client_kind')
  expect((await keptOf(atm.keyId))[0]).toMatchObject({ reason: 'wrong_client_kind' })
  await disableChannelClient(channel.services.pool, sms.keyId, Date.now())
  expect((await send(sign(sms))).status).toBe(401)
  expect((await keptOf(sms.keyId))[0]).toMatchObject({ reason: 'client_disabled' })
})

test('what is nobody’s is kept apart, and neither a secret taken for a name nor a card number is', async () => {
  const secret = randomBytes(32).toString('base64url')
  await send({})
  await send({ signature: 'sig1=:AAAA:' })
  await send({ ...sign({ keyId: 'x', secret: randomBytes(32) }), 'signature-input': '???' })
  await send(sign({ keyId: secret, secret: randomBytes(32) }))
  await send(sign({ keyId: '5076770000000008', secret: randomBytes(32) }))
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  await channel.call({ keyId: '0193a000-0000-7000-8000-000000000000', privateKey }, 'GET', '/v1/app/devices/me')
  await keptOf(null)
  await new Promise((done) => setTimeout(done, 1_500))
  const kept = (await keptOf(null)).filter(({ caller }) => caller !== 'client')
  expect(kept.map(({ caller, reason, part }) => `${caller} ${reason} ${part}`.trim()).toSorted()).toEqual([
    'app unknown_key',
    'unknown header_missing signature-input',
    'unknown malformed_input',
    'unknown unknown_key',
    'unknown unknown_key',
    'unknown unsigned',
  ])
  expect(JSON.stringify(kept)).not.toContain(secret.slice(0, 20))
  expect(JSON.stringify(kept)).not.toContain('5076770000000008')
})

test('a flood of one and of invented keys leaves a bounded number of rows, and what a client did stays', async () => {
  const signer = await makeClient()
  const notes = noteRefusedSignatures(channel.services)
  const noted = { isOfApp: false, method: 'POST', path, label: undefined }
  for (let wave = 0; wave < 3; wave++) {
    for (let n = 0; n < 2_000; n++) {
      const keyId = `k${wave}-${n}`
      notes.note({
        ...noted,
        refusal: { reason: 'unknown_key' },
        keyId,
        address: `10.0.0.${n % 200}`,
        nowMs: Date.now(),
      })
    }
    const refusal = { reason: 'wrong_digest' } as const
    for (let n = 0; n < 500; n++)
      notes.note({ ...noted, refusal, keyId: signer.keyId, address: '10.1.1.1', nowMs: Date.now() })
    for (let n = 0; n < 40; n++) {
      const address = `10.2.0.${wave * 40 + n}`
      notes.note({ ...noted, refusal, keyId: signer.keyId, address, nowMs: Date.now() + n })
    }
    await notes.stop()
  }
  const kept = await listRefusedSignatures(channel.services.pool, { clientId: null, limit: 1000 })
  const count = (caller: string, keyId?: string) =>
    kept.filter((one) => one.caller === caller && (keyId === undefined || one.keyId === keyId)).length
  expect([count('unknown'), count('client', signer.keyId)]).toEqual([20, 20])
})

test('the same again is one row with its count, from the first time to the last', async () => {
  const signer = await makeClient()
  const notes = noteRefusedSignatures(channel.services)
  const noted = { isOfApp: false, method: 'POST', path, label: 'sig1', keyId: signer.keyId, address: '10.1.1.1' }
  for (const nowMs of [1, 2, 3].map((n) => Date.now() + n)) {
    notes.note({ ...noted, refusal: { reason: 'clock_skew', seconds: nowMs % 7 }, nowMs })
    await notes.stop()
  }
  const [kept] = await listRefusedSignatures(channel.services.pool, { clientId: signer.keyId, limit: 10 })
  expect(kept).toMatchObject({ times: 3, reason: 'clock_skew' })
  expect(kept?.lastAtMs).toBeGreaterThan(kept?.firstAtMs ?? 0)
})
