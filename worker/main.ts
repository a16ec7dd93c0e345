import { importJWK, type JWK } from 'jose'
import pino from 'pino'
import { expireApprovals } from '#server/approvals/expire-approvals.ts'
import { startClock } from '#server/clock/start-clock.ts'
import { openPool, SERVING_SILENCE_MAX_MS } from '#server/database.ts'
import { readWorkerEnvironment, type WorkerEnvironment } from '#server/environment.ts'
import { heldByWorker } from '#server/key-check-values.ts'
import { checkHeldKeys } from '#server/key-checks/check-held-keys.ts'
import { KeyTrouble, readKeyFile } from '#server/key-file.ts'
import { openLogDestination } from '#server/log-destination.ts'
import { endWebOverstays } from '#server/maintenance/end-overstays.ts'
import { keepHouse } from '#server/maintenance/keep-house.ts'
import { watchPolicy } from '#server/policy/watch-policy.ts'
import type { WorkerServices } from '#server/services.ts'
import { outboxProvider, type SmsProvider } from '#server/sms/provider.ts'
import { smsProviders } from '#server/sms/providers.ts'
import { sendDueSms } from '#server/sms/send-due-sms.ts'
import { repeatUntilStopped } from '#worker/repeat-until-stopped.ts'
import { serveHealth } from '#worker/serve-health.ts'

const SEND_EVERY_MS = 100
const KEEP_HOUSE_EVERY_MS = 60_000
const END_OVERSTAYS_EVERY_MS = 5_000

const environment = readWorkerEnvironment(process.env)
const destination = openLogDestination({ process: 'worker' })
const log = pino({ name: 'worker', level: environment.LOG_LEVEL }, destination)
const pool = openPool({
  connectionString: environment.DATABASE_URL,
  max: 6,
  applicationName: 'ramzban-worker',
  silenceMaxMs: SERVING_SILENCE_MAX_MS,
})
const sealPrivateKeyJwk = await readCheckedKey(environment.WORKER_KEYS_FILE)
const { policy } = await watchPolicy(pool, (what) => log.error(what))
const clock = await startClock(environment, log, 'ramzban-worker-clock')
const services: WorkerServices = {
  pool,
  policy,
  log,
  institution: { name: environment.INSTITUTION_NAME, supportPhone: environment.SUPPORT_PHONE },
  demo: environment.RAMZBAN_DEMO,
}
const sending = {
  provider: chooseProvider(environment),
  providerClientId: environment.SMS_PROVIDER_CLIENT,
  unsealKey: await importJWK(sealPrivateKeyJwk, 'ECDH-ES'),
}

const onFailure = (error: Error): void => log.error({ error: error.message }, 'a round failed')
// What is due, past its time or to be forgotten is not guessed at while the clock is off.
const whenTold = (round: (nowMs: number) => Promise<unknown>) => async (): Promise<unknown> => {
  const told = clock.tell()
  return told.clock.state === 'refused' ? null : await round(told.nowMs)
}
const jobs = [
  repeatUntilStopped({
    everyMs: SEND_EVERY_MS,
    onFailure,
    round: whenTold((nowMs) => sendDueSms(services, sending, nowMs)),
  }),
  repeatUntilStopped({
    everyMs: KEEP_HOUSE_EVERY_MS,
    onFailure,
    round: whenTold((nowMs) => keepHouse(services, nowMs)),
  }),
  repeatUntilStopped({
    everyMs: KEEP_HOUSE_EVERY_MS,
    onFailure,
    round: whenTold((nowMs) => expireApprovals(services, nowMs)),
  }),
  repeatUntilStopped({ everyMs: END_OVERSTAYS_EVERY_MS, onFailure, round: () => endWebOverstays(services) }),
]
const health = environment.WORKER_HEALTH_PORT
  ? serveHealth({ port: environment.WORKER_HEALTH_PORT, countLost: destination.countLost })
  : undefined
destination.write('worker ready\n')

for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, async () => {
    await Promise.all(jobs.map((job) => job.stop()))
    clock.stop()
    health?.close()
    await pool.end()
    process.exit(0)
  })
}

function chooseProvider({ OUTBOX_FILE, ...provider }: WorkerEnvironment): SmsProvider {
  const { SMS_PROVIDER, SMS_PROVIDER_URL, SMS_PROVIDER_TOKEN } = provider
  if (SMS_PROVIDER_URL && SMS_PROVIDER_TOKEN)
    return smsProviders[SMS_PROVIDER](SMS_PROVIDER_URL, SMS_PROVIDER_TOKEN, log)
  if (environment.RAMZBAN_DEMO && OUTBOX_FILE) return outboxProvider(OUTBOX_FILE)
  throw new Error('No SMS provider: set SMS_PROVIDER_URL and SMS_PROVIDER_TOKEN. See docs/operations.')
}

async function readCheckedKey(file: string): Promise<JWK> {
  try {
    await checkHeldKeys(pool, heldByWorker(file))
  } catch (error) {
    if (!(error instanceof KeyTrouble)) throw error
    process.stderr.write(`The worker stops: ${error.message}\n`)
    process.exit(1)
  }
  return readKeyFile(file).sealPrivateKeyJwk as JWK
}
