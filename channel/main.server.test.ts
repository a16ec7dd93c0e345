import { type ChildProcess, spawn } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { withClient } from '../scripts/database/prepare-database.ts'
import { findFreePort } from '../scripts/run/free-port.ts'
import { openTestDatabase } from '../tests/harness/open-test-database.ts'
import { signTestRequest } from '../tests/harness/sign-test-request.ts'

const database = await openTestDatabase()
const entry = fileURLToPath(new URL('main.ts', import.meta.url))
const { backofficeClientId, backofficeClientSecret } = JSON.parse(readFileSync(database.keyFiles.channel, 'utf8'))
const signer = { keyId: backofficeClientId, secret: Buffer.from(backofficeClientSecret, 'base64url') }
let port = 0
let child: ChildProcess
let output = ''
let exited: Promise<number | null>

function start(environment: Record<string, string>): void {
  const { PATH, RAMZBAN_RUN } = process.env
  child = spawn(process.execPath, [entry], { env: { NODE_ENV: 'test', PATH, RAMZBAN_RUN, ...environment } })
  const keep = (chunk: Buffer): void => {
    output += chunk.toString()
  }
  child.stdout?.on('data', keep)
  child.stderr?.on('data', keep)
  exited = new Promise((done) => child.once('exit', done))
}

async function seen(text: string): Promise<void> {
  for (let round = 0; !output.includes(text); round += 1) {
    if (round === 200) throw new Error(`never saw "${text}" in:\n${output}`)
    await new Promise((done) => setTimeout(done, 100))
  }
}

beforeAll(async () => {
  port = await findFreePort()
  start({
    DATABASE_URL: database.channelUrl,
    CHANNEL_KEYS_FILE: database.keyFiles.channel,
    CHANNEL_PORT: String(port),
    INSTITUTION_NAME: 'بانک نمونه',
    SUPPORT_PHONE: '۰۲۱-۲۷۳۱۰',
    LOG_LEVEL: 'debug',
  })
  await seen('channel ready')
})
afterAll(() => {
  child.kill('SIGKILL')
})

let tries = 0

/** Each from an address of its own, so that none has to wait for how often others failed. */
async function signIn(password: string): Promise<Response> {
  const path = '/v1/backoffice/staff-authentications'
  tries += 1
  const who = { username: `nobody-${tries}`, ip: `192.0.2.${tries}` }
  const body = JSON.stringify({ requestId: crypto.randomUUID(), ...who, password })
  const headers = { 'content-type': 'application/json', ...signTestRequest(signer, { method: 'POST', path, body }) }
  return await fetch(`http://127.0.0.1:${port}${path}`, { method: 'POST', headers, body })
}

test('the process answers the back office by the key files alone', async () => {
  expect((await signIn('canary-5f3a')).status).toBe(409)
})

test('a database whose connections are ended is busy or served again, never a failure', async () => {
  await withClient(database.superuserUrl, (client) =>
    client.query(`SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'ramzban-channel'`),
  )
  const statuses = await Promise.all(Array.from({ length: 5 }, () => signIn('x').then(({ status }) => status)))
  expect(statuses.filter((status) => status !== 409 && status !== 503)).toEqual([])
  expect((await signIn('x')).status).toBe(409)
})

async function countAdmitted(): Promise<number> {
  const metrics = await (await fetch(`http://127.0.0.1:${port}/metrics`)).text()
  return Number(/admission_total{lane="staff",verdict="admitted"} (\d+)/.exec(metrics)?.[1] ?? 0)
}

test('SIGTERM answers what is under way, then ends well', async () => {
  const before = await countAdmitted()
  const underWay = Array.from({ length: 8 }, () => signIn('canary-5f3a').then(({ status }) => status))
  while ((await countAdmitted()) < before + 8) await new Promise((done) => setTimeout(done, 5))
  child.kill('SIGTERM')
  expect(await Promise.all(underWay)).toEqual(underWay.map(() => 409))
  expect(await exited).toBe(0)
  await expect(signIn('x')).rejects.toThrow()
  expect(output).toContain('channel stopped')
})

test('no password, signature or path of a request is in the log, at its most talkative', () => {
  expect(output).toContain('"route":"/v1/backoffice/staff-authentications"')
  expect(output).not.toMatch(/canary-5f3a|sig1=|sha-256=|nobody/)
})

test('an environment that is not complete is explained, name by name', async () => {
  output = ''
  start({ CHANNEL_PORT: 'x' })
  expect(await exited).toBe(1)
  for (const name of ['DATABASE_URL', 'CHANNEL_KEYS_FILE', 'CHANNEL_PORT']) expect(output).toContain(name)
  expect(output).not.toMatch(/\n\s+at /)
})
