import { type KeptCatalogue, keepCatalogue } from '#server/catalogue/keep-catalogue.ts'
import { openPool, SERVING_SILENCE_MAX_MS } from '#server/database.ts'
import { readWebEnvironment, type WebEnvironment } from '#server/environment.ts'
import { heldByWeb } from '#server/key-check-values.ts'
import { checkHeldKeys } from '#server/key-checks/check-held-keys.ts'
import { readKeyFile } from '#server/key-file.ts'
import { watchPolicy } from '#server/policy/watch-policy.ts'
import type { WebServices } from '#server/services.ts'
import type { Counterpart } from '#server/signed-requests/ask-act.ts'
import { openOperatorAsks } from '#server/signed-requests/operator-asks.ts'
import type { ChannelCredential } from '#server/signed-requests/sign-request.ts'

export type Web = WebServices & {
  environment: WebEnvironment
  backoffice: ChannelCredential
  counterpart: Counterpart
  catalogue: KeptCatalogue
}

// One set of pools a process, whatever number of bundles imports this file.
const kept = globalThis as typeof globalThis & { ramzbanWeb?: Promise<Web> }

/** The web process's services, opened at the first request. */
export function web(): Promise<Web> {
  kept.ramzbanWeb ??= open().catch((error) => {
    kept.ramzbanWeb = undefined
    throw error
  })
  return kept.ramzbanWeb
}

async function open(): Promise<Web> {
  const environment = readWebEnvironment(process.env)
  const pool = openPool({
    connectionString: environment.DATABASE_URL,
    max: 10,
    applicationName: 'ramzban-web',
    silenceMaxMs: SERVING_SILENCE_MAX_MS,
  })
  await checkHeldKeys(pool, heldByWeb(environment.WEB_KEYS_FILE))
  const { policy } = await watchPolicy(pool)
  const keys = readKeyFile(environment.WEB_KEYS_FILE)
  const backoffice = {
    keyId: String(keys.backofficeClientId),
    secret: Buffer.from(String(keys.backofficeClientSecret), 'base64url'),
  }
  const counterpart = { channelUrl: environment.CHANNEL_URL, credential: backoffice }
  return {
    pool,
    asks: openOperatorAsks(counterpart),
    counterpart,
    policy,
    catalogue: keepCatalogue(pool),
    institution: { name: environment.INSTITUTION_NAME, supportPhone: environment.SUPPORT_PHONE },
    demo: environment.RAMZBAN_DEMO,
    environment,
    backoffice,
  }
}
