import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import { openTestDatabase } from '../../tests/harness/open-test-database.ts'
import { openTestServices } from '../../tests/harness/open-test-services.ts'
import { startTestChannel } from '../../tests/harness/test-channel.ts'
import { makeStaff } from '../../tests/harness/test-staff.ts'

const database = await openTestDatabase()
const channel = startTestChannel(database)
const { owner } = openTestServices(database)
const path = '/v1/backoffice/staff-authentications'
type Body = { username: string; password: string; requestId?: string; ip?: string }
let places = 0
/** Each from an address of its own: what those have in common is counted in sign-in-throttling. */
const signIn = (body: Body) =>
  channel.call('backoffice', 'POST', path, { ip: `10.0.0.${++places}`, ...body, userAgent: 'Firefox' })
const query = async (text: string, ...values: unknown[]) => (await channel.services.pool.query(text, values)).rows
const auditOf = (id: string) =>
  query(`SELECT action, actor_id, ip, data FROM audit_event WHERE subject_id = $1 OR actor_id = $1 ORDER BY at, id`, id)

test('the right password opens a session that the back office can use, and leaves its row', async () => {
  const { id, username, password } = await makeStaff(database, 'admin')
  const answer = await signIn({ username: ` ${username.toUpperCase()} `, password, ip: '10.9.9.9' })
  expect(answer.status).toBe(201)
  expect(answer.body.operator).toMatchObject({ id, username, role: 'admin', branchId: null })
  expect(Buffer.from(answer.body.sessionId, 'base64url').length).toBeGreaterThanOrEqual(16)
  const call = { operatorSession: answer.body.sessionId }
  const used = await channel.call('backoffice', 'POST', '/v1/backoffice/acts/require-operator', { input: {} }, call)
  expect(used.status).toBe(200)
  const [row] = await auditOf(id)
  expect(row).toMatchObject({ action: 'staff.signed_in', actor_id: id, ip: '10.9.9.9' })
})

test('neither the session’s id nor the browser’s mark is kept anywhere, and a repeat does not tell them again', async () => {
  const { username, password } = await makeStaff(database, 'support')
  const body = { requestId: randomUUID(), username, password, ip: '10.9.9.8' }
  const first = await signIn(body)
  const again = await signIn(body)
  expect([again.status, again.body.code]).toEqual([409, 'already_answered'])
  const kept = await query(
    `SELECT s::text AS row FROM staff_session s UNION ALL SELECT r::text FROM request_outcome r
     UNION ALL SELECT d::text FROM known_device d UNION ALL SELECT a::text FROM audit_event a`,
  )
  for (const secret of [first.body.sessionId, first.body.device, password])
    expect(kept.some(({ row }) => row.includes(secret))).toBe(false)
})

test('an unknown name, a wrong password, a locked and a disabled account are refused alike', async () => {
  const known = await makeStaff(database, 'branch')
  const disabled = await makeStaff(database, 'branch')
  const locked = await makeStaff(database, 'branch')
  await owner.query('UPDATE operator SET disabled_at = now() WHERE id = $1', [disabled.id])
  await query(`UPDATE operator SET locked_until = now() + interval '5 minutes' WHERE id = $1`, locked.id)
  const answers = [
    await signIn({ username: 'nobody', password: 'x' }),
    await signIn({ username: known.username, password: 'x' }),
    await signIn(disabled),
    await signIn(locked),
  ]
  for (const { status, body } of answers) {
    const { requestId: _requestId, ...rest } = body
    const { requestId: _first, ...expected } = answers[0]?.body ?? {}
    expect([status, rest]).toEqual([409, expected])
  }
})

test('five wrong passwords shut the account to unknown browsers for half an hour; the right one then opens it from none', async () => {
  const { id, username, password } = await makeStaff(database, 'fraud')
  await Promise.all(Array.from({ length: 5 }, () => signIn({ username, password: 'wrong' })))
  expect((await signIn({ username, password })).status).toBe(409)
  const [row] = await query(
    `SELECT locked_until > now() + interval '29 minutes' AS locked, failed_attempts FROM operator WHERE id = $1`,
    id,
  )
  expect(row).toEqual({ locked: true, failed_attempts: 0 })
  const actions = (await auditOf(id)).map(({ action }) => action)
  expect(actions.filter((action) => action === 'staff.sign_in_failed')).toHaveLength(6)
  expect(actions.filter((action) => action === 'staff.locked')).toHaveLength(1)
  await query(`UPDATE operator SET locked_until = now() - interval '1 second' WHERE id = $1`, id)
  expect((await signIn({ username, password })).status).toBe(201)
})

test('a right password forgets the wrong ones before it', async () => {
  const { id, username, password } = await makeStaff(database, 'auditor')
  for (const tried of ['a', 'b', 'c', 'd', password, 'a', 'b', 'c', 'd']) await signIn({ username, password: tried })
  expect(await query('SELECT failed_attempts, locked_until FROM operator WHERE id = $1', id)).toEqual([
    { failed_attempts: 4, locked_until: null },
  ])
})

test('neither a typed name that nobody has nor a password is kept', async () => {
  await signIn({ username: 'canary-name', password: 'canary-password' })
  const kept = await query('SELECT a::text AS row FROM audit_event a UNION ALL SELECT r::text FROM request_outcome r')
  expect(kept.filter(({ row }) => row.includes('canary'))).toEqual([])
})

test('many sign-ins at once all get their answer', async () => {
  const { username, password } = await makeStaff(database, 'support')
  const answers = await Promise.all(Array.from({ length: 30 }, () => signIn({ username, password })))
  expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 201))
})
