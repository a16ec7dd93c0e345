import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Policy } from '#domain/operator/policy.ts'
import { openPool, type Pool } from '#server/database.ts'
import { type ChannelKeys, readChannelKeys } from '#server/keys.ts'
import { startEmbeddedPostgres } from '../../scripts/database/embedded-postgres.ts'
import { prepareDatabase, type RoleUrls, urlOfDatabase } from '../../scripts/database/prepare-database.ts'
import { makeKeyFiles } from '../../scripts/keys/keys.ts'
import { buildWeb, generateDatabaseClient } from '../../scripts/run/build-web.ts'
import { findFreePort } from '../../scripts/run/free-port.ts'
import { isAlive, processesInFolder, sendSignal, wasStartedWith } from '../../scripts/run/processes-in-folder.ts'
import { describeSeedEnvironment, describeServices } from '../../scripts/run/product-services.ts'
import { seedDemo } from '../../scripts/run/seed-demo.ts'
import { readLogEnd, startService } from '../../scripts/run/service.ts'
import { createSupervisor, type Supervisor } from '../../scripts/run/supervisor.ts'
import { statusOf, waitFor } from '../../scripts/run/wait-for.ts'
import { makeChannelClient } from './make-channel-client.ts'
import type { TestSigner } from './sign-test-request.ts'

export type ProcessName = 'channel' | 'channel-2' | 'worker' | 'web' | 'postgres'
export type Processes = {
  dataFolder: string
  channelUrls: string[]
  webUrl: string
  superuserUrl: string
  owner: Pool
  keys: ChannelKeys
  signers: Record<'atm' | 'gateway' | 'sms' | 'core' | 'backoffice', TestSigner>
  pidOf: (name: ProcessName) => number
  /** What the supervisor said, line by line. */
  said: string[]
  stop: () => Promise<void>
}

const folderPrefix = 'ramzban-whole-'

type Wish = {
  names: ProcessName[]
  logLevel?: string
  appOrigins?: string
  policy?: Partial<Policy>
  demoData?: boolean
  /** What one process finds in its environment beside what all have. */
  variables?: Partial<Record<ProcessName, Record<string, string>>>
}

/**
 * The real processes under the real supervisor, each with its own role and keys, on a durable PostgreSQL of their own;
 * as `npm start` runs them, with the demo's data only where asked for.
 */
export async function startProcesses(wish: Wish): Promise<Processes> {
  await generateDatabaseClient()
  const dataFolder = makeOwnFolder()
  const said: string[] = []
  let pids: Record<string, number> = {}
  const supervisor = createSupervisor({
    report: (line) => said.push(line),
    onChange: (now) => {
      pids = now
      writeFileSync(join(dataFolder, 'run.json'), JSON.stringify(now))
    },
    onGiveUp: ({ reason }) => said.push(`gave up: ${reason}`),
  })
  const stop = async (): Promise<void> => {
    await supervisor.stopAll(['web', 'channel', 'channel-2', 'worker', 'postgres'])
    rmSync(dataFolder, { recursive: true, force: true })
  }
  try {
    const started = await startAll(supervisor, dataFolder, wish)
    const stopAll = (): Promise<void> => started.owner.end().then(stop)
    return { ...started, dataFolder, said, pidOf: (name) => pids[name] ?? 0, stop: stopAll }
  } catch (error) {
    await stop()
    throw error
  }
}

type Started = Omit<Processes, 'dataFolder' | 'said' | 'pidOf' | 'stop'>

async function startAll(supervisor: Supervisor, dataFolder: string, wish: Wish): Promise<Started> {
  const { names, logLevel = 'info', appOrigins = '', policy, demoData = false, variables = {} } = wish
  const { urls, superuserUrl } = await startDatabase(supervisor, dataFolder)
  const keyFiles = makeKeyFiles(dataFolder)
  const [webPort, ...channelPorts] = [await findFreePort(), await findFreePort(), await findFreePort()]
  const settings = { webPort, postgresPort: undefined, dataFolder, administratorUrl: undefined, demo: true, logLevel }
  const partsOn = (channelPort: number) => ({ settings: { ...settings, channelPort, appOrigins }, urls, keyFiles })
  const [first, second] = channelPorts.map((port) => describeServices(partsOn(port)))
  const services = { ...first, 'channel-2': second && { ...second.channel, name: 'channel-2' } }
  const logFolder = join(dataFolder, 'logs')
  if (demoData) await seedDemo({ environment: describeSeedEnvironment(partsOn(0)), logFolder })
  const owner = openPool({ connectionString: urls.owner, max: 4, applicationName: 'whole-test' })
  if (policy) await owner.query('INSERT INTO policy (overrides, updated_at) VALUES ($1, now())', [policy])
  if (names.includes('web')) await buildWeb(join(logFolder, 'build.log'))
  for (const name of names) {
    const service = name === 'postgres' ? undefined : services[name]
    if (!service) continue
    const environment = { ...service.environment, ...variables[name] }
    await supervisor.run({ name, start: () => startService({ ...service, environment }) })
  }
  const channels = names.filter((name) => name.startsWith('channel'))
  const channelUrls = channelPorts.slice(0, channels.length).map((port) => `http://127.0.0.1:${port}`)
  const webUrl = `http://127.0.0.1:${webPort}`
  for (const url of channelUrls) await untilAnswers(`${url}/readyz`, join(logFolder, 'channel.log'))
  if (names.includes('web')) await untilAnswers(`${webUrl}/login`, join(logFolder, 'web.log'))
  const keys = readChannelKeys(keyFiles.channel)
  return { channelUrls, webUrl, superuserUrl, owner, keys, signers: await makeSigners(owner, keys, keyFiles.web) }
}

/** A folder under the system's temporary one; what runs that were killed have left is ended and cleared away. */
export function makeOwnFolder(): string {
  for (const name of readdirSync(tmpdir()).filter((entry) => entry.startsWith(folderPrefix))) {
    const folder = join(tmpdir(), name)
    const starter = Number(name.slice(folderPrefix.length).split('-')[0])
    if (!Number.isInteger(starter) || isAlive(starter)) continue
    const left = Object.values(readPids(folder)).filter((pid) =>
      wasStartedWith({ pid, variable: `DATA_DIR=${folder}` }),
    )
    for (const pid of [...left, ...processesInFolder(join(folder, 'postgres'))]) sendSignal(pid, 'SIGKILL')
    rmSync(folder, { recursive: true, force: true })
  }
  return mkdtempSync(join(tmpdir(), `${folderPrefix}${process.pid}-`))
}

function readPids(folder: string): Record<string, number> {
  const file = join(folder, 'run.json')
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : {}
}

async function startDatabase(
  supervisor: Supervisor,
  dataFolder: string,
): Promise<{ urls: RoleUrls; superuserUrl: string }> {
  const port = await findFreePort()
  let administratorUrl = ''
  await supervisor.run({
    name: 'postgres',
    start: async () => {
      const server = await startEmbeddedPostgres({ dataFolder, port })
      administratorUrl = server.superuserUrl
      return server
    },
  })
  const urls = await prepareDatabase({ administratorUrl, databaseName: 'ramzban', dataFolder })
  return { urls, superuserUrl: urlOfDatabase(administratorUrl, 'ramzban') }
}

async function makeSigners(owner: Pool, keys: ChannelKeys, webKeysFile: string): Promise<Processes['signers']> {
  const made = {} as Processes['signers']
  for (const kind of ['atm', 'gateway', 'sms', 'core'] as const) {
    made[kind] = await makeChannelClient(owner, keys, { id: `${kind}-whole`, kind })
  }
  const { backofficeClientId, backofficeClientSecret } = JSON.parse(readFileSync(webKeysFile, 'utf8'))
  made.backoffice = { keyId: backofficeClientId, secret: Buffer.from(backofficeClientSecret, 'base64url') }
  return made
}

async function untilAnswers(url: string, log: string): Promise<void> {
  const check = async (): Promise<boolean> => (await statusOf(url)) === 200
  const detail = (): string => `The end of its log:\n${readLogEnd(log)}`
  await waitFor({ what: `${url} did not answer 200`, check, limitMs: 60_000, detail })
}
