import { areHeadersSigned, parseSignature } from '#channel/http-signature.ts'
import type { SignedHeaders } from '#channel/signed-headers.ts'
import type { KnownClient } from '#server/channel-clients/watch-signing-clients.ts'

export type Claim = { method: string; path: string; headers: SignedHeaders; nowMs: number }
export type ClientsInUse = { find: (keyId: string) => KnownClient | undefined; signatureSkewSeconds: () => number }

/**
 * Which client signed these headers; null for a mere claim. It says in whose line a call waits and no more: whoever is
 * admitted is authenticated afterwards, by the database and with the body.
 */
export function proveClient(clients: ClientsInUse, { method, path, headers, nowMs }: Claim): KnownClient | null {
  const parsed = headers.signature && parseSignature(headers.signature)
  const client = parsed && clients.find(parsed.keyId)
  if (!parsed || !client) return null
  if (Math.abs(parsed.createdSeconds - nowMs / 1000) > clients.signatureSkewSeconds() + 1) return null
  const operatorSession = parsed.covered.includes('ramzban-operator-session') ? headers.operatorSession : null
  const key = { algorithm: 'hmac-sha256', secret: client.secret } as const
  return areHeadersSigned(parsed, { method, path, operatorSession }, key) ? client : null
}
