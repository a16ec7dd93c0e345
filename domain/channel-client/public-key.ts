import { createHash, createPublicKey } from 'node:crypto'

/** A public key of P-256 as a JWK (RFC 7518 §6.2). */
export type PublicKeyJwk = { kty: 'EC'; crv: 'P-256'; x: string; y: string }

/** 32 bytes in base64url; the last character carries four bits, the rest must be zero: one spelling for one coordinate. */
export const coordinateForm = /^[A-Za-z0-9_-]{42}[AEIMQUYcgkosw048]$/

export function isOnCurve(key: PublicKeyJwk): boolean {
  try {
    createPublicKey({ key, format: 'jwk' })
    return true
  } catch {
    return false
  }
}

/** RFC 7638 §3, SHA-256, base64url. */
export function publicKeyThumbprint({ crv, kty, x, y }: PublicKeyJwk): string {
  return createHash('sha256').update(JSON.stringify({ crv, kty, x, y })).digest('base64url')
}
