import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { startEmbeddedPostgres } from '../database/embedded-postgres.ts'
import { prepareDatabase, urlOfDatabase, withClient } from '../database/prepare-database.ts'
import { makeKeyFiles } from '../keys/keys.ts'
import { claimDataFolder } from '../run/claim-data-folder.ts'
import { runTool } from '../tools/open-running-system.ts'
import { fillDatabase } from './fill-database.ts'

const DATABASE = 'ramzban'
/** While nothing is lost by a crash but the time of a new start: no log beyond the least, no checkpoints, no vacuum. */
const whileLoading = { wal_level: 'minimal', max_wal_senders: '0', autovacuum: 'off', checkpoint_timeout: '1h' }

/**
 * A database to measure on: DATA_DIR=/tmp/million npm run seed-million [-- --customers N --verifications N]. A million
 * customers and ten million verifications of the last twelve months by default; `npm start` runs on it afterwards.
 */
await runTool(async () => {
  const { values } = parseArgs({
    options: {
      customers: { type: 'string', default: '1000000' },
      verifications: { type: 'string', default: '10000000' },
      'audit-events': { type: 'string', default: '1000000' },
    },
  })
  if (!process.env.DATA_DIR)
    throw new Error('Name the folder of the new database: DATA_DIR=/tmp/million npm run seed-million')
  const dataFolder = resolve(process.env.DATA_DIR)
  if (existsSync(join(dataFolder, 'postgres')))
    throw new Error(`${dataFolder} holds a database already: name an empty folder`)
  const size = {
    customers: wholeOf(values.customers),
    verifications: wholeOf(values.verifications),
    auditEvents: wholeOf(values['audit-events']),
  }
  const release = claimDataFolder(dataFolder)
  const startedAtMs = Date.now()
  const report = (line: string): void => void process.stdout.write(`${secondsSince(startedAtMs)} s  ${line}\n`)
  try {
    await prepareEmpty(dataFolder)
    report('an empty database, migrated')
    await onServer(dataFolder, async (administratorUrl) => {
      const superuserUrl = urlOfDatabase(administratorUrl, DATABASE)
      const keysFile = makeKeyFiles(dataFolder).channel
      await fillDatabase({
        superuserUrl,
        keysFile,
        dataFolder,
        size,
        nowMs: startedAtMs - (startedAtMs % 60_000),
        report,
      })
      await withClient(administratorUrl, (client) => client.query('ALTER SYSTEM RESET ALL'))
    })
    // The server itself wrote nothing through to the disk.
    spawnSync('sync')
    report('on disk')
  } finally {
    release()
  }
})

async function prepareEmpty(dataFolder: string): Promise<void> {
  await onServer(dataFolder, async (administratorUrl) => {
    await prepareDatabase({ administratorUrl, databaseName: DATABASE, dataFolder })
    await withClient(administratorUrl, async (client) => {
      for (const [name, value] of Object.entries(whileLoading))
        await client.query(`ALTER SYSTEM SET ${name} = '${value}'`)
    })
  })
}

async function onServer(dataFolder: string, work: (administratorUrl: string) => Promise<void>): Promise<void> {
  const server = await startEmbeddedPostgres({ dataFolder, durable: false })
  try {
    await work(server.superuserUrl)
  } finally {
    await server.stop()
  }
}

function wholeOf(text: string): number {
  const number = Number(text)
  if (!Number.isInteger(number) || number < 100) throw new Error(`${text} is no whole number of 100 or more`)
  return number
}

function secondsSince(startedAtMs: number): string {
  return ((Date.now() - startedAtMs) / 1000).toFixed(1).padStart(6)
}
