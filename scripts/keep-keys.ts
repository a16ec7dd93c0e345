import { existsSync } from 'node:fs'
import { openPool, type Pool } from '#server/database.ts'
import { heldByChannel, heldByWeb, heldByWorker } from '#server/key-check-values.ts'
import { checkChannelKeys } from '#server/key-checks/check-channel-keys.ts'
import { keepKeyChecks, requireOneBackofficeSecret } from '#server/key-checks/keep-key-checks.ts'
import { holdsKeyedRows } from '#server/key-checks/repository.ts'
import { KeyTrouble } from '#server/key-file.ts'
import { readChannelKeys } from '#server/keys.ts'
import { type KeyFiles, keyFilesIn, makeKeyFiles } from './keys.ts'

type Keeping = { dataFolder: string; ownerUrl: string }

/**
 * The key files that belong to the database: drawn where it has never been written with any, compared with its check
 * values where it has. @throws KeyTrouble in one line for a file that is missing, wrong or open to others
 */
export async function keepKeys({ dataFolder, ownerUrl }: Keeping): Promise<KeyFiles> {
  const pool = openPool({ connectionString: ownerUrl, max: 1, applicationName: 'ramzban-keys' })
  try {
    const files = keyFilesIn(dataFolder)
    const missing = Object.values(files).filter((file) => !existsSync(file))
    if (missing.length > 0 && (await holdsKeyedRows(pool))) throw lost(missing)
    await checkFiles(pool, makeKeyFiles(dataFolder))
    return files
  } finally {
    await pool.end()
  }
}

async function checkFiles(pool: Pool, files: KeyFiles): Promise<void> {
  const channel = heldByChannel(files.channel)
  const held = { channel, worker: heldByWorker(files.worker), web: heldByWeb(files.web) }
  await requireOneBackofficeSecret(pool, held)
  await checkChannelKeys(pool, readChannelKeys(files.channel), channel)
  await keepKeyChecks(pool, held)
}

function lost(missing: string[]): KeyTrouble {
  const [one, them] = missing.length === 1 ? ['it is', 'it'] : ['they are', 'them']
  return new KeyTrouble(
    missing.join(', '),
    `${one} missing, and what this database holds was written with other keys than could be drawn now`,
    `Restore ${them} from the backup that belongs to this database`,
  )
}
