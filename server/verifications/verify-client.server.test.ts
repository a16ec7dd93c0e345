import { randomBytes } from 'node:crypto'
import { expect, test } from 'vitest'
import {
  disableChannelClient,
  setChannelClientSources,
  setChannelClientVersion,
} from '#server/channel-clients/repository.ts'
import { makeChannelClient } from '#tests/harness/make-channel-client.ts'
import { drawPan } from '#tests/harness/make-customer.ts'
import { openTestDatabase } from '#tests/harness/open-test-database.ts'
import { openTestServices } from '#tests/harness/open-test-services.ts'
import { drawKey, typeCode } from '#tests/harness/type-code.ts'

const database = await openTestDatabase()
const { services, owner } = openTestServices(database)
const nowMs = Date.now()

async function makeClient(): Promise<string> {
  const id = `gateway-${randomBytes(4).toString('hex')}`
  return (await makeChannelClient(owner, services.keys, { id, kind: 'gateway' })).keyId
}

const typeAs = (clientId: string, afterRead: () => Promise<unknown>): Promise<unknown> => {
  const key = drawKey(nowMs, { clientId, clientRevision: 1 })
  const hooks = { afterRead: async () => void (await afterRead()) }
  return typeCode(services, { pan: drawPan(), code: '1234567', nowMs, key, hooks })
}

/** Everything that a verification writes. */
async function countRows(): Promise<unknown> {
  const { rows } = await owner.query(
    `SELECT (SELECT count(*) FROM verification) AS verifications, (SELECT count(*) FROM guard) AS guards,
       (SELECT count(*) FROM request_outcome) AS outcomes`,
  )
  return rows[0]
}

test.each([
  ['disabled', (id: string) => disableChannelClient(owner, id, nowMs)],
  ['given another secret', (id: string) => setChannelClientVersion(owner, id, 2)],
  ['bound to other addresses', (id: string) => setChannelClientSources(owner, id, ['192.0.2.0/24'])],
])('a client that is %s between the reading and the writing has nothing written', async (_what, change) => {
  const [id, before] = [await makeClient(), await countRows()]
  await expect(typeAs(id, () => change(id))).rejects.toMatchObject({ code: 'unauthenticated' })
  expect(await countRows()).toEqual(before)
})

test('a client that stands as it signed is answered', async () => {
  const id = await makeClient()
  expect(await typeAs(id, async () => {})).toMatchObject({ outcome: 'rejected' })
})
