import { randomUUID } from 'node:crypto'
import { setTimeout as pause } from 'node:timers/promises'
import type { Pool } from '#server/database.ts'
import { type ChannelKeys, readChannelKeys } from '#server/keys.ts'
import { type Purchase, verificationBody } from '../harness/gateway-calls.ts'
import { makeChannelClient } from '../harness/make-channel-client.ts'
import type { TestCustomer } from '../harness/make-customer.ts'
import type { TestDatabase } from '../harness/open-test-database.ts'
import { signTestRequest, type TestSigner } from '../harness/sign-test-request.ts'
import { readCode } from '../harness/type-code.ts'

// biome-ignore lint/suspicious/noExplicitAny: an answer is whatever the server sent, for the test to judge
export type TimeAnswer = { status: number; retryAfter: string | null; body: any }
export type TimeFixture = {
  owner: Pool
  database: TestDatabase
  keys: ChannelKeys
  signers: Record<'gateway' | 'atm', TestSigner>
}
export const purchase: Purchase = { amount: 1_250_000, terminalId: 'T-100' }

/** Callers whose own clocks are right, whatever the process's is. */
export async function openTimeFixture(database: TestDatabase, owner: Pool): Promise<TimeFixture> {
  const keys = readChannelKeys(database.keyFiles.channel)
  const signers = {} as TimeFixture['signers']
  for (const kind of ['gateway', 'atm'] as const) {
    signers[kind] = await makeChannelClient(owner, keys, { id: `${kind}-time`, kind })
  }
  return { owner, database, keys, signers }
}

export async function read(url: string, path: string): Promise<TimeAnswer> {
  return await answerOf(await fetch(`${url}${path}`))
}

export async function post(
  { signers }: TimeFixture,
  url: string,
  path: string,
  fields: Record<string, unknown>,
): Promise<TimeAnswer> {
  const body = JSON.stringify({ requestId: randomUUID(), ...fields })
  const signer = path.startsWith('/v1/atm') ? signers.atm : signers.gateway
  const headers = { 'content-type': 'application/json', ...signTestRequest(signer, { method: 'POST', path, body }) }
  return await answerOf(await fetch(`${url}${path}`, { method: 'POST', headers, body }))
}

export function present(fixture: TimeFixture, url: string, customer: TestCustomer, code: string): Promise<TimeAnswer> {
  return post(fixture, url, '/v1/gateway/verifications', verificationBody(customer, { ...purchase, code }))
}

/** Presses the button at one process and reads the SMS, whether or not a worker has sent it. */
export async function ask(
  fixture: TimeFixture,
  url: string,
  customer: TestCustomer,
): Promise<TimeAnswer & { code: string }> {
  const { amount, terminalId } = purchase
  const payee = { name: 'فروشگاه آزمون', merchantId: 'M-100', terminalId }
  const fields = { pan: customer.card.pan.reveal(), processType: 'purchase', amount, payee }
  const answer = await post(fixture, url, '/v1/gateway/otp-requests', fields)
  const sent = answer.status === 202 ? await readCode(fixture.owner, fixture.database, answer.body.otpRequestId) : null
  return { ...answer, code: sent ?? '' }
}

/** Waits until the process has found out, by itself, how its clock stands. */
export async function untilClockIs(state: string, url: string): Promise<TimeAnswer> {
  for (let round = 0; ; round += 1) {
    const answer = await read(url, '/readyz')
    if (answer.body.clock?.state === state) return answer
    if (round === 200) throw new Error(`The clock never was ${state}: ${JSON.stringify(answer.body)}`)
    await pause(50)
  }
}

async function answerOf(response: Response): Promise<TimeAnswer> {
  const text = await response.text()
  const isJson = response.headers.get('content-type')?.includes('json') ?? false
  return {
    status: response.status,
    retryAfter: response.headers.get('retry-after'),
    body: isJson ? JSON.parse(text) : text,
  }
}
