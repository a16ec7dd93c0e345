import { randomBytes } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'

export function randomSecret(): string {
  return randomBytes(32).toString('base64url')
}

/** A secret of 256 bits, base64url, drawn once and kept in `file`, which only its owner can read. */
export function readOrCreateSecret(file: string): string {
  if (!existsSync(file)) writeSecretFile(file, randomSecret())
  return readFileSync(file, 'utf8').trim()
}

export function readOrCreateSecrets<T extends object>(file: string, create: () => T): T {
  if (!existsSync(file)) writeSecretFile(file, JSON.stringify(create(), null, 2))
  return JSON.parse(readFileSync(file, 'utf8')) as T
}

/** Written aside and renamed, so that a crash never leaves half a secret. */
export function writeSecretFile(file: string, content: string): void {
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 })
  const unfinished = `${file}.${process.pid}`
  writeFileSync(unfinished, content, { mode: 0o600 })
  renameSync(unfinished, file)
}
