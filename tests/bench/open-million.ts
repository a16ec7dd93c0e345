import { spawnSync } from 'node:child_process'
import { closeSync, existsSync, openSync, readdirSync, readFileSync, readSync } from 'node:fs'
import { join, resolve } from 'node:path'
import pg from 'pg'
import pino from 'pino'
import { openDeskPool, openPool, type Pool } from '#server/database.ts'
import { readChannelKeys } from '#server/keys.ts'
import { watchPolicy } from '#server/policy/watch-policy.ts'
import type { ChannelServices, DeskServices } from '#server/services.ts'
import { startEmbeddedPostgres } from '../../scripts/database/embedded-postgres.ts'
import { prepareDatabase, type RoleUrls, urlOfDatabase, withClient } from '../../scripts/database/prepare-database.ts'
import { makeKeyFiles } from '../../scripts/keys/keys.ts'
import { inProject } from '../../scripts/project-root.ts'

export type Million = {
  dataFolder: string
  urls: RoleUrls
  superuser: Pool
  owner: Pool
  web: DeskServices
  /** What operators' acts are done by, with room for many more look-ups than a clerk has in an hour. */
  desk: DeskServices
  channel: ChannelServices
  /** The instant that all seeded history leads up to. */
  nowMs: number
  close: () => Promise<void>
}

/** The seeded database in `DATA_DIR`, which is made there when there is none, with the migrations that came since. */
export async function openMillion(): Promise<Million> {
  const dataFolder = resolve(process.env.DATA_DIR || '/tmp/million')
  if (!existsSync(join(dataFolder, 'postgres'))) seed(dataFolder)
  const server = (await findRunning(dataFolder)) ?? (await startEmbeddedPostgres({ dataFolder }))
  const urls = await prepareDatabase({ administratorUrl: server.superuserUrl, databaseName: 'ramzban', dataFolder })
  const open = (connectionString: string, max: number): Pool =>
    openPool({ connectionString, max, applicationName: 'bench-desk' })
  // One connection that stays: the samples that are drawn live as long as it does.
  const superuser = new pg.Pool({
    connectionString: urlOfDatabase(server.superuserUrl, 'ramzban'),
    max: 1,
    idleTimeoutMillis: 0,
  })
  const owner = open(urls.owner, 2)
  const [webPool, channelPool] = [open(urls.web, 10), open(urls.channel, 10)]
  const deskPool = openDeskPool({ connectionString: urls.channel, applicationName: 'bench-desk' })
  const { policy, stop } = await watchPolicy(webPool)
  const { rows } = await owner.query(`SELECT value FROM installation WHERE key = 'demo_seeded_at'`)
  return {
    dataFolder,
    urls,
    superuser,
    owner,
    web: { pool: webPool, policy },
    desk: { pool: deskPool, policy: () => ({ ...policy(), branchLookUpsPerHourMax: 10_000 }) },
    channel: {
      pool: channelPool,
      policy,
      keys: readChannelKeys(makeKeyFiles(dataFolder).channel),
      log: pino({ level: 'silent' }),
      institution: { name: '', supportPhone: '' },
      demo: true,
    },
    nowMs: Date.parse(rows[0].value),
    close: async () => {
      stop()
      await Promise.all([superuser, owner, webPool, channelPool, deskPool].map((pool) => pool.end()))
      await server.stop()
    },
  }
}

/**
 * Reads the database's files once, which leaves them in the system's memory as a server has them that was up for a day;
 * else the searches measure the disk.
 */
export function warmFiles({ dataFolder }: Million): void {
  const buffer = Buffer.alloc(8 * 2 ** 20)
  const folder = join(dataFolder, 'postgres', 'base')
  const tables = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((path) =>
    /\/\d+(\.\d+)?$/.test(path),
  )
  for (const path of tables) {
    const file = openSync(join(folder, path), 'r')
    while (readSync(file, buffer) > 0);
    closeSync(file)
  }
}

/** A server that is up on the folder already, which is left running. */
async function findRunning(dataFolder: string): Promise<{ superuserUrl: string; stop: () => Promise<void> } | null> {
  const claim = join(dataFolder, 'postgres', 'postmaster.pid')
  if (!existsSync(claim)) return null
  const port = readFileSync(claim, 'utf8').split('\n')[3]
  const password = readFileSync(join(dataFolder, 'secrets', 'postgres-superuser'), 'utf8').trim()
  const superuserUrl = `postgresql://postgres:${password}@127.0.0.1:${port}/postgres`
  const answers = await withClient(superuserUrl, (client) => client.query('SELECT 1')).catch(() => null)
  return answers && { superuserUrl, stop: async () => {} }
}

function seed(dataFolder: string): void {
  const { status } = spawnSync(process.execPath, [inProject('scripts', 'seed-million', 'seed-million.ts')], {
    env: { ...process.env, DATA_DIR: dataFolder },
    stdio: 'inherit',
  })
  if (status !== 0) throw new Error('the seeding of a million customers failed')
}
