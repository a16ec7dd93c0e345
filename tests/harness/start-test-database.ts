import { createHash } from 'node:crypto'
import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TestProject } from 'vitest/node'
import { startEmbeddedPostgres } from '../../scripts/database/embedded-postgres.ts'
import { prepareDatabase } from '../../scripts/database/prepare-database.ts'
import { generateDatabaseClient } from '../../scripts/run/build-web.ts'
import { isAlive, processesInFolder, sendSignal } from '../../scripts/run/processes-in-folder.ts'

declare module 'vitest' {
  export interface ProvidedContext {
    testDatabase: { superuserUrl: string; templateName: string; dataFolder: string }
  }
}

const templateName = 'ramzban_template'
const folderPrefix = 'ramzban-test-'

/** One PostgreSQL for the whole run, with one migrated database that each test file gets a copy of. */
export default async function startTestDatabase(project: TestProject): Promise<() => Promise<void>> {
  const ready = process.env.TEST_DATABASE_SUPERUSER_URL
  await generateDatabaseClient()
  const dataFolder = ready ? folderFor(ready) : makeOwnFolder()
  const server = ready ? undefined : await startEmbeddedPostgres({ dataFolder, durable: false })
  const stop = async (): Promise<void> => {
    await server?.stop()
    if (server) rmSync(dataFolder, { recursive: true, force: true })
  }
  try {
    const superuserUrl = ready ?? server?.superuserUrl ?? ''
    await prepareDatabase({ administratorUrl: superuserUrl, databaseName: templateName, dataFolder })
    project.provide('testDatabase', { superuserUrl, templateName, dataFolder })
    return stop
  } catch (error) {
    await stop()
    throw error
  }
}

/** A folder under the system's temporary one; those of runs that were killed are cleared away, with their servers. */
function makeOwnFolder(): string {
  for (const name of readdirSync(tmpdir()).filter((entry) => entry.startsWith(folderPrefix))) {
    const folder = join(tmpdir(), name)
    const owner = Number(name.slice(folderPrefix.length).split('-')[0])
    if (!Number.isInteger(owner) || isAlive(owner)) continue
    for (const pid of processesInFolder(join(folder, 'postgres'))) sendSignal(pid, 'SIGKILL')
    rmSync(folder, { recursive: true, force: true })
  }
  return mkdtempSync(join(tmpdir(), `${folderPrefix}${process.pid}-`))
}

function folderFor(superuserUrl: string): string {
  const name = createHash('sha256').update(superuserUrl).digest('hex').slice(0, 12)
  return join(tmpdir(), `ramzban-secrets-${name}`)
}
