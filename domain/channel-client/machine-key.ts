import { createPublicKey, type KeyObject } from 'node:crypto'
import { coordinateForm, isOnCurve, type PublicKeyJwk } from '#domain/channel-client/public-key.ts'

export type MachineKeyFault = 'missing' | 'private' | 'several' | 'no_key' | 'other_curve' | 'off_curve'
export type ReadMachineKey = { key: PublicKeyJwk; fault: null } | { key: null; fault: MachineKeyFault }

/** What was pasted of the public key for whose owner a secret is sealed: a JWK, or an SPKI as PEM or as its bare base64. */
export function readMachineKey(typed: string): ReadMachineKey {
  const text = typed.trim()
  if (text === '') return refused('missing')
  if (/PRIVATE KEY/i.test(text)) return refused('private')
  if (text.startsWith('{')) return readJwk(text)
  return readSpki(text)
}

function readJwk(text: string): ReadMachineKey {
  const jwk = parseObject(text)
  if (jwk === null) return refused('no_key')
  if (Array.isArray(jwk.keys)) return refused(jwk.keys.length > 1 ? 'several' : 'no_key')
  if ('d' in jwk || 'k' in jwk || 'p' in jwk) return refused('private')
  const { kty, crv, x, y } = jwk
  if (typeof kty !== 'string') return refused('no_key')
  if (kty !== 'EC' || crv !== 'P-256') return refused('other_curve')
  if (typeof x !== 'string' || typeof y !== 'string' || !coordinateForm.test(x) || !coordinateForm.test(y))
    return refused('no_key')
  const key: PublicKeyJwk = { kty, crv, x, y }
  return isOnCurve(key) ? { key, fault: null } : refused('off_curve')
}

const pem = /^-----BEGIN PUBLIC KEY-----([A-Za-z0-9+/=\s]+)-----END PUBLIC KEY-----$/
const base64 = /^[A-Za-z0-9+/=\s]{100,}$/

function readSpki(text: string): ReadMachineKey {
  if ((text.match(/-----BEGIN/g)?.length ?? 0) > 1) return refused('several')
  const body = pem.exec(text)?.[1] ?? (base64.test(text) ? text : null)
  if (body === null) return refused('no_key')
  const der = Buffer.from(body.replace(/\s/g, ''), 'base64')
  const found = openSpki(der)
  if (found === null) return refused(holdsP256(der) ? 'off_curve' : 'no_key')
  if (found.asymmetricKeyType !== 'ec' || found.asymmetricKeyDetails?.namedCurve !== 'prime256v1')
    return refused('other_curve')
  return readJwk(JSON.stringify(found.export({ format: 'jwk' })))
}

function openSpki(der: Buffer): KeyObject | null {
  try {
    return createPublicKey({ key: der, format: 'der', type: 'spki' })
  } catch {
    return null
  }
}

/** Whether it names the curve (RFC 5480 §2.1.1.1, 1.2.840.10045.3.1.7), by which its point is none. */
function holdsP256(der: Buffer): boolean {
  return der.includes(Buffer.from('06082a8648ce3d030107', 'hex'))
}

function parseObject(text: string): Record<string, unknown> | null {
  try {
    const json: unknown = JSON.parse(text)
    return typeof json === 'object' && json !== null && !Array.isArray(json) ? { ...json } : null
  } catch {
    return null
  }
}

const refused = (fault: MachineKeyFault): ReadMachineKey => ({ key: null, fault })
