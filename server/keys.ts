import { createHmac, createSecretKey, type JsonWebKey, type KeyObject } from 'node:crypto'
import { KeyTrouble, keyOf, readKeyFile, restoreIt } from '#server/key-file.ts'

export type ChannelKeys = {
  panFingerprintKey: Buffer
  otpCodeKey: Buffer
  tokenKey: Buffer
  bodyMacKey: Buffer
  sealKeyId: string
  sealKeys: ReadonlyMap<string, Buffer>
  workerSealPublicKeyJwk: JsonWebKey
}

/** @param file the channel server's key file: base64url secrets of 32 bytes */
export function readChannelKeys(file: string, owners?: readonly number[]): ChannelKeys {
  const raw = readKeyFile(file, owners)
  const named = (name: string): Buffer => keyOf(file, name, raw[name])
  const seals = Object.entries((raw.sealKeys ?? {}) as Record<string, unknown>)
  if (!raw.workerSealPublicKeyJwk) throw new KeyTrouble(file, 'workerSealPublicKeyJwk is missing', restoreIt)
  return {
    panFingerprintKey: named('panFingerprintKey'),
    otpCodeKey: named('otpCodeKey'),
    tokenKey: named('tokenKey'),
    bodyMacKey: named('bodyMacKey'),
    sealKeyId: String(raw.sealKeyId),
    sealKeys: new Map(seals.map(([id, key]) => [id, keyOf(file, `seal:${id}`, key)])),
    workerSealPublicKeyJwk: raw.workerSealPublicKeyJwk as JsonWebKey,
  }
}

const keyObjects = new WeakMap<Buffer, KeyObject>()

/** A key's object, made once: a MAC or a cipher that is handed the bytes costs five times as much. */
export function keyObjectOf(key: Buffer): KeyObject {
  const known = keyObjects.get(key)
  if (known) return known
  const made = createSecretKey(key)
  keyObjects.set(key, made)
  return made
}

/** HMAC-SHA-256 over length-prefixed parts, so that no two lists of parts share a message. */
export function macOf(key: Buffer, ...parts: string[]): Buffer {
  const message = parts.map((part) => `${Buffer.byteLength(part)}:${part}`).join('')
  return createHmac('sha256', keyObjectOf(key)).update(message).digest()
}

/** Finds a card; 32 bytes. */
export function panFingerprint(keys: ChannelKeys, pan: string): Buffer {
  return macOf(keys.panFingerprintKey, 'card', pan)
}

/** The guard of a PAN x pinKind, known or not: a UUIDv8 (RFC 9562) whose custom bits are a keyed MAC. */
export function guardIdOf(keys: ChannelKeys, pan: string, pinKind: 'first' | 'second'): string {
  const bytes = macOf(keys.panFingerprintKey, 'guard', pinKind, pan).subarray(0, 16)
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x80
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80
  const hex = bytes.toString('hex')
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-')
}

/** What is kept of an SMS code: HMAC over the OTP request's id and the code. */
export function otpCodeMac(keys: ChannelKeys, otpRequestId: string, code: string): Buffer {
  return macOf(keys.otpCodeKey, 'otp', otpRequestId, code)
}

export function registrationCodeMac(keys: ChannelKeys, registrationId: string, code: string): Buffer {
  return macOf(keys.otpCodeKey, 'registration', registrationId, code)
}

export function proofCodeMac(keys: ChannelKeys, proofId: string, code: string): Buffer {
  return macOf(keys.otpCodeKey, 'proof', proofId, code)
}

/** Compares a payee's account without keeping it: it may be a card number. */
export function accountMac(keys: ChannelKeys, kind: string, value: string): Buffer {
  return macOf(keys.panFingerprintKey, 'account', kind, value)
}

export function receiptMac(keys: ChannelKeys, receiptPart: string): Buffer {
  return macOf(keys.tokenKey, 'receipt', receiptPart)
}

export function tokenMac(keys: ChannelKeys, activationTokenId: string, receiptPart: string, smsPart: string): Buffer {
  return macOf(keys.tokenKey, 'token', activationTokenId, receiptPart, smsPart)
}

/** Tells whether a repeated request is the same; keyed, since a body with a PAN and a code could be guessed. */
export function bodyMac(keys: ChannelKeys, method: string, path: string, body: Buffer): Buffer {
  return createHmac('sha256', keyObjectOf(keys.bodyMacKey)).update(`${method} ${path}\n`).update(body).digest()
}
