import { expect, test } from 'vitest'
import { openTestDatabase } from '#tests/harness/open-test-database.ts'
import { deployMigrations } from './deploy-migrations.ts'
import { withClient } from './prepare-database.ts'

const database = await openTestDatabase()

test('a migrated database is left as it is', async () => {
  await expect(deployMigrations(database.ownerUrl)).resolves.toBeUndefined()
})

test('a migration that was changed after it was applied is refused by name', async () => {
  await withClient(database.ownerUrl, (client) => client.query(`UPDATE _prisma_migrations SET checksum = 'other'`))
  await expect(deployMigrations(database.ownerUrl)).rejects.toThrow(/Migration \d+_\w+ was changed/)
})

test('a database where migrations cannot be applied is an error, never a silent success', async () => {
  await withClient(database.ownerUrl, (client) => client.query('DELETE FROM _prisma_migrations'))
  await expect(deployMigrations(database.ownerUrl)).rejects.toThrow(/migrate deploy/)
})
