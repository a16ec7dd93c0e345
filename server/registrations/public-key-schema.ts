import { createHash, createPublicKey } from 'node:crypto'
import { z } from 'zod'

// 32 bytes in base64url; the last character carries four bits, the rest must be zero: one spelling for one coordinate.
const coordinateSchema = z.string().regex(/^[A-Za-z0-9_-]{42}[AEIMQUYcgkosw048]$/)

/** A public P-256 JWK with exactly kty, crv, x, y (RFC 7518 §6.2), its point on the curve. */
export const publicKeySchema = z
  .strictObject({ kty: z.literal('EC'), crv: z.literal('P-256'), x: coordinateSchema, y: coordinateSchema })
  .refine(isOnCurve, 'must be a point of P-256')
export type PublicKeyJwk = z.infer<typeof publicKeySchema>

function isOnCurve(jwk: { kty: string; crv: string; x: string; y: string }): boolean {
  try {
    createPublicKey({ key: jwk, format: 'jwk' })
    return true
  } catch {
    return false
  }
}

/** RFC 7638 §3, SHA-256, base64url. */
export function publicKeyThumbprint({ crv, kty, x, y }: PublicKeyJwk): string {
  return createHash('sha256').update(JSON.stringify({ crv, kty, x, y })).digest('base64url')
}
