import { chownSync, existsSync } from 'node:fs'
import { openPool, type Pool } from '#server/database.ts'
import { heldByChannel, heldByWeb, heldByWorker } from '#server/key-check-values.ts'
import { checkChannelKeys } from '#server/key-checks/check-channel-keys.ts'
import { keepKeyChecks, requireOneBackofficeSecret } from '#server/key-checks/keep-key-checks.ts'
import { holdsKeyedRows } from '#server/key-checks/repository.ts'
import { KeyTrouble } from '#server/key-file.ts'
import { readChannelKeys } from '#server/keys.ts'
import { type Ids, idsOf, isRoot, type ProcessUsers } from '../users/process-users.ts'
import { type KeyFiles, keyFilesIn, makeKeyFiles } from './keys.ts'

type KeepKeysOptions = { dataFolder: string; ownerUrl: string; users?: ProcessUsers }

/**
 * The key files that belong to the database: drawn where it has never been written with any, compared with its check
 * values where it has, and given to the user who reads each. @throws KeyTrouble in one line for a file that is missing,
 * wrong, open to others or somebody else's
 */
export async function keepKeys({ dataFolder, ownerUrl, users }: KeepKeysOptions): Promise<KeyFiles> {
  const pool = openPool({ connectionString: ownerUrl, max: 1, applicationName: 'ramzban-keys' })
  try {
    const files = keyFilesIn(dataFolder)
    const missing = Object.values(files).filter((file) => !existsSync(file))
    if (missing.length > 0 && (await holdsKeyedRows(pool))) throw lost(missing)
    await checkFiles(pool, makeKeyFiles(dataFolder), users)
    return files
  } finally {
    await pool.end()
  }
}

async function checkFiles(pool: Pool, files: KeyFiles, users: ProcessUsers | undefined): Promise<void> {
  const ownersOf = (name: keyof KeyFiles) => (users && isRoot() ? ownersFor(users, name) : undefined)
  const channel = heldByChannel(files.channel, ownersOf('channel'))
  const worker = heldByWorker(files.worker, ownersOf('worker'))
  const held = { channel, worker, web: heldByWeb(files.web, ownersOf('web')) }
  for (const name of ['channel', 'worker', 'web'] as const) {
    if (users && isRoot()) give(files[name], idsOf(users, name) ?? { uid: 0, gid: 0 })
  }
  await requireOneBackofficeSecret(pool, held)
  await checkChannelKeys(pool, readChannelKeys(files.channel, ownersOf('channel')), channel)
  await keepKeyChecks(pool, held)
}

/** Whom a file may belong to when root starts: who reads it, root, and who would read it with users apart. */
function ownersFor(users: ProcessUsers, name: keyof KeyFiles): number[] {
  return [idsOf(users, name)?.uid ?? 0, 0, users.planned[name].uid]
}

function give(file: string, { uid, gid }: Ids): void {
  chownSync(file, uid, gid)
}

function lost(missing: string[]): KeyTrouble {
  const [one, them] = missing.length === 1 ? ['it is', 'it'] : ['they are', 'them']
  return new KeyTrouble(
    missing.join(', '),
    `${one} missing, and what this database holds was written with other keys than could be drawn now`,
    `Restore ${them} from the backup that belongs to this database`,
  )
}
