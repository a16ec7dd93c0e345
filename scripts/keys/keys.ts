import { generateKeyPairSync, type JsonWebKey } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { randomSecret, writeSecretFile } from './secret-file.ts'

export type KeyFiles = { channel: string; worker: string; web: string }
export type ChannelKeys = {
  panFingerprintKey: string
  otpCodeKey: string
  tokenKey: string
  bodyMacKey: string
  sealKeyId: string
  sealKeys: Record<string, string>
  workerSealPublicKeyJwk: JsonWebKey
  backofficeClientId: string
  backofficeClientSecret: string
}
export type WorkerKeys = { sealPrivateKeyJwk: JsonWebKey }
export type WebKeys = { sessionKey: string; backofficeClientId: string; backofficeClientSecret: string }

export function keyFilesIn(dataFolder: string): KeyFiles {
  const fileOf = (name: string): string => join(dataFolder, 'keys', `${name}.json`)
  return { channel: fileOf('channel'), worker: fileOf('worker'), web: fileOf('web') }
}

/** Draws each process's keys once, into `dataFolder`/keys, a file per process that only its owner can read. */
export function makeKeyFiles(dataFolder: string): KeyFiles {
  const files = keyFilesIn(dataFolder)
  const present = Object.values(files).filter((file) => existsSync(file))
  if (present.length === 3) return files
  // The channel's file is written last: keys that belong together are drawn as new until all three are there.
  if (existsSync(files.channel)) {
    throw new Error(
      `Only ${present.join(', ')} of the three key files is there: restore the others, they cannot be made again.`,
    )
  }
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const backoffice = { backofficeClientId: 'backoffice-web', backofficeClientSecret: randomSecret() }
  const worker: WorkerKeys = { sealPrivateKeyJwk: privateKey.export({ format: 'jwk' }) }
  const web: WebKeys = { sessionKey: randomSecret(), ...backoffice }
  writeSecretFile(files.worker, JSON.stringify(worker, null, 2))
  writeSecretFile(files.web, JSON.stringify(web, null, 2))
  writeSecretFile(
    files.channel,
    JSON.stringify(drawChannelKeys(publicKey.export({ format: 'jwk' }), backoffice), null, 2),
  )
  return files
}

export function readKeys<T>(file: string): T {
  return JSON.parse(readFileSync(file, 'utf8')) as T
}

type Backoffice = Pick<ChannelKeys, 'backofficeClientId' | 'backofficeClientSecret'>

function drawChannelKeys(workerSealPublicKeyJwk: JsonWebKey, backoffice: Backoffice): ChannelKeys {
  return {
    panFingerprintKey: randomSecret(),
    otpCodeKey: randomSecret(),
    tokenKey: randomSecret(),
    bodyMacKey: randomSecret(),
    sealKeyId: 'k1',
    sealKeys: { k1: randomSecret() },
    workerSealPublicKeyJwk,
    ...backoffice,
  }
}
