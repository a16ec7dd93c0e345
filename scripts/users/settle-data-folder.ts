import { closeSync, constants, fchmodSync, fchownSync, mkdirSync, openSync } from 'node:fs'
import { join } from 'node:path'
import { type Ids, idsOf, isRoot, type ProcessUsers } from './process-users.ts'

type Place = { path: string; mode: number; uid?: number; gid?: number }

/** Makes the folders, and gives them and the demo's files their owners and modes, whatever an earlier start has left. */
export function settleDataFolder({ dataFolder, users }: { dataFolder: string; users: ProcessUsers }): void {
  for (const name of ['keys', 'secrets', 'logs']) mkdirSync(join(dataFolder, name), { recursive: true, mode: 0o700 })
  if (!isRoot()) return
  const worker = idsOf(users, 'worker')
  const web = idsOf(users, 'web')
  const inside = (name: string): string => join(dataFolder, name)
  const places: Place[] = [
    { path: inside('keys'), mode: web ? 0o711 : 0o700 },
    { path: inside('secrets'), mode: 0o700 },
    { path: inside('logs'), mode: 0o700 },
    // The simulators' data: readable by the starting user and the web process.
    { path: inside('demo-clients.json'), ...readBy(web) },
    { path: inside('demo-customers.json'), ...readBy(web) },
    { path: inside('demo-operators.json'), ...readBy(undefined) },
    { path: inside('outbox.jsonl'), ...readBy(web), ...(worker ? { uid: worker.uid } : {}) },
  ]
  for (const place of places) settle(place)
}

/** A missing file is skipped, and a link is not followed. */
function settle({ path, mode, uid = 0, gid = 0 }: Place): void {
  let file: number
  try {
    file = openSync(path, constants.O_RDONLY | constants.O_NOFOLLOW)
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    if (code === 'ENOENT' || code === 'ELOOP') return
    throw error
  }
  fchownSync(file, uid, gid)
  fchmodSync(file, mode)
  closeSync(file)
}

/** The worker appends to it, and may make no file in the data folder. */
export function makeOutbox(dataFolder: string): void {
  closeSync(openSync(join(dataFolder, 'outbox.jsonl'), 'a', 0o600))
}

function readBy(reader: Ids | undefined): Omit<Place, 'path'> {
  return reader ? { mode: 0o640, gid: reader.gid } : { mode: 0o600 }
}
