import { execFileSync } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { operatorActs } from '#channel/routes/backoffice/operator-acts.ts'
import { routes } from '#channel/routes.ts'
import { parseNetwork } from '#domain/network/network.ts'
import { approvalActs } from '#domain/operator/approval.ts'
import { listClientChanges } from '#server/overview/list-client-changes.ts'
import { readHandovers } from '#server/settings/read-settings.ts'
import { drawOwnersKey, requestsBy } from '#tests/harness/client-requests.ts'
import { makeCustomer } from '#tests/harness/make-customer.ts'
import { makeAppEnrollment } from '#tests/harness/make-enrollment.ts'
import { makeOperator, type TestOperator } from '#tests/harness/make-operator.ts'
import { openTestDatabase } from '#tests/harness/open-test-database.ts'
import { openTestWeb } from '#tests/harness/open-test-web.ts'
import { startTestChannel, type TestAnswer } from '#tests/harness/test-channel.ts'
import { inProject } from '../../scripts/project-root.ts'
import { inputNaming, type Person } from './what-is-named.ts'

const database = await openTestDatabase()
const proxy = parseNetwork('127.0.0.1')
const channel = startTestChannel(database, { trustedProxies: proxy ? [proxy] : [] })
const web = openTestWeb(database)
const { act, ask, approve } = requestsBy(channel)
const folder = mkdtempSync(join(tmpdir(), 'one-administrator-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

let admin: TestOperator
let other: TestOperator
let auditor: TestOperator
let person: Person
beforeAll(async () => {
  const nowMs = Date.now()
  const { keys } = channel.services
  const customer = await makeCustomer(channel.owner, keys, { nowMs })
  person = { customer, app: await makeAppEnrollment(channel.owner, keys, customer, { nowMs }) }
  admin = await makeOperator(channel.owner, { role: 'admin', nowMs })
  other = await makeOperator(channel.owner, { role: 'admin', nowMs })
  auditor = await makeOperator(channel.owner, { role: 'auditor', nowMs })
})

/** Who may call, by what secret and from where, and whether any secret is on its way. */
async function readClients(): Promise<unknown> {
  const { rows } = await channel.owner.query(
    `SELECT (SELECT jsonb_agg(c ORDER BY id) FROM (SELECT id, kind, version, sources, revision FROM channel_client) c) AS clients,
       (SELECT jsonb_agg(s ORDER BY channel_client_id, version) FROM channel_client_secret s) AS secrets,
       (SELECT count(*) FROM channel_client_handover) AS handovers`,
  )
  return rows[0]
}

const publicKey = drawOwnersKey().publicKey
const inputs = (approvalId: string): Record<string, unknown>[] => {
  const named = inputNaming({ person, approvalId, victim: other })
  const client = { kind: 'core', name: 'x', publicKey, sources: ['127.0.0.1'], secret: 'x', version: 9 }
  const payloads = ['core-test', `x-${randomUUID().slice(0, 8)}`].map((id) => ({ ...client, id }))
  return payloads.flatMap((payload) =>
    approvalActs.map((wanted) => ({ ...named, ...payload, act: wanted, payload, reason: 'تنهایی' })),
  )
}

test('whatever one administrator asks, in whosever name, there is no client more, no secret and no other address', async () => {
  const before = await readClients()
  const approvals = new Set<string>([randomUUID()])
  const seen: Record<string, string[]> = {}
  const names = Object.keys(operatorActs).filter((name) => name !== 'sign-out' && name !== 'end-own-session')
  const note = (what: string, { status, body }: TestAnswer): void => {
    const said = status === 200 ? 'done' : `${status} ${body.code}`
    seen[what] = [...new Set([...(seen[what] ?? []), said])]
    if (what === 'request-approval' && status === 200) approvals.add(body.result.approvalId)
  }
  for (const input of inputs(randomUUID())) note('request-approval', await act('request-approval', input, admin))
  for (const name of names) note(name, await act(name, inputs(randomUUID())[0], admin))
  for (const approvalId of approvals) {
    for (const decision of [
      {},
      { checkerId: other.operatorId, actor: { kind: 'operator', sessionId: other.operatorId } },
    ])
      note('decide-approval', await act('decide-approval', { approvalId, decision: 'approve', ...decision }, admin))
  }
  const direct = routes.filter(({ caller, withoutOperator }) => caller === 'backoffice' && !withoutOperator)
  const paths = ['/v1/backoffice/channel-clients', '/v1/backoffice/channel-clients/core-test/rotations']
  for (const path of [...paths, ...direct.map(({ path: known }) => known)]) {
    if (/disablements|acts/.test(path)) continue
    const to = path.replace(/:\w+Id/, person.app.enrollmentId).replace(/:\w+/, 'core-test')
    for (const input of inputs(randomUUID()).slice(0, 2))
      note(path, await channel.call('backoffice', 'POST', to, input, { operatorSession: admin.sessionId }))
  }
  console.table(seen)
  expect(approvals.size, 'requests were made').toBeGreaterThan(3)
  expect(seen['decide-approval']).not.toContain('done')
  for (const path of paths) expect(seen[path]).toEqual(['404 not_found'])
  expect(await readClients()).toEqual(before)
}, 120_000)

test('the other administrator and the auditor see on their home what one of them asked for', async () => {
  const asked = {
    act: 'channel_client:readdress',
    payload: { id: 'gateway-test', sources: ['192.0.2.1'] },
    reason: 'جای تازه',
  }
  expect((await ask(admin, asked)).status).toBe(200)
  const seenBy = async (who: TestOperator) => (await listClientChanges(web, who.ctx(Date.now()))).changes
  for (const who of [other, auditor])
    expect(await seenBy(who)).toContainEqual(
      expect.objectContaining({ act: 'channel_client:readdress', clientName: 'gateway-test', checkerName: null }),
    )
  expect(await seenBy(admin)).toEqual([])
})

test('with the other: the key is made by the command, what comes is opened by it, and calls are taken from the bound address alone', async () => {
  const run = (...args: string[]) =>
    execFileSync('node', [inProject('scripts', 'tools', 'client-key.ts'), ...args], { encoding: 'utf8' })
  const file = join(folder, 'machine.json')
  const [line = '', , thumbprint = ''] = run('make', file).split('\n')
  const id = `core-${randomUUID().slice(0, 8)}`
  const payload = { id, kind: 'core', name: 'بانکداری', publicKey: JSON.parse(line), sources: ['192.0.2.7'] }
  const { approvalId } = (await ask(admin, { act: 'channel_client:create', payload })).body.result
  const { rows } = await channel.owner.query<{ thumbprint: string }>(
    `SELECT shown ->> 'thumbprint' AS thumbprint FROM approval WHERE id = $1`,
    [approvalId],
  )
  expect(thumbprint.replace(/^thumbprint|\s/g, ''), 'what the checker compares').toBe(rows[0]?.thumbprint)
  expect((await approve(other, approvalId)).body.result.outcome).toBe('approved')

  const sealedFor = async (who: TestOperator) =>
    (await readHandovers(web, who.ctx(Date.now()))).find(({ clientId }) => clientId === id)
  const [sealed] = [await sealedFor(other), await sealedFor(admin)].map((one) => one?.jwe ?? '')
  expect(sealed).toMatch(/^[\w-]+\.\.[\w-]+\.[\w-]+\.[\w-]+$/)
  expect(await sealedFor(auditor)).toMatchObject({ isWaiting: true, jwe: null })
  run('open', file, sealed ?? '', join(folder, 'secret'))
  const signer = { keyId: id, secret: Buffer.from(readFileSync(join(folder, 'secret'), 'utf8').trim(), 'base64url') }
  const feed = async (from: string) =>
    (
      await channel.call(
        signer,
        'POST',
        '/v1/core/customer-changes',
        { changes: [] },
        {
          headers: { 'x-forwarded-for': from },
        },
      )
    ).status
  expect([await feed('192.0.2.8'), await feed('192.0.2.7'), await feed('192.0.2.8')]).toEqual([401, 200, 401])
  expect(await sealedFor(other), 'received').toMatchObject({ isWaiting: false, jwe: null })
})
