import { randomUUID } from 'node:crypto'
import { beforeAll, expect, test } from 'vitest'
import { parseNetwork } from '#domain/network/network.ts'
import type { Role } from '#domain/operator/permission.ts'
import { drawOwnersKey, openHandover, requestsBy } from '#tests/harness/client-requests.ts'
import { openTestDatabase } from '#tests/harness/open-test-database.ts'
import { startTestChannel } from '#tests/harness/test-channel.ts'
import { makeStaff, type TestStaff } from '#tests/harness/test-staff.ts'
import { keepBackofficeClient } from './keep-backoffice-client.ts'

const database = await openTestDatabase()
const loopback = parseNetwork('127.0.0.1')
const channel = startTestChannel(database, { trustedProxies: loopback ? [loopback] : [] })
const { ask, approve, agree } = requestsBy(channel)
const freshId = () => `sms-${randomUUID().slice(0, 8)}`
const query = async (text: string, ...values: unknown[]) => (await channel.owner.query(text, values)).rows

let maker: TestStaff
let checker: TestStaff
beforeAll(async () => {
  maker = await makeStaff(database, 'admin')
  checker = await makeStaff(database, 'admin')
})

type Signer = { keyId: string; secret: Buffer }
const report = (signer: Signer, from: string) =>
  channel.call(signer, 'POST', '/v1/sms/delivery-reports', { reports: [] }, { headers: { 'x-forwarded-for': from } })
const reaches = async (signer: Signer, from = '192.0.2.7') => (await report(signer, from)).status

const creating = (id: string, key = drawOwnersKey(), more: Record<string, unknown> = {}) => ({
  act: 'channel_client:create',
  payload: { id, kind: 'sms', name: 'اپراتور', publicKey: key.publicKey, sources: ['192.0.2.0/24'], ...more },
})

/** Made by two, its secret opened by its owner. */
async function makeClient(sources = ['192.0.2.0/24']) {
  const [id, key] = [freshId(), drawOwnersKey()]
  const made = await agree(maker, checker, creating(id, key, { sources }))
  expect(made.body).toEqual({ result: { outcome: 'approved', standingUntilMs: null } })
  const { keyId, secret } = await openHandover(channel.owner, { clientId: id, version: 1, key })
  return { id, key, signer: { keyId, secret } }
}

test('made by two, a client calls with what its owner alone could open, from its addresses alone', async () => {
  const { id, signer } = await makeClient(['192.0.2.0/24', '2001:db8::/48'])
  expect([signer.keyId, signer.secret.length]).toEqual([id, 32])
  for (const [from, status] of [
    ['192.0.2.7', 202],
    ['::ffff:192.0.2.8', 202],
    ['2001:DB8::1', 202],
    ['192.0.3.7', 401],
    ['2001:db8:1::1', 401],
  ] as const)
    expect([from, await reaches(signer, from)]).toEqual([from, status])
})

test('a foreign address is refused like anything else, and an administrator sees from where it came', async () => {
  const { id, signer } = await makeClient()
  const [foreign, unknown] = [
    await report(signer, '203.0.113.9'),
    await report({ ...signer, keyId: 'nobody' }, '192.0.2.7'),
  ]
  expect([foreign.status, foreign.text]).toEqual([401, unknown.text])
  const noted = () => query('SELECT reason, address FROM refused_signature WHERE key_id = $1', id)
  await expect.poll(noted, { timeout: 4_000 }).toEqual([{ reason: 'foreign_address', address: '203.0.113.9' }])
})

test('the sealed secret waits until the machine has signed with it, and is then forgotten', async () => {
  const { id, signer } = await makeClient()
  const handover = () =>
    query(
      'SELECT jwe IS NULL AS forgotten, received_at IS NULL AS awaited FROM channel_client_handover WHERE channel_client_id = $1',
      id,
    )
  expect(await reaches({ ...signer, secret: Buffer.alloc(32) })).toBe(401)
  expect(await reaches(signer, '203.0.113.9')).toBe(401)
  expect(await handover()).toEqual([{ forgotten: false, awaited: true }])
  expect([await reaches(signer), await reaches(signer)]).toEqual([202, 202])
  expect(await handover()).toEqual([{ forgotten: true, awaited: false }])
  expect(
    await query(
      `SELECT actor_id AS by FROM audit_event WHERE subject_id = $1 AND action = 'channel_client.received'`,
      id,
    ),
  ).toEqual([{ by: id }])
})

test('who asked and who approved stand in the audit row, with the key’s thumbprint and the addresses, and no secret', async () => {
  const { id, signer } = await makeClient()
  const [row] = await query(
    `SELECT actor_id AS by, data FROM audit_event WHERE subject_id = $1 AND action = 'channel_client.created'`,
    id,
  )
  expect(row).toMatchObject({ by: maker.id, data: { checkerId: checker.id, addresses: '192.0.2.0/24', kind: 'sms' } })
  expect(row?.data.thumbprint).toMatch(/^[A-Za-z0-9_-]{43}$/)
  const kept = await query(
    `SELECT a::text AS row FROM approval a UNION ALL SELECT e::text FROM audit_event e UNION ALL SELECT r::text FROM request_outcome r
     UNION ALL SELECT s::text FROM channel_client_secret s UNION ALL SELECT h::text FROM channel_client_handover h`,
  )
  const forms = [signer.secret.toString('base64url'), signer.secret.toString('hex'), signer.secret.toString('base64')]
  expect(kept.filter((one) => forms.some((form) => one.row.includes(form)))).toEqual([])
})

test('another secret and other addresses take two as well, and hold from the approval on', async () => {
  const { id, signer: former } = await makeClient()
  const key = drawOwnersKey()
  const rotating = { act: 'channel_client:rotate', payload: { id, publicKey: key.publicKey } }
  expect((await agree(maker, checker, rotating)).status).toBe(200)
  expect(await reaches(former)).toBe(401)
  const present = await openHandover(channel.owner, { clientId: id, version: 2, key })
  expect(await reaches(present)).toBe(202)
  const moving = { act: 'channel_client:readdress', payload: { id, sources: ['198.51.100.4'] } }
  expect((await agree(checker, maker, moving)).status).toBe(200)
  expect([await reaches(present, '192.0.2.7'), await reaches(present, '198.51.100.4')]).toEqual([401, 202])
  const actions = await query('SELECT action FROM audit_event WHERE subject_id = $1 ORDER BY at, id', id)
  expect(actions.map(({ action }) => action.split('.')[1])).toEqual(['created', 'rotated', 'received', 'readdressed'])
})

test('nobody approves their own request', async () => {
  const id = freshId()
  const asked = await ask(maker, creating(id))
  const refused = await approve(maker, asked.body.result.approvalId)
  expect([refused.status, refused.body.code]).toEqual([403, 'own_request'])
  expect(await query('SELECT FROM channel_client WHERE id = $1', id)).toEqual([])
})

test('what changed since it was asked ends the request: a taken id, a rotated secret, other addresses, a disabled client', async () => {
  const { id } = await makeClient()
  const rotating = () => ({ act: 'channel_client:rotate', payload: { id, publicKey: drawOwnersKey().publicKey } })
  const asked = await ask(maker, rotating())
  const disabling = channel.call(
    'backoffice',
    'POST',
    `/v1/backoffice/channel-clients/${id}/disablements`,
    {},
    { operatorSession: maker.sessionId },
  )
  expect((await disabling).body).toEqual({ id, status: 'disabled' })
  const stale = await approve(checker, asked.body.result.approvalId)
  expect(stale.body.result).toMatchObject({ outcome: 'stale', changes: [{ fact: 'isDisabled', was: false, is: true }] })
  for (const late of [rotating(), { act: 'channel_client:readdress', payload: { id, sources: ['192.0.2.1'] } }])
    expect((await ask(maker, late)).body.code).toBe('channel_client_disabled')
})

test.each([
  ['a taken id', { id: 'sms-test' }, 409, 'channel_client_exists'],
  ['the back office’s kind', { kind: 'backoffice' }, 422, 'validation_failed'],
  ['an id like a device’s', { id: randomUUID() }, 422, 'validation_failed'],
  ['a private key', { publicKey: { ...drawOwnersKey().publicKey, d: 'AAAA' } }, 422, 'validation_failed'],
  ['no address', { sources: [] }, 422, 'validation_failed'],
  ['everywhere', { sources: ['0.0.0.0/0'] }, 422, 'validation_failed'],
  ['everywhere, in halves', { sources: ['0.0.0.0/1', '128.0.0.0/1'] }, 422, 'validation_failed'],
  ['bits beyond the prefix', { sources: ['192.0.2.7/24'] }, 422, 'validation_failed'],
  ['one address twice', { sources: ['192.0.2.7', '::ffff:192.0.2.7'] }, 422, 'validation_failed'],
])('%s is not asked for', async (_what, more, status, code) => {
  const answer = await ask(maker, creating(freshId(), drawOwnersKey(), more))
  expect([answer.status, answer.body.code]).toEqual([status, code])
})

test('the same addresses again and the back office’s own client are not asked for', async () => {
  const { id } = await makeClient()
  const same = await ask(maker, { act: 'channel_client:readdress', payload: { id, sources: ['192.0.2.0/24'] } })
  expect(same.body.code).toBe('sources_unchanged')
  for (const act of ['channel_client:rotate', 'channel_client:readdress']) {
    const payload = { id: 'backoffice-test', publicKey: drawOwnersKey().publicKey, sources: ['192.0.2.1'] }
    expect((await ask(maker, { act, payload })).status).toBe(404)
  }
})

test.each(['branch', 'support', 'fraud', 'auditor'] as const)(
  'refuses role %s as if there were nothing, and records it',
  async (role: Role) => {
    const one = await makeStaff(database, role)
    const refused = await ask(one, creating(freshId()))
    expect([refused.status, refused.body.code]).toEqual([404, 'not_found'])
    const denied = await query(
      `SELECT subject_id FROM audit_event WHERE action = 'permission.denied' AND actor_id = $1`,
      one.id,
    )
    expect(denied).toEqual([{ subject_id: 'channel_client:create' }])
  },
)

test('the database refuses the channel server a client, a secret or an address without two administrators', async () => {
  const { id, signer } = await makeClient()
  const { pool } = channel.services
  const attempts = [
    `INSERT INTO channel_client (id, kind, name, created_at, sources) VALUES ('x-1', 'core', 'x', now(), '{192.0.2.1}')`,
    `UPDATE channel_client SET sources = '{0.0.0.0/0}' WHERE id = '${id}'`,
    `UPDATE channel_client SET version = version + 1 WHERE id = '${id}'`,
    `UPDATE channel_client SET kind = 'core' WHERE id = '${id}'`,
    `UPDATE channel_client SET revision = 1 WHERE id = '${id}'`,
    `INSERT INTO channel_client_secret (channel_client_id, version, key_id, sealed) VALUES ('${id}', 2, 'k', 'x')`,
    `UPDATE channel_client_secret SET sealed = 'x' WHERE channel_client_id = '${id}'`,
    `INSERT INTO channel_client_handover (channel_client_id, version, approval_id, thumbprint, jwe, made_at)
       SELECT channel_client_id, 1, approval_id, thumbprint, jwe, made_at FROM channel_client_handover LIMIT 1`,
    `UPDATE channel_client_handover SET jwe = 'a..b.c.d' WHERE channel_client_id = '${id}'`,
    `SELECT readdress_channel_client(gen_random_uuid())`,
    `SELECT rotate_channel_client((SELECT approval_id FROM channel_client_handover WHERE channel_client_id = '${id}'), 2, 'k', 'x', 't', 'a..b.c.d')`,
    `SELECT create_channel_client((SELECT approval_id FROM channel_client_handover WHERE channel_client_id = '${id}'), 1, 'k', 'x', 't', 'a..b.c.d')`,
    `SELECT hand_over_secret(a, '${id}', 2, 'k', 'x', 't', 'j') FROM approval a LIMIT 1`,
  ]
  for (const attempt of attempts)
    await expect(pool.query(attempt), attempt).rejects.toMatchObject({
      code: expect.stringMatching(/^(42501|23514|23505)$/),
    })
  await pool.query('UPDATE channel_client SET disabled_at = now() WHERE id = $1', [id])
  for (const attempt of ['disabled_at = NULL', "disabled_at = now() + interval '1 day'"])
    await expect(channel.owner.query(`UPDATE channel_client SET ${attempt} WHERE id = '${id}'`)).rejects.toMatchObject({
      code: '23514',
    })
  expect(await reaches(signer)).toBe(401)
})

test('a disabled client’s sealed secret is nobody’s to fetch any more', async () => {
  const { id, signer } = await makeClient()
  const path = `/v1/backoffice/channel-clients/${id}/disablements`
  const disabled = await channel.call(
    'backoffice',
    'POST',
    path,
    { reason: 'رخنه' },
    { operatorSession: maker.sessionId },
  )
  expect(disabled.body).toEqual({ id, status: 'disabled' })
  expect(await query('SELECT jwe FROM channel_client_handover WHERE channel_client_id = $1', id)).toEqual([
    { jwe: null },
  ])
  expect(await reaches(signer)).toBe(401)
  const own = '/v1/backoffice/channel-clients/backoffice-test/disablements'
  expect((await channel.call('backoffice', 'POST', own, {}, { operatorSession: maker.sessionId })).status).toBe(404)
})

test('the back office’s own client is as its key file and its addresses say, also after they were given others', async () => {
  const clientId = 'backoffice-web'
  const answer = (secret: Buffer, from: string) =>
    channel.call(
      { keyId: clientId, secret },
      'POST',
      '/v1/backoffice/acts/require-operator',
      { input: {} },
      {
        operatorSession: maker.sessionId,
        headers: { 'x-forwarded-for': from },
      },
    )
  for (const [secret, sources] of [
    [Buffer.alloc(32, 1), ['192.0.2.1/32']],
    [Buffer.alloc(32, 1), ['192.0.2.1/32']],
    [Buffer.alloc(32, 2), ['192.0.2.2/32']],
  ] as const) {
    await keepBackofficeClient(channel.services, { clientId, secret, sources }, Date.now())
    const here = sources[0].split('/')[0] ?? ''
    expect([(await answer(secret, here)).status, (await answer(secret, '192.0.2.9')).status]).toEqual([200, 401])
  }
  expect(await query('SELECT version FROM channel_client WHERE id = $1', clientId)).toEqual([{ version: 2 }])
})
