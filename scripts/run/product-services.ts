import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { demoInstitution } from '../../prisma/seed/institution.ts'
import type { RoleUrls } from '../database/prepare-database.ts'
import { type KeyFiles, readKeys, type WebKeys } from '../keys/keys.ts'
import { inProject } from '../project-root.ts'
import { idsOf, type ProcessUsers } from '../users/process-users.ts'
import type { Service } from './service.ts'
import type { Settings } from './settings.ts'

const clockVariables = ['CLOCK_SKEW_ALARM_MS', 'CLOCK_SKEW_REFUSE_MS']

/** What the channel server takes from the starter's own environment, where it is set. */
const channelVariables = [
  'METRICS_TOKEN',
  'DATABASE_POOL_MAX',
  'CHANNEL_BATCH_MAX',
  'CHANNEL_REQUESTS_PER_SECOND_MAX',
  'CHANNEL_CONCURRENT_MAX',
  'CHANNEL_LATENCY_TARGET_MS',
  'CHANNEL_CONNECTIONS_MAX',
  'TRUSTED_PROXIES',
  'BACKOFFICE_SOURCES',
  ...clockVariables,
]

type Parts = { settings: ServiceSettings; urls: RoleUrls; keyFiles: KeyFiles }
type ServiceSettings = Omit<Settings, 'uidBase' | 'oneUidAccepted'>

/** The three processes of the product, each with its own database role, its own keys and nothing of the others. */
export function describeServices({
  settings,
  urls,
  keyFiles,
  users,
}: Parts & { users?: ProcessUsers }): Record<'web' | 'channel' | 'worker', Service> {
  const { dataFolder, webPort, channelPort } = settings
  const logFolder = join(dataFolder, 'logs')
  const common = describeCommon(settings)
  const webUrl = `http://127.0.0.1:${webPort}`
  const userOf = (name: 'web' | 'channel' | 'worker') => ({ ids: users && idsOf(users, name) })
  const next = inProject('node_modules', 'next', 'dist', 'bin', 'next')
  return {
    channel: {
      name: 'channel',
      args: [entryOf('channel/main.ts')],
      ...userOf('channel'),
      logFolder,
      environment: {
        ...common,
        DATABASE_URL: urls.channel,
        CHANNEL_KEYS_FILE: keyFiles.channel,
        CHANNEL_PORT: String(channelPort),
        APP_ORIGINS: settings.appOrigins,
        ...passOn(channelVariables),
      },
    },
    worker: {
      name: 'worker',
      args: [entryOf('worker/main.ts')],
      ...userOf('worker'),
      logFolder,
      environment: {
        ...common,
        DATABASE_URL: urls.worker,
        WORKER_KEYS_FILE: keyFiles.worker,
        OUTBOX_FILE: join(dataFolder, 'outbox.jsonl'),
        ...passOn(['SMS_PROVIDER', 'SMS_PROVIDER_URL', 'SMS_PROVIDER_TOKEN', 'SMS_PROVIDER_CLIENT', ...clockVariables]),
      },
    },
    web: {
      name: 'web',
      args: ['--import', entryOf('scripts/preload-web.ts'), next, 'start', '-H', '127.0.0.1', '-p', String(webPort)],
      ...userOf('web'),
      logFolder,
      environment: {
        ...common,
        DATABASE_URL: urls.web,
        WEB_KEYS_FILE: keyFiles.web,
        CHANNEL_URL: `http://127.0.0.1:${channelPort}`,
        // What browsers see may be a proxy's https address; the web reaches itself past the proxy.
        NEXTAUTH_URL: process.env.NEXTAUTH_URL || webUrl,
        NEXTAUTH_URL_INTERNAL: webUrl,
        NEXTAUTH_SECRET: readKeys<WebKeys>(keyFiles.web).sessionKey,
        CHANNEL_PUBLIC_URL: process.env.CHANNEL_PUBLIC_URL || `http://127.0.0.1:${channelPort}`,
        ...passOn(['CUSTOMER_APP_URL', 'TRUSTED_PROXIES']),
      },
    },
  }
}

/** The environment of the seed, the only program besides the migrations that runs as owner. */
export function describeSeedEnvironment({ settings, urls, keyFiles }: Parts): Record<string, string | undefined> {
  const environment = { OWNER_DATABASE_URL: urls.owner, CHANNEL_KEYS_FILE: keyFiles.channel }
  return { ...describeCommon(settings), ...environment, ...passOn(['TRUSTED_PROXIES', 'BACKOFFICE_SOURCES']) }
}

function describeCommon({ dataFolder, logLevel, demo }: ServiceSettings): Record<string, string | undefined> {
  return {
    DATA_DIR: dataFolder,
    LOG_LEVEL: logLevel,
    RAMZBAN_DEMO: demo ? '1' : '0',
    INSTITUTION_NAME: process.env.INSTITUTION_NAME || (demo ? demoInstitution.name : undefined),
    SUPPORT_PHONE: process.env.SUPPORT_PHONE || (demo ? demoInstitution.supportPhone : undefined),
  }
}

function passOn(names: string[]): Record<string, string | undefined> {
  return Object.fromEntries(names.map((name) => [name, process.env[name] || undefined]))
}

function entryOf(file: string): string {
  if (!existsSync(inProject(file))) throw new Error(`${file} is missing: this checkout is not complete.`)
  return inProject(file)
}
