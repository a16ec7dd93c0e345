import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join, resolve } from 'node:path'
import pino from 'pino'
import { openPool, type Pool } from '#server/database.ts'
import { readChannelKeys } from '#server/keys.ts'
import { watchPolicy } from '#server/policy/watch-policy.ts'
import type { ChannelServices, WebServices } from '#server/services.ts'
import { startEmbeddedPostgres } from '../../scripts/embedded-postgres.ts'
import { makeKeyFiles } from '../../scripts/keys.ts'
import { prepareDatabase, type RoleUrls, urlOfDatabase } from '../../scripts/prepare-database.ts'
import { inProject } from '../../scripts/project-root.ts'

export type Million = {
  dataFolder: string
  urls: RoleUrls
  superuser: Pool
  owner: Pool
  web: Pick<WebServices, 'pool' | 'policy'>
  channel: ChannelServices
  /** The instant that all seeded history leads up to. */
  nowMs: number
  close: () => Promise<void>
}

/** The seeded database in `DATA_DIR`, which is made there when there is none, with the migrations that came since. */
export async function openMillion(): Promise<Million> {
  const dataFolder = resolve(process.env.DATA_DIR || '/tmp/million')
  if (!existsSync(join(dataFolder, 'postgres'))) seed(dataFolder)
  const server = await startEmbeddedPostgres({ dataFolder })
  const urls = await prepareDatabase({ administratorUrl: server.superuserUrl, databaseName: 'ramzban', dataFolder })
  const open = (connectionString: string, max: number): Pool =>
    openPool({ connectionString, max, applicationName: 'bench-desk' })
  const [superuser, owner] = [open(urlOfDatabase(server.superuserUrl, 'ramzban'), 1), open(urls.owner, 2)]
  const [webPool, channelPool] = [open(urls.web, 10), open(urls.channel, 10)]
  const { policy, stop } = await watchPolicy(webPool)
  const { rows } = await owner.query(`SELECT value FROM installation WHERE key = 'demo_seeded_at'`)
  return {
    dataFolder,
    urls,
    superuser,
    owner,
    web: { pool: webPool, policy },
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
      await Promise.all([superuser, owner, webPool, channelPool].map((pool) => pool.end()))
      await server.stop()
    },
  }
}

function seed(dataFolder: string): void {
  const { status } = spawnSync(process.execPath, [inProject('scripts', 'seed-million.ts')], {
    env: { ...process.env, DATA_DIR: dataFolder },
    stdio: 'inherit',
  })
  if (status !== 0) throw new Error('the seeding of a million customers failed')
}
