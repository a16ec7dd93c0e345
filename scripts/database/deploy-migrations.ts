import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import pg from 'pg'
import { inProject } from '../project-root.ts'
import { runPrisma } from './prisma-command.ts'

/** Applies what is missing of prisma/migrations, and fails unless afterwards every one is recorded as applied. */
export async function deployMigrations(ownerUrl: string): Promise<void> {
  if ((await listMissing(ownerUrl)).length === 0) return
  const output = await runPrisma({ args: ['migrate', 'deploy'], databaseUrl: ownerUrl })
  const missing = await listMissing(ownerUrl)
  if (missing.length > 0) throw new Error(`prisma migrate deploy left ${missing.join(', ')} unapplied:\n${output}`)
}

async function listMissing(ownerUrl: string): Promise<string[]> {
  const wanted = readMigrations()
  const client = new pg.Client({ connectionString: ownerUrl })
  await client.connect()
  try {
    const { rows: tables } = await client.query(`SELECT to_regclass('_prisma_migrations') IS NOT NULL AS exists`)
    if (!tables[0].exists) return wanted.map(({ name }) => name)
    const { rows } = await client.query<{ name: string; checksum: string }>(
      `SELECT migration_name AS name, checksum FROM _prisma_migrations
        WHERE finished_at IS NOT NULL AND rolled_back_at IS NULL`,
    )
    const applied = new Map(rows.map((row) => [row.name, row.checksum]))
    for (const { name, checksum } of wanted) {
      if (applied.has(name) && applied.get(name) !== checksum) {
        throw new Error(
          `Migration ${name} was changed after this database applied it. Restore the file, or start with an empty DATA_DIR.`,
        )
      }
    }
    return wanted.flatMap(({ name }) => (applied.has(name) ? [] : [name]))
  } finally {
    await client.end()
  }
}

function readMigrations(): { name: string; checksum: string }[] {
  const folder = inProject('prisma', 'migrations')
  const names = existsSync(folder) ? readdirSync(folder).sort() : []
  const migrations = names.flatMap((name) => {
    const file = join(folder, name, 'migration.sql')
    return existsSync(file) ? [{ name, checksum: createHash('sha256').update(readFileSync(file)).digest('hex') }] : []
  })
  if (migrations.length === 0) throw new Error(`No migrations in ${folder}.`)
  return migrations
}
