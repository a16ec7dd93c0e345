import { createHash, generateKeyPairSync, type KeyObject, randomUUID } from 'node:crypto'
import { request } from 'node:http'
import { createSigner, httpbis, type SigningKey } from 'http-message-signatures'
import { expect, test } from 'vitest'
import { drawId } from '#server/draw-id.ts'
import { openTestDatabase } from '#tests/harness/open-test-database.ts'
import { clientKinds, startTestChannel } from '#tests/harness/test-channel.ts'

const database = await openTestDatabase()
const channel = startTestChannel(database)
const needed = ['@method', '@path', 'content-digest']
const device = generateKeyPairSync('ec', { namedCurve: 'P-256' })

type Config = Partial<Parameters<typeof httpbis.signMessage>[0]>
type Sent = { key: SigningKey; path: string; method?: string; body?: string; headers?: Record<string, string> }

/** What the library makes of a request and its configuration, sent as it is. */
async function send(sent: Sent, config: Config = {}, change: (headers: Record<string, string>) => void = () => {}) {
  const { method = 'POST', path } = sent
  const body = method === 'GET' ? '' : (sent.body ?? JSON.stringify({ requestId: randomUUID(), reports: [] }))
  const url = `${channel.url}${path}`
  const headers: Record<string, string> = {
    host: new URL(url).host,
    ...(method === 'GET' ? {} : { 'content-type': 'application/json', 'content-length': `${Buffer.byteLength(body)}` }),
    'content-digest': `sha-256=:${createHash('sha256').update(body).digest('base64')}:`,
    ...sent.headers,
  }
  const signed = await httpbis.signMessage({ key: sent.key, fields: needed, ...config }, { method, url, headers })
  const flat = Object.fromEntries(Object.entries(signed.headers).map(([name, value]) => [name, String(value)]))
  change(flat)
  return await raw(url, { method, body, headers: flat })
}

async function raw(url: string, { method, body, headers }: { method: string; body: string; headers: object }) {
  return await new Promise<{ status: number; text: string }>((done, fail) => {
    const sent = request(url, { method, headers: { ...headers } }, async (answer) => {
      const chunks = await answer.toArray()
      done({ status: answer.statusCode ?? 0, text: Buffer.concat(chunks).toString() })
    })
    sent.on('error', fail)
    sent.end(body)
  })
}

const keyOf = (kind: 'atm' | 'gateway' | 'sms' | 'core' | 'backoffice'): SigningKey => {
  const signer = channel.signers[kind]
  if (!('secret' in signer)) throw new Error('no secret')
  return createSigner(signer.secret, 'hmac-sha256', signer.keyId)
}
const sms = () => ({ key: keyOf('sms'), path: '/v1/sms/delivery-reports' })

async function makeDevice(): Promise<{ key: SigningKey; path: string; method: string }> {
  const id = drawId(Date.now())
  const jwk = JSON.stringify((device.publicKey as KeyObject).export({ format: 'jwk' }))
  await channel.services.pool.query(
    `INSERT INTO device (id, mobile, platform, model, app_version, signing_key, agreement_key, status, registered_at, last_seen_at)
     VALUES ($1, '+989121234567', 'web', 'Pixel 8', '1', $2, $2, 'registered', now(), now())`,
    [id, jwk],
  )
  return { key: createSigner(device.privateKey, 'ecdsa-p256-sha256', id), path: '/v1/app/devices/me', method: 'GET' }
}

const inSeconds = (seconds: number) => new Date(Date.now() + seconds * 1000)
const lawful: [string, Config, Record<string, string>?][] = [
  ['its own defaults: label sig, expires, keyid first', {}],
  ['another label', { name: 'bank-of-x' }],
  ['parameters in another order', { params: ['alg', 'expires', 'keyid', 'created'] }],
  ['no alg', { params: ['created', 'keyid'] }],
  ['nonce and tag', { params: ['tag', 'created', 'nonce', 'keyid'], paramValues: { nonce: 'a, "b" \\ ;c', tag: 'x' } }],
  ['components in another order', { fields: ['content-digest', '@path', '@method'] }],
  ['authority', { fields: [...needed, '@authority'] }],
  ['target and scheme', { fields: ['@target-uri', '@scheme', ...needed] }],
  ['query and request target', { fields: [...needed, '@query', '@request-target'] }],
  ['type, length and host', { fields: ['content-type', ...needed, 'content-length', 'host'] }],
  ['date', { fields: [...needed, 'date'] }, { date: new Date().toUTCString() }],
  [
    'fields of its own',
    { fields: [...needed, 'x-trace', 'user-agent'] },
    { 'x-trace': ' a , b ', 'user-agent': 'x/1' },
  ],
  ['an empty field', { fields: [...needed, 'x-empty'] }, { 'x-empty': '' }],
  ['an expires ahead', { paramValues: { expires: inSeconds(30) } }],
]

test.each(lawful)('with %s, every kind of client and an installation get in', async (_name, config, headers = {}) => {
  expect((await send({ ...sms(), headers }, config)).status).toBe(202)
  for (const kind of clientKinds.filter((one) => one !== 'sms')) {
    const answer = await send({ ...sms(), key: keyOf(kind), headers }, config)
    expect(JSON.parse(answer.text).code).toBe('wrong_client_kind')
  }
  const fields = config.fields?.filter((name) => !/^content-(type|length)$/.test(name)) ?? needed
  expect((await send({ ...(await makeDevice()), headers }, { ...config, fields })).status).toBe(200)
})

const gone: [string, Config, Record<string, string>?][] = [
  ['an expires in the past', { paramValues: { created: inSeconds(-60), expires: inSeconds(-1) } }],
  ['an expires in the past and a created ahead', { paramValues: { created: inSeconds(60), expires: inSeconds(-1) } }],
  ['a created too old', { paramValues: { created: inSeconds(-125), expires: inSeconds(60) } }],
  ['no created', { params: ['keyid', 'alg'] }],
  ['no keyid', { params: ['created', 'alg'] }],
  ['no path covered', { fields: ['@method', '@target-uri', 'content-digest'] }],
  ['no digest covered', { fields: ['@method', '@path'] }],
  ['a digest covered by its key', { fields: ['@method', '@path', 'content-digest;key="sha-256"'] }],
  ['another algorithm named', { params: ['created', 'keyid', 'alg'], paramValues: { alg: 'ecdsa-p256-sha256' } }],
  ['a field in bytes', { fields: [...needed, 'x-a;bs'] }, { 'x-a': '1' }],
]

test.each(gone)('with %s it is refused like a stranger', async (_name, config, headers = {}) => {
  const stranger = await send({ ...sms(), key: createSigner(Buffer.alloc(32, 7), 'hmac-sha256', 'nobody') })
  expect(await send({ ...sms(), headers }, config)).toEqual(stranger)
  expect(stranger.status).toBe(401)
})

test('what is covered besides cannot be changed, taken away or sent twice', async () => {
  const config = { fields: [...needed, 'x-trace', '@authority', 'content-type'] }
  const sent = { ...sms(), headers: { 'x-trace': 'a' } }
  const changes: ((headers: Record<string, unknown>) => void)[] = [
    (headers) => Object.assign(headers, { 'x-trace': 'b' }),
    (headers) => Object.assign(headers, { 'x-trace': ['a', 'a'] }),
    (headers) => Object.assign(headers, { host: 'other.example' }),
    (headers) => Object.assign(headers, { 'content-type': 'application/json; charset=utf-8' }),
    (headers) => delete headers['x-trace'],
  ]
  expect((await send(sent, config)).status).toBe(202)
  for (const change of changes) expect((await send(sent, config, change)).status).toBe(401)
})

test('a host is the same in capitals and with the port of its scheme, whichever that was', async () => {
  for (const [signedFor, host] of [
    ['https://bank.example', 'Bank.Example:443'],
    ['https://bank.example', 'bank.example'],
    ['http://bank.example', 'bank.example:80'],
    ['https://bank.example:8443', 'BANK.example:8443'],
  ]) {
    const body = JSON.stringify({ requestId: randomUUID(), reports: [] })
    const headers = {
      'content-type': 'application/json',
      'content-digest': `sha-256=:${createHash('sha256').update(body).digest('base64')}:`,
    }
    const { key, path } = sms()
    const fields = [...needed, '@authority', '@target-uri', '@scheme']
    const signed = await httpbis.signMessage({ key, fields }, { method: 'POST', url: `${signedFor}${path}`, headers })
    const sent = { method: 'POST', body, headers: { ...signed.headers, host } }
    expect((await raw(`${channel.url}${path}`, sent)).status).toBe(202)
  }
})

test('a proxy’s signature beside ours is passed over; two of ours are refused', async () => {
  const body = JSON.stringify({ requestId: randomUUID(), reports: [] })
  const headers = {
    'content-type': 'application/json',
    'content-digest': `sha-256=:${createHash('sha256').update(body).digest('base64')}:`,
  }
  const { key, path } = sms()
  const url = `${channel.url}${path}`
  const ours = await httpbis.signMessage({ key, fields: needed }, { method: 'POST', url, headers })
  const proxy = generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey
  const proxyKey = createSigner(proxy, 'rsa-pss-sha512', 'edge')
  const passedOn = await httpbis.signMessage({ key: proxyKey, fields: [...needed, '@authority'] }, ours)
  const twice = await httpbis.signMessage({ key: keyOf('atm'), fields: needed }, ours)
  expect((await raw(url, { method: 'POST', body, headers: passedOn.headers })).status).toBe(202)
  expect((await raw(url, { method: 'POST', body, headers: twice.headers })).status).toBe(401)
})
