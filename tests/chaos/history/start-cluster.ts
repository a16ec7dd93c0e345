import { writeFileSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { openPool, type Pool } from '#server/database.ts'
import { type ChannelKeys, readChannelKeys } from '#server/keys.ts'
import { type FaultProxy, startFaultProxy } from '#tests/harness/fault-proxy.ts'
import { makeChannelClient } from '#tests/harness/make-channel-client.ts'
import type { TestSigner } from '#tests/harness/sign-test-request.ts'
import { makeOwnFolder } from '#tests/harness/start-processes.ts'
import { startEmbeddedPostgres } from '../../../scripts/database/embedded-postgres.ts'
import { prepareDatabase, type RoleUrls } from '../../../scripts/database/prepare-database.ts'
import { type KeyFiles, makeKeyFiles } from '../../../scripts/keys/keys.ts'
import { projectRoot } from '../../../scripts/project-root.ts'
import { generateDatabaseClient } from '../../../scripts/run/build-web.ts'
import { findFreePort } from '../../../scripts/run/free-port.ts'
import { describeServices } from '../../../scripts/run/product-services.ts'
import { type Service, startService } from '../../../scripts/run/service.ts'
import { statusOf } from '../../../scripts/run/wait-for.ts'
import { type Kept, keepRunning } from './keep-running.ts'

const PLACES = [0, 1] as const

export type Cluster = {
  dataFolder: string
  owner: Pool
  keys: ChannelKeys
  postgres: Kept
  channels: Kept[]
  /** Between the clients and each channel server. */
  clientProxies: FaultProxy[]
  /** Between each channel server and PostgreSQL. */
  databaseProxies: FaultProxy[]
  /** Runs the channel servers from the sources under this folder from now on. */
  runFrom: (root: string) => Promise<void>
  isReady: (place: number) => Promise<boolean>
  stop: () => Promise<void>
}

/** PostgreSQL and two channel servers, each reached, and each reaching PostgreSQL, through a proxy that can fail. */
export async function startCluster(): Promise<Cluster> {
  await generateDatabaseClient()
  const dataFolder = makeOwnFolder()
  const postgresPort = await findFreePort()
  const note = notePids(dataFolder)
  const postgres = keepRunning(() => startEmbeddedPostgres({ dataFolder, port: postgresPort }), note)
  const { superuserUrl } = await postgres.first
  const urls = await prepareDatabase({ administratorUrl: superuserUrl, databaseName: 'ramzban', dataFolder })
  const owner = openPool({ connectionString: urls.owner, max: 6, applicationName: 'history-owner' })
  const running = await runChannels({ dataFolder, urls, keyFiles: makeKeyFiles(dataFolder), postgresPort, note })
  const stop = async (): Promise<void> => {
    await Promise.all(running.channels.map((channel) => channel.stop()))
    await owner.end()
    await postgres.stop()
    await Promise.all([...running.clientProxies, ...running.databaseProxies].map((proxy) => proxy.close()))
    await rm(dataFolder, { recursive: true, force: true })
  }
  return { dataFolder, owner, postgres, stop, ...running }
}

/** Where a later run finds what this one, were it killed, has left. */
function notePids(dataFolder: string): (pid: number) => void {
  const pids: Record<string, number> = {}
  return (pid) => {
    pids[pid] = pid
    writeFileSync(join(dataFolder, 'run.json'), JSON.stringify(pids))
  }
}

type Parts = {
  dataFolder: string
  urls: RoleUrls
  keyFiles: KeyFiles
  postgresPort: number
  note: (pid: number) => void
}

async function runChannels(parts: Parts) {
  const { dataFolder, keyFiles, postgresPort, note } = parts
  const databaseProxies = await Promise.all(PLACES.map(() => startFaultProxy(postgresPort)))
  const ports = await Promise.all(PLACES.map(findFreePort))
  const clientProxies = await Promise.all(ports.map((port) => startFaultProxy(port)))
  let root = projectRoot
  const channels = PLACES.map((place) => {
    const of = { place, port: ports[place] ?? 0, databasePort: databaseProxies[place]?.port ?? 0 }
    return keepRunning(() => startService(describeChannel(parts, of, root)), note)
  })
  const isReady = (place: number): Promise<boolean> =>
    statusOf(`http://127.0.0.1:${ports[place]}/readyz`).then(
      (status) => status === 200,
      () => false,
    )
  const untilReady = async (): Promise<void> => {
    const giveUpAtMs = Date.now() + 60_000
    for (const place of PLACES)
      while (!(await isReady(place))) {
        if (Date.now() > giveUpAtMs) throw new Error(`Channel server ${place} is not ready: see ${dataFolder}/logs`)
        await pause(50)
      }
  }
  const runFrom = async (folder: string): Promise<void> => {
    root = folder
    for (const channel of channels) channel.kill()
    await pause(300)
    await untilReady()
  }
  await untilReady()
  return {
    channels,
    clientProxies,
    databaseProxies,
    runFrom,
    isReady,
    keys: readChannelKeys(keyFiles.channel),
  }
}

type Place = { place: number; port: number; databasePort: number }

function describeChannel({ dataFolder, urls, keyFiles }: Parts, { place, ...ports }: Place, root: string): Service {
  const common = { webPort: 0, postgresPort: undefined, dataFolder, administratorUrl: undefined, appOrigins: '' }
  const settings = { ...common, channelPort: ports.port, demo: true, logLevel: 'warn' }
  const url = new URL(urls.channel)
  url.port = String(ports.databasePort)
  const { channel } = describeServices({ settings, urls: { ...urls, channel: url.href }, keyFiles })
  return { ...channel, name: `channel-${place}`, args: [join(root, 'channel', 'main.ts')] }
}

export type Gateway = { keyId: string; signer: TestSigner }

/** A gateway of a run's own, by whose name its rows of the log are found. */
export async function makeGateway({ owner, keys }: Cluster, id: string): Promise<Gateway> {
  return { keyId: id, signer: await makeChannelClient(owner, keys, { id, kind: 'gateway' }) }
}
