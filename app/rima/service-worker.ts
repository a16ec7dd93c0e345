import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'

export interface ServiceWorkerFile {
  source: string
  sizeBytes: number
  sha256: string
}

/** The file that installing Rima puts on a phone, and what one needs to check that it is the bank's. */
export async function readServiceWorker(): Promise<ServiceWorkerFile> {
  const bytes = await readFile(join(process.cwd(), 'components/rima/service-worker.js'))
  const sha256 = createHash('sha256').update(bytes).digest('hex')
  return { source: bytes.toString('utf8'), sizeBytes: bytes.length, sha256 }
}
