import { randomBytes } from 'node:crypto'
import { CompactEncrypt, importJWK } from 'jose'
import { type PublicKeyJwk, publicKeyThumbprint } from '#domain/channel-client/public-key.ts'
import type { HandedOver } from '#server/channel-clients/approved-client-repository.ts'
import { sealClientSecret } from '#server/channel-clients/seal-client-secret.ts'
import type { ChannelKeys } from '#server/keys.ts'

type SecretRecipient = { clientId: string; version: number; publicKey: PublicKeyJwk }

/**
 * Draws a client's secret and keeps it twice: sealed for this server, and as an RFC 7516 compact JWE (ECDH-ES direct,
 * A256GCM; `kid` the key's thumbprint) that the machine's owner alone opens (docs/channel-api §1).
 */
export async function handOverSecret(
  keys: ChannelKeys,
  { clientId, version, publicKey }: SecretRecipient,
): Promise<HandedOver> {
  const secret = randomBytes(32)
  const thumbprint = publicKeyThumbprint(publicKey)
  const payload = JSON.stringify({ keyid: clientId, version, secret: secret.toString('base64url') })
  const jwe = await new CompactEncrypt(Buffer.from(payload))
    .setProtectedHeader({ alg: 'ECDH-ES', enc: 'A256GCM', kid: thumbprint })
    .encrypt(await importJWK(publicKey, 'ECDH-ES'))
  return { ...sealClientSecret(keys, { clientId, version }, secret), thumbprint, jwe }
}
