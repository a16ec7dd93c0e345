import { randomBytes } from 'node:crypto'
import { join } from 'node:path'
import pg from 'pg'
import { afterAll, inject } from 'vitest'
import {
  readRolePasswords,
  restrictDatabase,
  urlOfDatabase,
  urlsOfRoles,
  withClient,
} from '../../scripts/database/prepare-database.ts'
import { type KeyFiles, makeKeyFiles } from '../../scripts/keys/keys.ts'

export type TestDatabase = {
  superuserUrl: string
  ownerUrl: string
  webUrl: string
  channelUrl: string
  workerUrl: string
  keyFiles: KeyFiles
  close: () => Promise<void>
}

/**
 * A migrated, empty database of the test file's own. Call it at the top of the file
 * (`const database = await openTestDatabase()`): it is dropped after the file's last test.
 */
export async function openTestDatabase(): Promise<TestDatabase> {
  const { superuserUrl, templateName, dataFolder } = inject('testDatabase')
  const databaseName = `ramzban_test_${randomBytes(6).toString('hex')}`
  await withClient(superuserUrl, async (client) => {
    await copyTemplate({ client, databaseName, templateName })
    await restrictDatabase({ client, databaseName })
  })
  const urls = urlsOfRoles({ administratorUrl: superuserUrl, databaseName, passwords: readRolePasswords(dataFolder) })
  const close = (): Promise<void> =>
    withClient(superuserUrl, async (client) => {
      await client.query(`DROP DATABASE IF EXISTS ${databaseName} WITH (FORCE)`)
    })
  afterAll(close)
  return {
    superuserUrl: urlOfDatabase(superuserUrl, databaseName),
    ownerUrl: urls.owner,
    webUrl: withoutDefaults(urls.web),
    channelUrl: urls.channel,
    workerUrl: urls.worker,
    keyFiles: makeKeyFiles(join(dataFolder, databaseName)),
    close,
  }
}

type Copy = { client: pg.Client; databaseName: string; templateName: string }

async function copyTemplate({ client, databaseName, templateName }: Copy): Promise<void> {
  // Two copies at once of one template may refuse each other.
  await client.query('SELECT pg_advisory_lock(1)')
  await client.query(
    `CREATE DATABASE ${databaseName} TEMPLATE ${pg.escapeIdentifier(templateName)} OWNER ramzban_owner`,
  )
  await client.query('SELECT pg_advisory_unlock(1)')
}

/** As whoever takes the web process over connects: its role reads only by default, which any session may turn off. */
function withoutDefaults(url: string): string {
  const address = new URL(url)
  address.searchParams.set('options', '-c default_transaction_read_only=off')
  return address.href
}
