import { randomUUID } from 'node:crypto'
import type { Role } from '#domain/operator/permission.ts'
import { at, type Pool } from '#server/database.ts'
import { sessionIdHash } from '#server/operators/authorize.ts'
import type { OperatorActor, RequestContext } from '#server/request-context.ts'

export type TestOperator = {
  operatorId: string
  sessionId: string
  ctx: (nowMs: number) => RequestContext<OperatorActor>
}

/** A member of staff with a session that was opened at `nowMs`; written as owner. */
export async function makeOperator(
  owner: Pool,
  { role, branchId = null, nowMs }: { role: Role; branchId?: string | null; nowMs: number },
): Promise<TestOperator> {
  const operatorId = randomUUID()
  await owner.query(
    `INSERT INTO operator (id, username, name, role, branch_id, created_at) VALUES ($1, $2, 'کاربر آزمون', $3, $4, $5)`,
    [operatorId, `test-${operatorId}`, role, branchId, at(nowMs)],
  )
  return await signInAgain(owner, operatorId, nowMs)
}

/** One more session of an operator who has one. */
export async function signInAgain(owner: Pool, operatorId: string, nowMs: number): Promise<TestOperator> {
  const sessionId = randomUUID()
  await owner.query(
    'INSERT INTO staff_session (id, sid_hash, operator_id, created_at, last_seen_at) VALUES ($1, $2, $3, $4, $4)',
    [randomUUID(), sessionIdHash(sessionId), operatorId, at(nowMs)],
  )
  const actor = { kind: 'operator', sessionId } as const
  const ctx = (atMs: number) => ({ actor, requestId: randomUUID(), ip: null, userAgent: null, nowMs: atMs })
  return { operatorId, sessionId, ctx }
}

/** The customer came to this operator's counter, with a reason, until `untilMs`. */
export async function putInHand(
  owner: Pool,
  hand: { operatorId: string; customerId: string; reason: string | null; untilMs: number },
): Promise<void> {
  await owner.query(
    'INSERT INTO customer_in_hand (operator_id, customer_id, opened_at, expires_at, reason) VALUES ($1, $2, $3, $3, $4)',
    [hand.operatorId, hand.customerId, at(hand.untilMs), hand.reason],
  )
}
