import { readFileSync } from 'node:fs'

export type BackofficeCredential = { clientId: string; secret: Buffer }

/** The key that the web process signs with; both processes hold it from the day their key files are made. */
export function readBackofficeCredential(keysFile: string): BackofficeCredential {
  const raw = JSON.parse(readFileSync(keysFile, 'utf8'))
  const secret = Buffer.from(String(raw.backofficeClientSecret), 'base64url')
  if (secret.length !== 32) throw new Error(`backofficeClientSecret in ${keysFile} is not 32 bytes of base64url`)
  return { clientId: String(raw.backofficeClientId), secret }
}
