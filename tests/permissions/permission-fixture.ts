import { randomUUID } from 'node:crypto'
import type { Role } from '#domain/operator/permission.ts'
import { defaultPolicy } from '#domain/operator/policy.ts'
import { AppError } from '#server/app-error.ts'
import { at, type Pool } from '#server/database.ts'
import { drawId } from '#server/draw-id.ts'
import type { OperatorActor, RequestContext } from '#server/request-context.ts'
import type { ChannelServices, WebServices } from '#server/services.ts'
import { makeCustomer, type TestCustomer } from '#tests/harness/make-customer.ts'
import { makeAppEnrollment, type TestAppEnrollment } from '#tests/harness/make-enrollment.ts'
import { makeOperator, putInHand } from '#tests/harness/make-operator.ts'
import { asksOf } from '#tests/harness/open-test-web.ts'
import type { TestChannel } from '#tests/harness/test-channel.ts'

/** `allowed`, `forbidden`, or the code of whatever else came of it. */
export type Verdict = string
export type Web = Pick<WebServices, 'pool' | 'policy' | 'asks'>
export type Case = {
  role: Role
  /** What a page reads by, and what an act is done by. */
  web: Web
  desk: Pick<ChannelServices, 'pool' | 'policy' | 'keys'>
  owner: Pool
  channel: TestChannel
  ctx: RequestContext<OperatorActor>
  operatorId: string
  sessionId: string
  nowMs: number
  customer: TestCustomer
  app: TestAppEnrollment
  activationTokenId: string
  verificationId: string
}
export type PermissionFixture = { webPool: Pool; owner: Pool; channel: TestChannel }

/** An operator of that role, and a customer within their reach and in their hand, with all that can be acted upon. */
export async function openCase({ webPool, owner, channel }: PermissionFixture, role: Role): Promise<Case> {
  const nowMs = Date.now()
  const { keys } = channel.services
  const customer = await makeCustomer(owner, keys, { nowMs })
  const app = await makeAppEnrollment(owner, keys, customer, { nowMs })
  const branchId = role === 'branch' ? customer.branchId : null
  const operator = await makeOperator(owner, { role, branchId, nowMs })
  const { operatorId, sessionId } = operator
  await putInHand(owner, { operatorId, customerId: customer.customerId, reason: null, untilMs: nowMs + 3_600_000 })
  const desk = { pool: channel.services.desk, policy: () => defaultPolicy, keys }
  const web = { pool: webPool, policy: () => defaultPolicy, asks: asksOf(desk) }
  const common = { web, desk, owner, channel, nowMs, customer, app }
  const activationTokenId = await issueToken(common)
  const verificationId = await insertVerification(owner, customer, nowMs)
  return { ...common, role, ctx: operator.ctx(nowMs), operatorId, sessionId, activationTokenId, verificationId }
}

export async function verdictOf(work: Promise<unknown>): Promise<Verdict> {
  try {
    await work
    return 'allowed'
  } catch (error) {
    if (error instanceof AppError) return error.code
    throw error
  }
}

/** Asks the channel server in the operator's name; what may not be done is answered as if it were not there. */
export async function callChannel(
  { channel, sessionId }: Pick<Case, 'channel' | 'sessionId'>,
  { path, body }: { path: string; body: Record<string, unknown> },
): Promise<Verdict> {
  const answer = await channel.call('backoffice', 'POST', path, body, { operatorSession: sessionId })
  if (answer.status < 300) return 'allowed'
  return answer.body.code === 'not_found' ? 'forbidden' : answer.body.code
}

/** A live token whose receipt can be printed again, issued by a clerk of the customer's branch. */
async function issueToken({
  owner,
  channel,
  customer,
  app,
  nowMs,
}: Pick<Case, 'owner' | 'channel' | 'customer' | 'app' | 'nowMs'>): Promise<string> {
  const { sessionId } = await makeOperator(owner, { role: 'branch', branchId: customer.branchId, nowMs })
  const body = { enrollmentId: app.enrollmentId, reason: 'گوشی تازه', proof: 'identity_document' }
  const path = '/v1/backoffice/activation-tokens'
  const answer = await channel.call('backoffice', 'POST', path, body, { operatorSession: sessionId })
  if (answer.status !== 201) throw new Error(`No token was issued: ${answer.text}`)
  return answer.body.activationTokenId
}

async function insertVerification(owner: Pool, customer: TestCustomer, nowMs: number): Promise<string> {
  const id = drawId(nowMs)
  const { card, customerId } = customer
  await owner.query(
    `INSERT INTO verification (id, at, guard_id, card_id, customer_id, card_masked, pin_kind, outcome, reason, response_code,
       counted, terminal_id, channel_client_id) VALUES ($1, $2, $3, $4, $5, $6, 'second', 'rejected', 'code_mismatch', '55',
       true, 'T-1', 'gateway-test')`,
    [id, at(nowMs), card.guardIds.second, card.cardId, customerId, card.pan.masked],
  )
  return id
}

/** A proof that waits for a code of the app, as if this operator had asked for it. */
export async function insertAppProof({ owner, operatorId, customer, nowMs }: Case): Promise<string> {
  const id = drawId(nowMs)
  await owner.query(
    `INSERT INTO proof (id, operator_id, customer_id, level, mobile, state, created_at, code_expires_at)
     SELECT $1, o.id, k.id, 'app_code', k.mobile, 'waiting', $4, $5 FROM operator o, customer k WHERE o.id = $2 AND k.id = $3`,
    [id, operatorId, customer.customerId, at(nowMs), at(nowMs + 300_000)],
  )
  return id
}

export async function listDenials(owner: Pool, operatorId: string): Promise<string[]> {
  const { rows } = await owner.query<{ permission: string }>(
    `SELECT subject_id AS permission FROM audit_event WHERE actor_id = $1 AND action = 'permission.denied'`,
    [operatorId],
  )
  return rows.map(({ permission }) => permission)
}

export const nobody = { kind: 'operator', sessionId: randomUUID() } as const
