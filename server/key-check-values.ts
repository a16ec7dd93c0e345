import { createECDH, createHash, type JsonWebKey } from 'node:crypto'
import { KeyTrouble, keyOf, readKeyFile, restoreIt } from '#server/key-file.ts'
import { macOf } from '#server/keys.ts'

/** Check values (16 bytes) of the keys that one file holds, by the key's name. */
export type HeldKeys = { file: string; checks: ReadonlyMap<string, Buffer> }

export const BACKOFFICE = 'backofficeClientSecret'
export const SEAL = 'seal:'
const SMS = 'smsKey'
const LENGTH = 16

/** HMAC-SHA-256 by the key itself, cut to 16 bytes: it tells two keys apart and says nothing of either. */
export function checkValueOf(key: Buffer, name: string): Buffer {
  return macOf(key, 'ramzban key check', name).subarray(0, LENGTH)
}

export function heldByChannel(file: string, owners?: readonly number[]): HeldKeys {
  const raw = readKeyFile(file, owners)
  const names = ['panFingerprintKey', 'otpCodeKey', 'tokenKey', 'bodyMacKey', BACKOFFICE]
  const checks = new Map(names.map((name) => [name, checkOf(file, name, raw[name])]))
  for (const [id, key] of Object.entries(raw.sealKeys ?? {})) {
    checks.set(`${SEAL}${id}`, checkOf(file, `${SEAL}${id}`, key))
  }
  if (!checks.has(`${SEAL}${raw.sealKeyId}`)) {
    throw new KeyTrouble(file, `sealKeyId names ${raw.sealKeyId}, which is not among sealKeys`, restoreIt)
  }
  checks.set(SMS, publicCheckOf(file, 'workerSealPublicKeyJwk', raw.workerSealPublicKeyJwk))
  return { file, checks }
}

/** The public half is computed from the private one, not believed. */
export function heldByWorker(file: string, owners?: readonly number[]): HeldKeys {
  const { sealPrivateKeyJwk: jwk } = readKeyFile(file, owners) as { sealPrivateKeyJwk?: JsonWebKey }
  const said = publicCheckOf(file, 'sealPrivateKeyJwk', jwk)
  const pair = createECDH('prime256v1')
  try {
    pair.setPrivateKey(Buffer.from(String(jwk?.d), 'base64url'))
  } catch {
    throw new KeyTrouble(file, 'sealPrivateKeyJwk is no private key', restoreIt)
  }
  if (!digestOf(pair.getPublicKey().subarray(1)).equals(said)) {
    throw new KeyTrouble(file, 'the halves of sealPrivateKeyJwk do not belong together', restoreIt)
  }
  return { file, checks: new Map([[SMS, said]]) }
}

export function heldByWeb(file: string, owners?: readonly number[]): HeldKeys {
  const raw = readKeyFile(file, owners)
  return { file, checks: new Map(['sessionKey', BACKOFFICE].map((name) => [name, checkOf(file, name, raw[name])])) }
}

function checkOf(file: string, name: string, key: unknown): Buffer {
  return checkValueOf(keyOf(file, name, key), name)
}

function publicCheckOf(file: string, name: string, jwk: unknown): Buffer {
  const { crv, x, y } = (jwk ?? {}) as JsonWebKey
  const point = Buffer.concat([Buffer.from(String(x), 'base64url'), Buffer.from(String(y), 'base64url')])
  if (crv === 'P-256' && point.length === 64) return digestOf(point)
  throw new KeyTrouble(file, `${name} is ${jwk === undefined ? 'missing' : 'no key of P-256'}`, restoreIt)
}

function digestOf(point: Buffer): Buffer {
  return createHash('sha256').update(point).digest().subarray(0, LENGTH)
}
