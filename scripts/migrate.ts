import { deployMigrations } from './database/deploy-migrations.ts'
import { runTool } from './tools/open-running-system.ts'

/** Applies the migrations that the database lacks, as its owner: `DATABASE_URL` is ramzban_owner's. */
await runTool(async () => {
  const { DATABASE_URL } = process.env
  if (!DATABASE_URL) throw new Error('DATABASE_URL is not set: give the address of ramzban_owner (docs/operations).')
  await deployMigrations(DATABASE_URL)
  process.stdout.write('The database has every migration.\n')
})
