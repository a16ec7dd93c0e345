import { randomBytes } from 'node:crypto'
import { expect, test } from 'vitest'
import { findSigningClient, recallSigningClient } from '#server/channel-clients/find-signing-client.ts'
import { disableChannelClient } from '#server/channel-clients/repository.ts'
import { makeChannelClient } from '#tests/harness/make-channel-client.ts'
import { openTestDatabase } from '#tests/harness/open-test-database.ts'
import { openTestServices } from '#tests/harness/open-test-services.ts'

const database = await openTestDatabase()
const { services, owner } = openTestServices(database)
const nowMs = Date.now()

async function makeClient(): Promise<string> {
  const id = `gateway-${randomBytes(4).toString('hex')}`
  return (await makeChannelClient(owner, services.keys, { id, kind: 'gateway' })).keyId
}

test('a client is remembered for a minute from its reading and no millisecond longer', async () => {
  const keyId = await makeClient()
  expect(recallSigningClient(services, { keyId, nowMs })).toBeNull()
  const client = await findSigningClient(services, { keyId, nowMs })
  expect(recallSigningClient(services, { keyId, nowMs: nowMs + 59_999 })).toEqual(client)
  expect(recallSigningClient(services, { keyId, nowMs: nowMs + 60_000 })).toBeNull()
  expect(recallSigningClient(services, { keyId, nowMs })).toBeNull()
})

test('remembering does not renew itself, and a clock that runs backwards does not prolong it', async () => {
  const keyId = await makeClient()
  await findSigningClient(services, { keyId, nowMs })
  for (const ageMs of [0, 20_000, 40_000]) {
    expect(recallSigningClient(services, { keyId, nowMs: nowMs + ageMs })?.id).toBe(keyId)
  }
  expect(recallSigningClient(services, { keyId, nowMs: nowMs - 1 })).toBeNull()
})

test('a client that is found disabled is forgotten', async () => {
  const keyId = await makeClient()
  await findSigningClient(services, { keyId, nowMs })
  await disableChannelClient(services.pool, keyId, nowMs)
  expect(await findSigningClient(services, { keyId, nowMs })).toBeNull()
  expect(recallSigningClient(services, { keyId, nowMs })).toBeNull()
})
