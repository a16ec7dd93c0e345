import type { JsonWebKey } from 'node:crypto'
import { CompactEncrypt, importJWK } from 'jose'
import { encodeBase32 } from '#domain/otp/base32.ts'

export type SecretPayload = { secret: Uint8Array; activationId: string; enrollmentId: string; deviceId: string }

/**
 * RFC 7516 compact JWE that only the installation opens: ECDH-ES direct with a fresh ephemeral key, A256GCM, and a
 * protected header of exactly alg, enc and epk.
 */
export async function sealSecretJwe(agreementKey: JsonWebKey, { secret, ...ids }: SecretPayload): Promise<string> {
  const { kty, crv, x, y } = agreementKey
  const key = await importJWK({ kty: String(kty), crv: String(crv), x: String(x), y: String(y) }, 'ECDH-ES')
  const payload = JSON.stringify({ secret: encodeBase32(secret), ...ids })
  return await new CompactEncrypt(Buffer.from(payload))
    .setProtectedHeader({ alg: 'ECDH-ES', enc: 'A256GCM' })
    .encrypt(key)
}
