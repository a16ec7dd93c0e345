import { createHash } from 'node:crypto'
import type { PublicKeyJwk } from '#server/registrations/public-key-schema.ts'

/** RFC 7638 §3, SHA-256, base64url. */
export function publicKeyThumbprint({ crv, kty, x, y }: PublicKeyJwk): string {
  return createHash('sha256').update(JSON.stringify({ crv, kty, x, y })).digest('base64url')
}
