import { createPrivateKey, generateKeyPairSync, type KeyObject, randomBytes, randomUUID } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { compactDecrypt } from 'jose'
import type { Policy } from '#domain/operator/policy.ts'
import { decodeBase32 } from '#domain/otp/base32.ts'
import { uuidv7AtMs } from '#domain/text/uuidv7.ts'
import { AppError } from '#server/app-error.ts'
import { at, openPool, type Pool } from '#server/database.ts'
import type { OperatorActor, RequestContext } from '#server/request-context.ts'
import type { RequestKey } from '#server/requests/request-key.ts'
import type { Outcome } from '#server/requests/run-once.ts'
import type { ChannelServices, DeskServices } from '#server/services.ts'
import { makeOperator } from '#tests/harness/make-operator.ts'
import type { TestDatabase } from '#tests/harness/open-test-database.ts'
import type { TestServices } from '#tests/harness/open-test-services.ts'

/** The system under test, and the hands of those who use it. */
export type ModelFixture = {
  owner: Pool
  /** The same channel server under a policy. */
  channel: (policy: Policy) => ChannelServices
  web: (policy: Policy) => DeskServices
  branch: { id: string; code: string }
  clerk: (nowMs: number) => RequestContext<OperatorActor>
  analyst: (nowMs: number) => RequestContext<OperatorActor>
  installationKeys: { signing: object; agreement: object }
  openSecret: (jwe: string) => Promise<Uint8Array>
  readSent: (otpRequestId: string) => Promise<Sent>
  readSmsPart: (activationTokenId: string) => Promise<string>
  close: () => Promise<void>
}

export type Sent = { reason: string | null; code: string | null }

/**
 * What all sequences together would run into: a session that no move of the clock ends, one analyst's ceiling, and the
 * spread of wrong codes through the one gateway. None is what is tried here.
 */
export const shared: Partial<Policy> = {
  staffSessionIdleMinutes: 10_000_000,
  staffSessionAbsoluteHours: 1_000_000,
  fraudEndsPerHourMax: 1_000_000,
  spreadTriesMin: 1_000_000,
}

export async function openModelFixture(
  database: TestDatabase,
  { services, owner }: TestServices,
  nowMs: number,
): Promise<ModelFixture> {
  // What is read after every command finds its rows by index, whatever the planner believed when the tables were empty.
  const steady = new URL(database.ownerUrl)
  steady.searchParams.set('options', '-c enable_seqscan=off -c enable_hashjoin=off -c enable_mergejoin=off -c jit=off')
  const eye = openPool({ connectionString: steady.href, max: 4, applicationName: 'model-eye' })
  const deskPool = openPool({ connectionString: database.channelUrl, max: 4, applicationName: 'model-desk' })
  // A machine that is busy with other things breaks no rule of verification: nobody gives up waiting.
  const patience = { connectionTimeoutMillis: 120_000, idleTimeoutMillis: 0 }
  const options = '-c transaction_timeout=0 -c idle_in_transaction_session_timeout=0'
  for (const pool of [services.pool, deskPool]) Object.assign(pool.options, { ...patience, options })
  Object.assign(eye.options, patience)
  for (const pool of [services.pool, deskPool, eye]) await openAll(pool)
  const branch = { id: randomUUID(), code: '4242' }
  await owner.query('INSERT INTO branch (id, code, name) VALUES ($1, $2, $3)', [branch.id, branch.code, 'شعبهٔ الگو'])
  const clerk = await makeOperator(owner, { role: 'branch', branchId: branch.id, nowMs })
  const analyst = await makeOperator(owner, { role: 'fraud', nowMs })
  const [signing, agreement] = [drawKey(), drawKey()]
  const workerKey = jwkOf(JSON.parse(readFileSync(database.keyFiles.worker, 'utf8')).sealPrivateKeyJwk)
  return {
    owner: eye,
    channel: (policy) => ({ ...services, policy: () => policy }),
    web: (policy) => ({ pool: deskPool, policy: () => policy }),
    branch,
    clerk: clerk.ctx,
    analyst: analyst.ctx,
    installationKeys: { signing: signing.jwk, agreement: agreement.jwk },
    openSecret: (jwe) => openSecret(jwe, agreement.privateKey),
    readSent: (otpRequestId) => readSent(owner, workerKey, otpRequestId),
    readSmsPart: (activationTokenId) => readSmsPart(owner, workerKey, activationTokenId),
    close: async () => void (await Promise.all([deskPool.end(), eye.end()])),
  }
}

/** Every connection of a pool before it is needed, so that no sequence has to wait for one to open. */
async function openAll(pool: Pool): Promise<void> {
  const opened = []
  while (opened.length < pool.options.max) opened.push(await pool.connect())
  for (const client of opened) client.release()
}

function jwkOf(key: object): KeyObject {
  return createPrivateKey({ key: key as never, format: 'jwk' })
}

function drawKey(): { privateKey: KeyObject; jwk: object } {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  return { privateKey, jwk: publicKey.export({ format: 'jwk' }) }
}

async function openSecret(jwe: string, key: KeyObject): Promise<Uint8Array> {
  const { plaintext } = await compactDecrypt(jwe, key)
  const secret = decodeBase32(JSON.parse(Buffer.from(plaintext).toString()).secret)
  if (!secret) throw new Error('the secret is no base32')
  return secret
}

/** Why nothing was sent, or the code: the last line of the one SMS there is. */
async function readSent(owner: Pool, key: KeyObject, otpRequestId: string): Promise<Sent> {
  const { rows } = await owner.query<{ reason: string | null; sealed: string | null }>({
    name: 'model_sent',
    text: `SELECT r.suppressed_reason AS reason, b.sealed FROM otp_request r
           LEFT JOIN sms_message m ON m.at = r.at AND m.otp_request_id = r.id LEFT JOIN sms_body b ON b.sms_message_id = m.id
           WHERE r.at = $2 AND r.id = $1`,
    values: [otpRequestId, at(uuidv7AtMs(otpRequestId))],
  })
  const [row] = rows
  if (row === undefined || rows.length > 1) throw new Error('one press is one row and one SMS at most')
  return { reason: row.reason, code: row.sealed === null ? null : await readLastLine(row.sealed, key) }
}

async function readSmsPart(owner: Pool, key: KeyObject, tokenId: string): Promise<string> {
  const { rows } = await owner.query<{ sealed: string }>({
    name: 'model_sms_part',
    text: `SELECT b.sealed FROM activation_token t JOIN sms_body b ON b.sms_message_id = t.sms_message_id WHERE t.id = $1`,
    values: [tokenId],
  })
  const [row] = rows
  if (row === undefined) throw new Error('no SMS part was sent')
  return await readLastLine(row.sealed, key)
}

async function readLastLine(sealed: string, key: KeyObject): Promise<string> {
  const { plaintext } = await compactDecrypt(sealed, key)
  return Buffer.from(plaintext).toString().split('\n').at(-1) ?? ''
}

export function newKey(clientId: string, nowMs: number): RequestKey {
  return { clientId, requestId: randomUUID(), bodyMac: randomBytes(32), nowMs, keptSeconds: 86_400 }
}

const statusOf: Record<string, number> = {
  rate_limited: 429,
  request_id_reused: 422,
  not_found: 404,
  conflict: 409,
  busy: 503,
}

/** As the channel would answer it: an operation that cannot be done is a status and a code. */
export async function answered(work: () => Promise<Outcome | undefined>): Promise<Outcome> {
  try {
    return (await work()) ?? { status: 200, body: {} }
  } catch (error) {
    if (!(error instanceof AppError)) throw error
    return { status: statusOf[error.code] ?? 500, body: { code: error.reason } }
  }
}
