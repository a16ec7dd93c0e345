import { lchownSync, lstatSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Ids } from './process-users.ts'

/** Makes a folder and all in it one user's, itself last: one that was interrupted is seen to be unfinished. */
export function chownTree(folder: string, { uid, gid }: Ids): void {
  for (const name of readdirSync(folder)) {
    const path = join(folder, name)
    if (lstatSync(path).isDirectory()) chownTree(path, { uid, gid })
    else lchownSync(path, uid, gid)
  }
  lchownSync(folder, uid, gid)
}
