import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import type { Role } from '#domain/permission.ts'
import { openTestDatabase } from '../../tests/harness/open-test-database.ts'
import { startTestChannel } from '../../tests/harness/test-channel.ts'
import { makeStaff } from '../../tests/harness/test-staff.ts'
import { keepBackofficeClient } from './keep-backoffice-client.ts'

const database = await openTestDatabase()
const channel = startTestChannel(database)
const path = '/v1/backoffice/channel-clients'
const freshId = () => `gateway-${randomUUID().slice(0, 8)}`
const query = async (text: string, ...values: unknown[]) => (await channel.services.pool.query(text, values)).rows
const auditOf = (id: string) =>
  query(`SELECT action, actor_id, reason FROM audit_event WHERE subject_id = $1 ORDER BY at, id`, id)

async function callAs(role: Role) {
  const { id, sessionId } = await makeStaff(database, role)
  const call = (to: string, body: Record<string, unknown>) =>
    channel.call('backoffice', 'POST', to, body, { operatorSession: sessionId })
  return { id, call }
}

const signs = (keyId: string, secret: string) => ({ keyId, secret: Buffer.from(secret, 'base64url') })
const reaches = async (id: string, secret: string) =>
  (await channel.call(signs(id, secret), 'POST', '/v1/sms/delivery-reports', { reports: [] })).status

test('a client that an administrator makes can call at once; rotated and disabled, it no longer can', async () => {
  const { id: operatorId, call } = await callAs('admin')
  const id = freshId()
  const made = await call(path, { id, kind: 'sms', name: 'اپراتور' })
  expect(made.status).toBe(201)
  expect(Buffer.from(made.body.secret, 'base64url')).toHaveLength(32)
  expect(await reaches(id, made.body.secret)).toBe(202)
  const rotated = await call(`${path}/${id}/rotations`, { reason: 'نوبتی' })
  expect([rotated.status, rotated.body.version]).toEqual([201, 2])
  expect(await reaches(id, made.body.secret)).toBe(401)
  expect(await reaches(id, rotated.body.secret)).toBe(202)
  expect((await call(`${path}/${id}/disablements`, {})).body).toEqual({ id, status: 'disabled' })
  expect(await reaches(id, rotated.body.secret)).toBe(401)
  expect(await auditOf(id)).toEqual([
    { action: 'channel_client.created', actor_id: operatorId, reason: null },
    { action: 'channel_client.rotated', actor_id: operatorId, reason: 'نوبتی' },
    { action: 'channel_client.disabled', actor_id: operatorId, reason: null },
  ])
})

test('a secret is answered once and kept only sealed', async () => {
  const { call } = await callAs('admin')
  const body = { requestId: randomUUID(), id: freshId(), kind: 'atm', name: 'خودپرداز' }
  const { secret } = (await call(path, body)).body
  const again = await call(path, body)
  expect([again.status, again.body.code]).toEqual([409, 'already_answered'])
  const kept = await query(
    'SELECT r::text AS row FROM request_outcome r UNION ALL SELECT s::text FROM channel_client_secret s',
  )
  const hex = Buffer.from(secret, 'base64url').toString('hex')
  expect(kept.filter(({ row }) => row.includes(secret) || row.includes(hex))).toEqual([])
})

test('a taken id, another kind and an id like a device’s are refused', async () => {
  const { call } = await callAs('admin')
  const id = freshId()
  await call(path, { id, kind: 'atm', name: 'x' })
  expect((await call(path, { id, kind: 'atm', name: 'x' })).body.code).toBe('channel_client_exists')
  expect((await call(path, { id: freshId(), kind: 'backoffice', name: 'x' })).status).toBe(422)
  expect((await call(path, { id: randomUUID(), kind: 'atm', name: 'x' })).status).toBe(422)
  expect((await call(`${path}/nobody/rotations`, {})).status).toBe(404)
  expect((await call(`${path}/backoffice-test/disablements`, {})).status).toBe(404)
})

test.each(['branch', 'support', 'fraud', 'auditor'] as const)(
  'refuses role %s as if there were nothing, and records it',
  async (role) => {
    const { id: operatorId, call } = await callAs(role)
    const id = freshId()
    const refused = await call(path, { id, kind: 'atm', name: 'x' })
    expect([refused.status, refused.body.code]).toEqual([404, 'not_found'])
    expect(await query('SELECT FROM channel_client WHERE id = $1', id)).toEqual([])
    const denied = await query(
      `SELECT subject_id FROM audit_event WHERE action = 'permission.denied' AND actor_id = $1`,
      operatorId,
    )
    expect(denied).toEqual([{ subject_id: 'settings:change' }])
  },
)

test('a session that nobody has is unauthenticated', async () => {
  const body = { id: freshId(), kind: 'atm', name: 'x' }
  const answer = await channel.call('backoffice', 'POST', path, body, { operatorSession: 'bm9ib2R5' })
  expect([answer.status, answer.body.code]).toEqual([401, 'unauthenticated'])
})

test('the back office’s own client is as its key file says, also after the file got another secret', async () => {
  const clientId = 'backoffice-web'
  for (const secret of [Buffer.alloc(32, 1), Buffer.alloc(32, 1), Buffer.alloc(32, 2)]) {
    await keepBackofficeClient(channel.services, { clientId, secret }, Date.now())
    const answer = await channel.call({ keyId: clientId, secret }, 'POST', path, {}, { operatorSession: 'bm9ib2R5' })
    expect(answer.status).toBe(422)
  }
  expect(await query('SELECT version FROM channel_client WHERE id = $1', clientId)).toEqual([{ version: 2 }])
})
