import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll } from 'vitest'
import { Admission, type AdmissionLimits } from '#channel/admission/admission.ts'
import type { ClientsInUse } from '#channel/admission/proof.ts'
import { listPages } from '#channel/contract/pages.ts'
import { buildServer } from '#channel/http/build-server.ts'
import { openMetrics } from '#channel/metrics.ts'
import type { Route } from '#channel/route.ts'
import { routes as allRoutes } from '#channel/routes.ts'
import type { Network } from '#domain/network/network.ts'
import { defaultPolicy, type Policy } from '#domain/operator/policy.ts'
import { openPool, type Pool } from '#server/database.ts'
import { readChannelKeys } from '#server/keys.ts'
import type { ServingServices } from '#server/services.ts'
import { holdToDocument } from './hold-to-document.ts'
import { makeChannelClient } from './make-channel-client.ts'
import type { TestDatabase } from './open-test-database.ts'
import { signTestRequest, type TestSigner } from './sign-test-request.ts'
import { silentLog } from './silent-log.ts'
import { trustedClock } from './trusted-clock.ts'

export const clientKinds = ['atm', 'gateway', 'sms', 'core', 'backoffice'] as const
export type ClientKind = (typeof clientKinds)[number]
// biome-ignore lint/suspicious/noExplicitAny: an answer is whatever the server sent, for the test to judge
export type TestAnswer = { status: number; headers: Headers; text: string; body: any }
export type TestBody = Record<string, unknown> | null
export type TestCall = { operatorSession?: string; createdSeconds?: number; headers?: Record<string, string> }

export type TestChannel = {
  url: string
  services: ServingServices
  /** What no process may write alone is written by this. */
  owner: Pool
  signers: Record<ClientKind, TestSigner>
  /** Signs as the client of that kind, or as a device; a body without a requestId gets one. */
  call: (
    who: ClientKind | TestSigner | null,
    method: string,
    path: string,
    body?: TestBody,
    more?: TestCall,
  ) => Promise<TestAnswer>
  /** Sends exactly these bytes and headers. */
  send: (
    method: string,
    path: string,
    init: { body?: string | Buffer; headers?: Record<string, string> },
  ) => Promise<TestAnswer>
}

export type TestChannelOptions = {
  routes?: readonly Route[]
  policy?: Partial<Policy>
  ratePerSecond?: number
  metricsToken?: string
  limits?: Partial<AdmissionLimits>
  trustedProxies?: readonly Network[]
  knownClient?: ClientsInUse['find']
}

/** The channel server's own, without any variable set. */
const defaultLimits: AdmissionLimits = { requestsPerSecondMax: null, concurrentMax: 256, latencyTargetMs: 100 }

/** The real server on a free port, as the channel's own database role, with one client of each kind. Call at the top of a file. */
export function startTestChannel(database: TestDatabase, options: TestChannelOptions = {}): TestChannel {
  const { metricsToken, trustedProxies = [] } = options
  const routes = (options.routes ?? allRoutes).map(holdToDocument)
  const pool = openPool({ connectionString: database.channelUrl, max: 12, applicationName: 'channel-test' })
  const owner = openPool({ connectionString: database.ownerUrl, max: 2, applicationName: 'channel-test-owner' })
  const services = makeServices(database, pool, { ...defaultPolicy, ...options.policy })
  const metrics = openMetrics(services)
  const pages = listPages({ routes, metrics, metricsToken })
  const admission = new Admission({ ...defaultLimits, ...options.limits })
  const clients = { find: options.knownClient ?? (() => undefined), reread: () => {}, signatureSkewSeconds: () => 120 }
  const gate = { admission, clients }
  const appOrigins = ['https://app.example']
  const server = buildServer({ services, routes, pages, metrics, appOrigins, trustedProxies, gate })
  const signers = {} as Record<ClientKind, TestSigner>
  const channel: TestChannel = {
    url: '',
    services,
    owner,
    signers,
    send: (method, path, init) => send(`${channel.url}${path}`, { method, ...init }),
    call: (who, method, path, body = null, more = {}) => call(channel, { who, method, path, body, more }),
  }
  beforeAll(async () => {
    const { ratePerSecond = 5000 } = options
    for (const kind of clientKinds) {
      signers[kind] = await makeChannelClient(owner, services.keys, { id: `${kind}-test`, kind, ratePerSecond })
    }
    channel.url = await server.listen({ host: '127.0.0.1', port: 0 })
  })
  afterAll(async () => {
    await server.close()
    metrics.stop()
    await Promise.all([pool.end(), owner.end()])
  })
  return channel
}

function makeServices(database: TestDatabase, pool: Pool, policy: Policy): ServingServices {
  return {
    pool,
    desk: pool,
    keys: readChannelKeys(database.keyFiles.channel),
    policy: () => policy,
    clock: trustedClock,
    log: silentLog,
    institution: { name: 'بانک نمونه', supportPhone: '۰۲۱-۲۷۳۱۰' },
    demo: false,
  }
}

type Asked = { who: ClientKind | TestSigner | null; method: string; path: string; body: TestBody; more: TestCall }

async function call(channel: TestChannel, { who, method, path, body, more }: Asked): Promise<TestAnswer> {
  const bytes = method === 'POST' ? JSON.stringify({ requestId: randomUUID(), ...body }) : null
  const signer = typeof who === 'string' ? channel.signers[who] : who
  const { headers, ...covered } = more
  const sent = bytes === null ? {} : { body: bytes }
  const signed = signer === null ? {} : signTestRequest(signer, { method, path, ...covered, ...sent })
  const type: Record<string, string> = bytes === null ? {} : { 'content-type': 'application/json' }
  return await channel.send(method, path, { headers: { ...type, ...signed, ...headers }, ...sent })
}

async function send(
  url: string,
  { method, headers, body }: { method: string; headers?: Record<string, string>; body?: string | Buffer },
): Promise<TestAnswer> {
  const response = await fetch(url, {
    method,
    headers: headers ?? {},
    ...(body === undefined ? {} : { body: body as BodyInit }),
  })
  const text = await response.text()
  const isJson = response.headers.get('content-type')?.includes('json') ?? false
  return {
    status: response.status,
    headers: response.headers,
    text,
    body: isJson && text !== '' ? JSON.parse(text) : null,
  }
}
