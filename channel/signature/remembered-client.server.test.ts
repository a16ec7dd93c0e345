import { randomBytes, randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import { disableChannelClient, setChannelClientSources } from '#server/channel-clients/repository.ts'
import { makeChannelClient, rotateChannelClient } from '#tests/harness/make-channel-client.ts'
import { drawPan } from '#tests/harness/make-customer.ts'
import { openTestDatabase } from '#tests/harness/open-test-database.ts'
import { startTestChannel, type TestAnswer } from '#tests/harness/test-channel.ts'

const database = await openTestDatabase()
const channel = startTestChannel(database)
const path = '/v1/gateway/verifications'

type Signer = { keyId: string; secret: Buffer }

async function makeGateway(): Promise<Signer> {
  const id = `gateway-${randomBytes(4).toString('hex')}`
  return await makeChannelClient(channel.owner, channel.services.keys, { id, kind: 'gateway' })
}

const payment = () => ({
  requestId: randomUUID(),
  pan: drawPan().reveal(),
  pinKind: 'second',
  code: '123456',
  processType: 'purchase',
  amount: 1_000,
  payee: { merchantId: 'M-1', terminalId: 'T-1' },
})
const verify = (signer: Signer, body: Record<string, unknown> = payment()): Promise<TestAnswer> =>
  channel.call(signer, 'POST', path, body)

/** Everything that a verification writes. */
async function countRows(): Promise<unknown> {
  const { rows } = await channel.services.pool.query(
    `SELECT (SELECT count(*) FROM verification) AS verifications, (SELECT count(*) FROM guard) AS guards,
       (SELECT count(*) FROM request_outcome) AS outcomes`,
  )
  return rows[0]
}

test.each(['another', 'a repeated'])(
  'a client that was disabled is refused at its next verification, %s one, and nothing is written',
  async (which) => {
    const gateway = await makeGateway()
    const first = payment()
    expect((await verify(gateway, first)).status).toBe(200)
    const before = await countRows()
    await disableChannelClient(channel.services.pool, gateway.keyId, Date.now())
    const refused = await verify(gateway, which === 'another' ? payment() : first)
    expect(refused.status).toBe(401)
    expect(refused.text).toBe((await verify({ keyId: 'nobody', secret: randomBytes(32) })).text)
    expect(await countRows()).toEqual(before)
  },
)

test('whatever else is wrong with its request, a client that was disabled learns nothing but that it is none', async () => {
  const gateway = await makeGateway()
  expect((await verify(gateway)).status).toBe(200)
  await disableChannelClient(channel.services.pool, gateway.keyId, Date.now())
  expect((await verify(gateway, { requestId: 'r' })).status).toBe(401)
  expect((await channel.call(gateway, 'POST', '/v1/atm/verifications', { requestId: 'r' })).status).toBe(401)
})

test('a request that is wrong is told so to a client that is in use', async () => {
  const gateway = await makeGateway()
  expect((await verify(gateway)).status).toBe(200)
  expect((await verify(gateway, { requestId: 'r' })).body).toMatchObject({ code: 'validation_failed', requestId: 'r' })
  const atm = await channel.call(gateway, 'POST', '/v1/atm/verifications', { requestId: 'r' })
  expect(atm.body.code).toBe('wrong_client_kind')
})

test('a new secret is good from its commit on, and the one before is not', async () => {
  const former = await makeGateway()
  expect((await verify(former)).status).toBe(200)
  const present = await rotateChannelClient(channel.owner, channel.services.keys, { id: former.keyId, version: 2 })
  const before = await countRows()
  expect((await verify(former)).status).toBe(401)
  expect(await countRows()).toEqual(before)
  expect((await verify(present)).status).toBe(200)
  expect((await verify(former)).status).toBe(401)
})

test('a client that calls from where it may no longer is refused at its next verification, and nothing is written', async () => {
  const gateway = await makeGateway()
  expect((await verify(gateway)).status).toBe(200)
  await setChannelClientSources(channel.owner, gateway.keyId, ['192.0.2.0/24'])
  const before = await countRows()
  expect((await verify(gateway)).status).toBe(401)
  expect(await countRows()).toEqual(before)
})

test('a client whose addresses changed and still hold its own is answered at its next verification', async () => {
  const gateway = await makeGateway()
  expect((await verify(gateway)).status).toBe(200)
  await setChannelClientSources(channel.owner, gateway.keyId, ['127.0.0.0/16', '::1/128'])
  const first = payment()
  const answered = await verify(gateway, first)
  expect([answered.status, answered.body.outcome]).toEqual([200, 'rejected'])
  expect((await verify(gateway, first)).text).toBe(answered.text)
  expect((await verify(gateway, { requestId: 'r' })).body.code).toBe('validation_failed')
})
