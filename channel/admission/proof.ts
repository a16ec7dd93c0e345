import { findHeadRefusal } from '#channel/signature/http-signature.ts'
import { OPERATOR_SESSION, type ParsedSignature, parseSignature } from '#channel/signature/read-signature.ts'
import type { SignedHeaders } from '#channel/signature/signed-headers.ts'
import { isFromSources } from '#domain/channel-client/client-sources.ts'
import type { ClientWatch, KnownClient } from '#server/channel-clients/watch-signing-clients.ts'

export type Claim = { method: string; path: string; address: string; headers: SignedHeaders; nowMs: number }
export type ClientsInUse = Pick<ClientWatch, 'find' | 'reread'> & { signatureSkewSeconds: () => number }

/**
 * Which client signed these headers; null for a mere claim. It only decides in whose line a call waits: an admitted call
 * is authenticated afterwards, from the database and with its body.
 */
export function proveClient(clients: ClientsInUse, claim: Claim): KnownClient | null {
  const { signature } = claim.headers
  const parsed = signature && parseSignature(signature)
  if (!parsed || Math.abs(parsed.createdSeconds - claim.nowMs / 1000) > clients.signatureSkewSeconds() + 1) return null
  const client = clients.find(parsed.keyId)
  if (client && hasSigned(client, parsed, claim)) return client
  clients.reread()
  return null
}

function hasSigned({ secret, networks }: KnownClient, parsed: ParsedSignature, claim: Claim): boolean {
  const { method, path, address, headers } = claim
  if (!isFromSources(address, networks)) return false
  const operatorSession = parsed.covered.includes(OPERATOR_SESSION) ? headers.operatorSession : null
  const head = { method, path, rawHeaders: headers.raw, operatorSession }
  return findHeadRefusal(parsed, head, { algorithm: 'hmac-sha256', secret }) === null
}
