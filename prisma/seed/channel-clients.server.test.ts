import { expect, test } from 'vitest'
import { anywhere, thisMachine } from '#domain/channel-client/client-sources.ts'
import { setChannelClientSources } from '#server/channel-clients/repository.ts'
import { makeChannelClient } from '#tests/harness/make-channel-client.ts'
import { openTestDatabase } from '#tests/harness/open-test-database.ts'
import { openTestServices } from '#tests/harness/open-test-services.ts'
import { bindDemoClients } from './channel-clients.ts'

const database = await openTestDatabase()
const { services, owner } = openTestServices(database)

test('the demo’s clients call from this machine, behind a trusted proxy from anywhere, and as two administrators said', async () => {
  const sourcesOf = async (id: string) =>
    (await owner.query('SELECT sources::text[] AS sources FROM channel_client WHERE id = $1', [id])).rows[0]?.sources
  await makeChannelClient(owner, services.keys, { id: 'core-demo', kind: 'core', sources: anywhere })
  await makeChannelClient(owner, services.keys, { id: 'core-of-a-bank', kind: 'core', sources: anywhere })
  await bindDemoClients(owner, {} as NodeJS.ProcessEnv)
  expect(await sourcesOf('core-demo')).toEqual(thisMachine)
  expect(await sourcesOf('core-of-a-bank')).toEqual(anywhere)
  await bindDemoClients(owner, { TRUSTED_PROXIES: '127.0.0.1' } as unknown as NodeJS.ProcessEnv)
  expect(await sourcesOf('core-demo')).toEqual(anywhere)
  await setChannelClientSources(owner, 'core-demo', ['192.0.2.0/24'])
  await bindDemoClients(owner, {} as NodeJS.ProcessEnv)
  expect(await sourcesOf('core-demo')).toEqual(['192.0.2.0/24'])
})
