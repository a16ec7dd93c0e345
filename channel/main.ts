import pino from 'pino'
import { startAdmission } from '#channel/admission/start.ts'
import { listPages } from '#channel/contract/pages.ts'
import { buildServer } from '#channel/http/build-server.ts'
import { openMetrics } from '#channel/metrics.ts'
import { readBackofficeCredential } from '#channel/read-backoffice-credential.ts'
import { routes } from '#channel/routes.ts'
import { watchLog } from '#channel/watch-log.ts'
import { keepBackofficeClient } from '#server/channel-clients/keep-backoffice-client.ts'
import { startClock } from '#server/clock/start-clock.ts'
import { openDeskPool, openPool, SERVING_SILENCE_MAX_MS } from '#server/database.ts'
import { readChannelEnvironment } from '#server/environment.ts'
import { heldByChannel } from '#server/key-check-values.ts'
import { checkChannelKeys } from '#server/key-checks/check-channel-keys.ts'
import { readChannelKeys } from '#server/keys.ts'
import { openLogDestination } from '#server/log-destination.ts'
import { watchPolicy } from '#server/policy/watch-policy.ts'
import { exchangeRates } from '#server/rates/track-rates.ts'
import { limitBatches } from '#server/run-in-batches.ts'
import type { ServingServices } from '#server/services.ts'

const STOP_LIMIT_MS = 10_000
// No request content is logged at all; these names are a second line of defence, should that change.
const redacted = [
  'pan',
  'code',
  'codes',
  'password',
  'secret',
  'receiptPart',
  'smsPart',
  'secretJwe',
  'sessionId',
  'mobile',
]

async function main(): Promise<void> {
  const environment = readChannelEnvironment(process.env)
  const redact = redacted.flatMap((name) => [name, `*.${name}`, `*.*.${name}`])
  const destination = openLogDestination({ process: 'channel' })
  const log = pino({ level: environment.LOG_LEVEL, base: { process: 'channel' }, redact }, destination)
  const pool = openPool({
    connectionString: environment.DATABASE_URL,
    max: environment.DATABASE_POOL_MAX,
    applicationName: 'ramzban-channel',
    silenceMaxMs: SERVING_SILENCE_MAX_MS,
  })
  const keys = readChannelKeys(environment.CHANNEL_KEYS_FILE)
  await checkChannelKeys(pool, keys, heldByChannel(environment.CHANNEL_KEYS_FILE))
  limitBatches(pool, environment.CHANNEL_BATCH_MAX)
  const desk = openDeskPool({ connectionString: environment.DATABASE_URL, applicationName: 'ramzban-channel-desk' })
  const watch = await watchPolicy(pool, (what) => log.error(what))
  const clock = await startClock(environment, log, 'ramzban-channel-clock')
  const services: ServingServices = {
    pool,
    desk,
    keys,
    policy: watch.policy,
    clock,
    log,
    institution: { name: environment.INSTITUTION_NAME, supportPhone: environment.SUPPORT_PHONE },
    demo: environment.RAMZBAN_DEMO,
  }
  const backoffice = readBackofficeCredential(environment.CHANNEL_KEYS_FILE)
  await keepBackofficeClient(services, { ...backoffice, sources: environment.BACKOFFICE_SOURCES }, Date.now())
  const metrics = openMetrics(services)
  watchLog(metrics.registry, destination.countLost)
  const { gate, stop: stopAdmission } = await startAdmission(services, environment, metrics.registry)
  const pages = listPages({ routes, metrics, metricsToken: environment.METRICS_TOKEN })
  const { APP_ORIGINS: appOrigins, TRUSTED_PROXIES: trustedProxies } = environment
  const server = buildServer({ services, routes, pages, metrics, appOrigins, trustedProxies, gate })
  server.server.maxConnections = environment.CHANNEL_CONNECTIONS_MAX
  const address = await server.listen({ host: environment.CHANNEL_HOST, port: environment.CHANNEL_PORT })
  log.info({ address }, 'channel ready')

  // Calls in flight are answered, then the pool is closed.
  const stop = async (signal: string): Promise<void> => {
    log.info({ signal }, 'channel stopping')
    setTimeout(() => process.exit(1), STOP_LIMIT_MS).unref()
    await server.drain()
    watch.stop()
    stopAdmission()
    metrics.stop()
    clock.stop()
    await exchangeRates(pool).catch(() => {})
    await Promise.all([pool.end(), desk.end()])
    log.info('channel stopped')
    process.exit(0)
  }
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => void stop(signal))
}

main().catch((error: Error & { code?: string }) => {
  process.stderr.write(`The channel server stops: ${error.message || error.code || error.name}\n`)
  process.exit(1)
})
