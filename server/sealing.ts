import { createCipheriv, createDecipheriv, type KeyObject, randomBytes } from 'node:crypto'
import { CompactEncrypt, importJWK, type JWK } from 'jose'
import { type ChannelKeys, keyObjectOf } from '#server/keys.ts'

/** Where a sealed value lives; it opens nowhere else (AES-GCM additional data). */
export type Place = { table: string; column: string; recordId: string }

const aadOf = ({ table, column, recordId }: Place): Buffer => Buffer.from(`${table}|${column}|${recordId}`)

/** AES-256-GCM: 12-byte nonce, ciphertext, 16-byte tag. */
export function seal(keys: ChannelKeys, place: Place, plaintext: Uint8Array): { keyId: string; sealed: Buffer } {
  const nonce = randomBytes(12)
  const cipher = createCipheriv('aes-256-gcm', sealKey(keys, keys.sealKeyId), nonce).setAAD(aadOf(place))
  const body = Buffer.concat([cipher.update(plaintext), cipher.final()])
  return { keyId: keys.sealKeyId, sealed: Buffer.concat([nonce, body, cipher.getAuthTag()]) }
}

/** @throws Error when the value was made elsewhere, with another key, or changed */
export function unseal(keys: ChannelKeys, place: Place, keyId: string, sealed: Buffer): Buffer {
  const decipher = createDecipheriv('aes-256-gcm', sealKey(keys, keyId), sealed.subarray(0, 12))
  decipher.setAAD(aadOf(place)).setAuthTag(sealed.subarray(-16))
  return Buffer.concat([decipher.update(sealed.subarray(12, -16)), decipher.final()])
}

function sealKey(keys: ChannelKeys, keyId: string): KeyObject {
  const key = keys.sealKeys.get(keyId)
  if (!key) throw new Error(`Seal key ${keyId} is not in the key file`)
  return keyObjectOf(key)
}

const workerKeys = new WeakMap<ChannelKeys, ReturnType<typeof importJWK>>()

/** Compact JWE to the worker's public key: whoever enqueues an SMS cannot read it back. */
export async function sealForWorker(keys: ChannelKeys, smsMessageId: string, text: string): Promise<string> {
  const key = workerKeys.get(keys) ?? importJWK(keys.workerSealPublicKeyJwk as JWK, 'ECDH-ES')
  workerKeys.set(keys, key)
  return await new CompactEncrypt(Buffer.from(text))
    .setProtectedHeader({ alg: 'ECDH-ES', enc: 'A256GCM', kid: smsMessageId })
    .encrypt(await key)
}
