import { keyOf, readKeyFile } from '#server/key-file.ts'

export type BackofficeCredential = { clientId: string; secret: Buffer }

/** The key that the web process signs with; both processes hold it from the day their key files are made. */
export function readBackofficeCredential(keysFile: string): BackofficeCredential {
  const raw = readKeyFile(keysFile)
  const secret = keyOf(keysFile, 'backofficeClientSecret', raw.backofficeClientSecret)
  return { clientId: String(raw.backofficeClientId), secret }
}
