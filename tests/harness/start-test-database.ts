import { createHash } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TestProject } from 'vitest/node'
import { startEmbeddedPostgres } from '../../scripts/embedded-postgres.ts'
import { prepareDatabase } from '../../scripts/prepare-database.ts'

declare module 'vitest' {
  export interface ProvidedContext {
    testDatabase: { superuserUrl: string; templateName: string; dataFolder: string }
  }
}

const templateName = 'ramzban_template'

/** One PostgreSQL for the whole run, with one migrated database that each test file gets a copy of. */
export default async function startTestDatabase(project: TestProject): Promise<() => Promise<void>> {
  const ready = process.env.TEST_DATABASE_SUPERUSER_URL
  const dataFolder = ready ? folderFor(ready) : mkdtempSync(join(tmpdir(), 'ramzban-test-'))
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

function folderFor(superuserUrl: string): string {
  const name = createHash('sha256').update(superuserUrl).digest('hex').slice(0, 12)
  return join(tmpdir(), `ramzban-test-secrets-${name}`)
}
