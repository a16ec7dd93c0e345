import { z } from 'zod'
import { coordinateForm, isOnCurve, type PublicKeyJwk } from '#domain/channel-client/public-key.ts'

const coordinateSchema = z.string().regex(coordinateForm)

/** A public P-256 JWK with exactly kty, crv, x, y (RFC 7518 §6.2), its point on the curve. */
export const publicKeySchema: z.ZodType<PublicKeyJwk> = z
  .strictObject({ kty: z.literal('EC'), crv: z.literal('P-256'), x: coordinateSchema, y: coordinateSchema })
  .refine(isOnCurve, 'must be a point of P-256')
