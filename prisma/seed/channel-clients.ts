import { randomBytes } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { anywhere, thisMachine } from '#domain/channel-client/client-sources.ts'
import type { Sql, Transaction } from '#server/database.ts'
import { seal } from '#server/sealing.ts'
import { insertRows } from './seed-repository.ts'
import type { World } from './world.ts'

const demoClients = [
  ['atm-demo', 'atm', 'شبکهٔ خودپرداز'],
  ['gateway-demo', 'gateway', 'درگاه پرداخت'],
  ['sms-demo', 'sms', 'اپراتور پیامک'],
  ['core-demo', 'core', 'بانکداری متمرکز'],
] as const

/**
 * The demo listens on this machine alone, and so its clients call from here. Behind a proxy that it trusts they are whoever
 * the proxy says. Done at each start, since that is when either may have changed; what two administrators chose stays.
 */
export async function bindDemoClients(sql: Sql, environment: NodeJS.ProcessEnv): Promise<void> {
  const sources = environment.TRUSTED_PROXIES ? anywhere : thisMachine
  await sql.query(
    `UPDATE channel_client SET sources = $2
     WHERE id = ANY($1) AND disabled_at IS NULL AND sources <> $2 AND sources IN ($3, $4)`,
    [demoClients.map(([id]) => id), sources, anywhere, thisMachine],
  )
}

/** The demo's channel clients; answers what demo-clients.json tells. */
export async function makeChannelClients(
  tx: Transaction,
  world: World,
): Promise<Record<string, { kind: string; secret: string }>> {
  const clients: Record<string, { kind: string; secret: string }> = {}
  for (const [id, kind, name] of demoClients) {
    const secret = randomBytes(32)
    await registerClient(tx, world, { id, kind, name, secret })
    clients[id] = { kind, secret: secret.toString('base64url') }
  }
  return clients
}

/** The web process's own client, whose secret stands in its key file. */
export async function registerBackoffice(tx: Transaction, world: World, keysFile: string): Promise<void> {
  const { backofficeClientId, backofficeClientSecret } = JSON.parse(readFileSync(keysFile, 'utf8'))
  const secret = Buffer.from(backofficeClientSecret, 'base64url')
  await registerClient(tx, world, { id: backofficeClientId, kind: 'backoffice', name: 'میز کار کارکنان', secret })
}

type Client = { id: string; kind: string; name: string; secret: Buffer }

async function registerClient(
  tx: Transaction,
  { keys, nowMs }: World,
  { id, kind, name, secret }: Client,
): Promise<void> {
  const { keyId, sealed } = seal(
    keys,
    { table: 'channel_client_secret', column: 'sealed', recordId: `${id}:1` },
    secret,
  )
  await insertRows(tx, 'channel_client', [
    {
      id,
      kind,
      name,
      version: 1,
      revision: 1,
      rate_per_second: 5000,
      sources: thisMachine,
      created_at: new Date(nowMs),
    },
  ])
  await insertRows(tx, 'channel_client_secret', [{ channel_client_id: id, version: 1, key_id: keyId, sealed }])
}
