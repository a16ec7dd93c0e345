import { join } from 'node:path'
import { startEmbeddedPostgres } from '../database/embedded-postgres.ts'
import { serverIds } from '../database/postgres-binaries.ts'
import { databaseNameOf, prepareDatabase, type RoleUrls } from '../database/prepare-database.ts'
import { keepKeys } from '../keys/keep-keys.ts'
import { writeSecretFile } from '../keys/secret-file.ts'
import { describeSharing, type ProcessUsers, planProcessUsers } from '../users/process-users.ts'
import { makeOutbox, settleDataFolder } from '../users/settle-data-folder.ts'
import { buildWeb, generateDatabaseClient } from './build-web.ts'
import { claimDataFolder, endOrphans } from './claim-data-folder.ts'
import { ensurePortIsFree, findFreePort } from './free-port.ts'
import { probeHttp, probePostgres } from './health-probes.ts'
import { endOneOffs } from './one-off.ts'
import { describeSeedEnvironment, describeServices } from './product-services.ts'
import { seedDemo } from './seed-demo.ts'
import { type Running, readLogEnd, type Service, startService } from './service.ts'
import { readSettings, type Settings } from './settings.ts'
import { createSupervisor } from './supervisor.ts'
import { statusOf, waitFor } from './wait-for.ts'

const stopOrder = ['web', 'channel', 'worker', 'postgres']
let releaseDataFolder: () => void = () => undefined
let stopped: Promise<void> | undefined

const supervisor = createSupervisor({
  report: (line) => process.stderr.write(`${new Date().toISOString()} ${line}\n`),
  onChange: notePids,
  onGiveUp: ({ name, reason }) => void stop({ exitCode: 1, reason: `${reason}\n${describeLogEnd(name)}` }),
})

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => void stop({ exitCode: 0 }))
process.on('disconnect', () => void stop({ exitCode: 0 }))
process.on('uncaughtException', (error) => void stop({ exitCode: 1, reason: error.stack ?? error.message }))

// Words that reach nobody, as on a full disk, end nothing.
for (const stream of [process.stdout, process.stderr]) stream.on('error', () => undefined)

const settings = settingsOrExit()
try {
  await start(settings)
} catch (error) {
  await stop({ exitCode: 1, reason: (error as Error).message })
}

async function start({ dataFolder, webPort, channelPort, demo }: Settings): Promise<void> {
  // What is made here is run by other users; what they may not read is made with a mode of its own.
  process.umask(0o022)
  releaseDataFolder = claimDataFolder(dataFolder)
  const users = planUsers()
  await endOrphans(dataFolder)
  await ensurePortIsFree({ port: webPort, variable: 'WEB_PORT' })
  await ensurePortIsFree({ port: channelPort, variable: 'CHANNEL_PORT' })
  const logFolder = join(dataFolder, 'logs')
  settleDataFolder({ dataFolder, users })
  await generateDatabaseClient()
  // The database is prepared while the web builds; whichever fails is the error shown.
  const [urls] = await Promise.all([startDatabase(), buildWeb(join(logFolder, 'build.log'))])
  if (stopped) return
  const keyFiles = await keepKeys({ dataFolder, ownerUrl: urls.owner, users })
  writeSecretFile(join(dataFolder, 'secrets', 'urls.json'), JSON.stringify(urls, null, 2))
  const services = describeServices({ settings, urls, keyFiles, users })
  if (demo) await seedDemo({ environment: describeSeedEnvironment({ settings, urls, keyFiles }), logFolder })
  if (demo) makeOutbox(dataFolder)
  settleDataFolder({ dataFolder, users })
  if (stopped) return
  await startServices(services)
  if (stopped) return
  process.stdout.write(`ready web=http://127.0.0.1:${webPort} channel=http://127.0.0.1:${channelPort}\n`)
}

function planUsers(): ProcessUsers {
  const users = planProcessUsers(settings)
  if (users.whyShared) process.stderr.write(`${describeSharing(users.whyShared)}\n`)
  return users
}

async function startDatabase(): Promise<RoleUrls> {
  const { dataFolder, administratorUrl, postgresPort, uidBase } = settings
  if (administratorUrl) {
    return prepareDatabase({ administratorUrl, databaseName: databaseNameOf(administratorUrl), dataFolder })
  }
  const port = postgresPort ?? (await findFreePort())
  let superuserUrl = ''
  await supervisor.run({
    name: 'postgres',
    // Longer: after a checkpoint or on a busy machine it is slow to take a connection, and dear to start again.
    health: { probe: probePostgres(port), silenceMaxMs: 10_000 },
    start: async () => {
      const server = await startEmbeddedPostgres({ dataFolder, port, ids: serverIds(uidBase) })
      superuserUrl = server.superuserUrl
      return server
    },
  })
  return prepareDatabase({ administratorUrl: superuserUrl, databaseName: 'ramzban', dataFolder })
}

async function startServices(services: Record<'web' | 'channel' | 'worker', Service>): Promise<void> {
  const { webPort, channelPort } = settings
  const workerPort = await findFreePort()
  services.worker.environment.WORKER_HEALTH_PORT = String(workerPort)
  const health = {
    channel: `http://127.0.0.1:${channelPort}/healthz`,
    worker: `http://127.0.0.1:${workerPort}/healthz`,
    web: `http://127.0.0.1:${webPort}/api/healthz`,
  }
  for (const name of ['channel', 'worker', 'web'] as const) {
    const start = (): Running => startService(services[name])
    await supervisor.run({ name, start, health: { probe: probeHttp(health[name]) } })
  }
  const isReady = {
    channel: async () => (await statusOf(`http://127.0.0.1:${channelPort}/readyz`)) === 200,
    worker: async () => (await statusOf(health.worker)) === 200,
    web: async () => (await statusOf(`http://127.0.0.1:${webPort}/login`)) < 500,
  }
  for (const name of ['channel', 'worker', 'web'] as const) {
    const check = async (): Promise<boolean> => stopped !== undefined || isReady[name]()
    const detail = (): string => describeLogEnd(name)
    await waitFor({ what: `The ${name} process did not become ready`, check, limitMs: 60_000, detail })
  }
}

function stop({ exitCode, reason }: { exitCode: number; reason?: string }): Promise<void> {
  stopped ??= (async () => {
    process.stderr.write(reason ? `Stopping: ${reason}\n` : 'Stopping…\n')
    endOneOffs()
    await supervisor.stopAll(stopOrder)
    releaseDataFolder()
    process.exit(exitCode)
  })()
  return stopped
}

/** Where a later start finds what this one, were it killed, has left; a full disk must not end what runs. */
function notePids(pids: Record<string, number>): void {
  try {
    writeSecretFile(join(settings.dataFolder, 'run.json'), JSON.stringify(pids))
  } catch (error) {
    process.stderr.write(`run.json cannot be written: ${(error as Error).message}\n`)
  }
}

function logOf(name: string): string {
  return join(settings.dataFolder, 'logs', `${name}.log`)
}

function describeLogEnd(name: string): string {
  return `The end of ${logOf(name)}:\n${readLogEnd(logOf(name))}`
}

function settingsOrExit(): Settings {
  try {
    return readSettings(process.env)
  } catch (error) {
    process.stderr.write(`${(error as Error).message}\n`)
    process.exit(1)
  }
}
