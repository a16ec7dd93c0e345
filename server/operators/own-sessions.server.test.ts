import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import { at } from '#server/database.ts'
import { requireOperator, sessionIdHash } from '#server/operators/authorize.ts'
import { endOwnSession } from '#server/operators/end-own-session.ts'
import { listOwnSessions } from '#server/operators/list-own-sessions.ts'
import { signOut } from '#server/operators/sign-out.ts'
import type { RequestContext } from '#server/request-context.ts'
import { makeOperator } from '#tests/harness/make-operator.ts'
import { openTestDatabase } from '#tests/harness/open-test-database.ts'
import { openTestDesk } from '#tests/harness/open-test-desk.ts'
import { openTestServices } from '#tests/harness/open-test-services.ts'

const database = await openTestDatabase()
const { owner } = openTestServices(database)
const desk = openTestDesk(database)
const nowMs = Date.now()

test('signing out ends the session for good and is recorded once', async () => {
  const { ctx, operatorId } = await makeOperator(owner, { role: 'support', nowMs })
  await signOut(desk, ctx(nowMs))
  await expect(requireOperator(desk, ctx(nowMs))).rejects.toMatchObject({ code: 'unauthenticated' })
  await expect(signOut(desk, ctx(nowMs))).rejects.toMatchObject({ code: 'unauthenticated' })
  const { rows } = await owner.query('SELECT action FROM audit_event WHERE actor_id = $1', [operatorId])
  expect(rows).toEqual([{ action: 'staff.signed_out' }])
})

test('an operator sees where they are signed in and ends one session, which opens nothing any more', async () => {
  const { ctx, operatorId } = await makeOperator(owner, { role: 'branch', branchId: await makeBranch(), nowMs })
  const forgotten = await addSession(operatorId)
  const sessions = await listOwnSessions(desk, ctx(nowMs))
  expect(sessions.map(({ isThisOne }) => isThisOne).sort()).toEqual([false, true])
  const staffSessionId = sessions.find(({ isThisOne }) => !isThisOne)?.id ?? ''
  await endOwnSession(desk, ctx(nowMs), { staffSessionId })
  await expect(requireOperator(desk, forgotten)).rejects.toMatchObject({ code: 'unauthenticated' })
  expect(await listOwnSessions(desk, ctx(nowMs))).toHaveLength(1)
  const { rows } = await owner.query('SELECT action, subject_id FROM audit_event WHERE actor_id = $1', [operatorId])
  expect(rows).toEqual([{ action: 'staff.session_ended', subject_id: staffSessionId }])
})

test('nobody ends a session of somebody else', async () => {
  const mine = await makeOperator(owner, { role: 'fraud', nowMs })
  const theirs = await makeOperator(owner, { role: 'admin', nowMs })
  const [session] = await listOwnSessions(desk, theirs.ctx(nowMs))
  const ending = endOwnSession(desk, mine.ctx(nowMs), { staffSessionId: session?.id ?? '' })
  await expect(ending).rejects.toMatchObject({ code: 'not_found' })
  expect(await listOwnSessions(desk, theirs.ctx(nowMs))).toHaveLength(1)
})

async function makeBranch(): Promise<string> {
  const branchId = randomUUID()
  await owner.query(`INSERT INTO branch (id, code, name) VALUES ($1, '4711', 'شعبهٔ آزمون')`, [branchId])
  return branchId
}

async function addSession(operatorId: string): Promise<RequestContext> {
  const sessionId = randomUUID()
  await owner.query(
    'INSERT INTO staff_session (id, sid_hash, operator_id, created_at, last_seen_at) VALUES ($1, $2, $3, $4, $4)',
    [randomUUID(), sessionIdHash(sessionId), operatorId, at(nowMs)],
  )
  return { actor: { kind: 'operator', sessionId }, requestId: randomUUID(), ip: null, userAgent: null, nowMs }
}
