import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import type { Web } from '#app/services.ts'
import { type ChannelAnswer, callChannel } from '#server/signed-requests/call-channel.ts'

type Ask = { path: string; body: Record<string, unknown>; requestId?: string; nowMs: number }

const clientsSchema = z.record(z.string(), z.object({ secret: z.string() }))

/** Asks the channel server as one of the demo's clients, over HTTP and signed like anybody's request. */
export async function askChannel(
  { environment }: Web,
  client: 'atm-demo' | 'gateway-demo' | 'sms-demo',
  ask: Ask,
): Promise<ChannelAnswer> {
  const clients = clientsSchema.parse(
    JSON.parse(await readFile(join(environment.DATA_DIR, 'demo-clients.json'), 'utf8')),
  )
  const secret = clients[client]?.secret
  if (!secret) throw new Error(`demo-clients.json names no ${client}`)
  const credential = { keyId: client, secret: Buffer.from(secret, 'base64url') }
  try {
    return await callChannel(environment.CHANNEL_URL, credential, ask)
  } catch {
    return { status: 503, body: { code: 'unreachable' } }
  }
}
