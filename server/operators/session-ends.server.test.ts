import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import { at } from '#server/database.ts'
import { requireOperator, sessionIdHash } from '#server/operators/authorize.ts'
import { readOwnAccount } from '#server/operators/read-own-account.ts'
import { readSessionEnd } from '#server/operators/read-session-end.ts'
import type { RequestContext } from '#server/request-context.ts'
import { makeOperator } from '#tests/harness/make-operator.ts'
import { openTestDatabase } from '#tests/harness/open-test-database.ts'
import { openTestServices } from '#tests/harness/open-test-services.ts'
import { openTestWeb } from '#tests/harness/open-test-web.ts'
import { startTestChannel } from '#tests/harness/test-channel.ts'
import { makeStaff } from '#tests/harness/test-staff.ts'

const database = await openTestDatabase()
const channel = startTestChannel(database)
const { owner, services } = openTestServices(database)
const web = openTestWeb(database)
const query = async (text: string, ...values: unknown[]) => (await owner.query(text, values)).rows

const signIn = async (staff: { username: string; password: string }, device?: string) => {
  const body = { username: staff.username, password: staff.password, ip: '192.0.2.9', device }
  return await channel.call('backoffice', 'POST', '/v1/backoffice/staff-authentications', body)
}
const isAlive = (sessionId: string): Promise<boolean> =>
  requireOperator(web, ctxOf(sessionId)).then(
    () => true,
    () => false,
  )
const ctxOf = (sessionId: string): RequestContext => {
  const actor = { kind: 'operator', sessionId } as const
  return { actor, requestId: randomUUID(), ip: null, userAgent: null, nowMs: Date.now() }
}

test('of forty sign-ins at once the policy’s five stay, each other ended once by a newer one and recorded', async () => {
  const staff = await makeStaff(database, 'support')
  const answers = await Promise.all(Array.from({ length: 40 }, () => signIn(staff)))
  expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 201))
  const rows = await query('SELECT revoked_reason AS why FROM staff_session WHERE operator_id = $1', staff.id)
  expect(rows.filter(({ why }) => why === null)).toHaveLength(5)
  expect(rows.filter(({ why }) => why === 'newer_sign_in')).toHaveLength(36)
  const recorded = await query(
    `SELECT DISTINCT subject_id FROM audit_event WHERE action = 'staff.session_ended' AND actor_id = $1`,
    staff.id,
  )
  expect(recorded).toHaveLength(36)
  const alive = await Promise.all(answers.map(({ body }) => isAlive(body.sessionId)))
  expect(alive.filter(Boolean)).toHaveLength(5)
})

test('the oldest is the one that goes, and both who was thrown out and who came are told', async () => {
  const staff = await makeStaff(database, 'auditor')
  const opened: string[] = []
  for (let count = 0; count < 5; count++) opened.push((await signIn(staff)).body.sessionId)
  const thrownOut = staff.sessionId
  expect(await Promise.all([thrownOut, ...opened].map(isAlive))).toEqual([false, true, true, true, true, true])
  const asked = { sessionId: thrownOut, nowMs: Date.now() }
  expect(await readSessionEnd(web, asked)).toBe('newer_sign_in')
  expect(await readSessionEnd(web, { ...asked, sessionId: opened[4] ?? '' })).toBeNull()
  expect(await readSessionEnd(web, { ...asked, sessionId: 'nobody’s' })).toBeNull()
  const { endedSessions } = await readOwnAccount(web, ctxOf(opened[4] ?? ''))
  expect(endedSessions.map(({ reason }) => reason)).toEqual(['newer_sign_in'])
})

const changes = [
  [
    'disabled',
    `UPDATE operator SET disabled_at = now() WHERE id = $1`,
    `UPDATE operator SET disabled_at = NULL WHERE id = $1`,
  ],
  [
    'role_changed',
    `UPDATE operator SET role = 'fraud' WHERE id = $1`,
    `UPDATE operator SET role = 'support' WHERE id = $1`,
  ],
  [
    'branch_changed',
    `UPDATE operator SET branch_id = (SELECT id FROM branch LIMIT 1) WHERE id = $1`,
    'UPDATE operator SET branch_id = NULL WHERE id = $1',
  ],
  [
    'password_changed',
    `UPDATE staff_credential SET password_hash = 'x', updated_at = now() + interval '1 second' WHERE operator_id = $1`,
    'SELECT $1::uuid',
  ],
] as const

test.each(changes)('%s: every session is over for good, and taking it back revives none', async (why, change, back) => {
  await makeStaff(database, 'branch')
  const staff = await makeStaff(database, 'support')
  const sessions = [staff.sessionId, (await signIn(staff)).body.sessionId, (await signIn(staff)).body.sessionId]
  expect(await Promise.all(sessions.map(isAlive))).toEqual([true, true, true])
  await owner.query(change, [staff.id])
  await owner.query(back, [staff.id])
  expect(await Promise.all(sessions.map(isAlive))).toEqual([false, false, false])
  const ends = await query('SELECT DISTINCT revoked_reason AS why FROM staff_session WHERE operator_id = $1', staff.id)
  expect(ends).toEqual([{ why }])
  const known = await query('SELECT FROM known_device WHERE operator_id = $1', staff.id)
  expect(known).toHaveLength(why === 'disabled' || why === 'password_changed' ? 0 : 2)
})

test('the same password in another form ends nothing', async () => {
  const staff = await makeStaff(database, 'support')
  await owner.query(`UPDATE staff_credential SET password_hash = 'y' WHERE operator_id = $1`, [staff.id])
  expect(await isAlive(staff.sessionId)).toBe(true)
})

test('an end is neither moved nor taken back, nor given another reason, whoever writes', async () => {
  const { operatorId } = await makeOperator(owner, { role: 'support', nowMs: Date.now() })
  await owner.query('UPDATE operator SET disabled_at = now() WHERE id = $1', [operatorId])
  for (const set of [
    'revoked_at = NULL, revoked_reason = NULL',
    `revoked_at = now() + interval '1 h'`,
    `revoked_reason = 'idle'`,
  ])
    await expect(owner.query(`UPDATE staff_session SET ${set} WHERE operator_id = $1`, [operatorId])).rejects.toThrow(
      'ends once',
    )
})

test('a session that is opened while its operator is being disabled is ended with the others, or not opened', async () => {
  for (let round = 0; round < 10; round++) {
    const { operatorId } = await makeOperator(owner, { role: 'support', nowMs: Date.now() })
    const values = [randomUUID(), sessionIdHash(randomUUID()), operatorId, at(Date.now())]
    const opening = owner
      .query(
        'INSERT INTO staff_session (id, sid_hash, operator_id, created_at, last_seen_at) VALUES ($1, $2, $3, $4, $4)',
        values,
      )
      .catch((error: Error) => error.message)
    await Promise.all([opening, owner.query('UPDATE operator SET disabled_at = now() WHERE id = $1', [operatorId])])
    expect(await query('SELECT FROM staff_session WHERE operator_id = $1 AND revoked_at IS NULL', operatorId)).toEqual(
      [],
    )
  }
})

test('the channel’s role changes nobody’s role, branch or name, nor whose a session is', async () => {
  for (const statement of [
    `UPDATE operator SET role = 'admin'`,
    'UPDATE operator SET disabled_at = NULL',
    `UPDATE operator SET username = 'x'`,
    'UPDATE staff_session SET operator_id = operator_id',
    'UPDATE staff_session SET created_at = now()',
    'UPDATE known_device SET mark_hash = mark_hash',
    'UPDATE known_device SET operator_id = operator_id',
  ])
    await expect(services.pool.query(statement), statement).rejects.toThrow('permission denied')
})
