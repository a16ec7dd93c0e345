import { readFileSync, realpathSync, type Stats, statSync } from 'node:fs'
import { dirname } from 'node:path'

/** A key file that may not be used: one line that names the file, what is wrong with it and what to do. */
export class KeyTrouble extends Error {
  constructor(file: string, trouble: string, remedy: string) {
    super(`Key file ${file}: ${trouble}. ${remedy} (docs/operations, “Keys”).`)
    this.name = 'KeyTrouble'
  }
}

export const restoreIt = 'Restore it from the backup that belongs to this database'

/** What a key file says; `owners` are the user ids that it may belong to, the reader's own and root's unless given. */
export function readKeyFile(file: string, owners: readonly number[] = ownAndRoot()): Record<string, unknown> {
  requireClosed(file, statOf(file), owners)
  let content: unknown
  try {
    content = JSON.parse(readFileSync(file, 'utf8'))
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    throw new KeyTrouble(file, code ? `it cannot be read (${code})` : 'it is no JSON', restoreIt)
  }
  if (content === null || typeof content !== 'object' || Array.isArray(content)) {
    throw new KeyTrouble(file, 'it holds no keys by name', restoreIt)
  }
  return content as Record<string, unknown>
}

/** For root's tools beside a running system, whose start has looked at who owns what. */
export function whoeverOwns(file: string): number[] {
  return [statOf(file).uid]
}

/** @throws KeyTrouble unless it is base64url of 32 bytes */
export function keyOf(file: string, name: string, base64url: unknown): Buffer {
  const key = typeof base64url === 'string' ? Buffer.from(base64url, 'base64url') : Buffer.alloc(0)
  if (key.length === 32) return key
  throw new KeyTrouble(
    file,
    `${name} is ${base64url === undefined ? 'missing' : 'not 32 bytes of base64url'}`,
    restoreIt,
  )
}

function statOf(file: string): Stats {
  try {
    return statSync(file)
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    throw new KeyTrouble(file, code === 'ENOENT' ? 'it is missing' : `it cannot be reached (${code})`, restoreIt)
  }
}

function requireClosed(file: string, stats: Stats, owners: readonly number[]): void {
  if (!stats.isFile()) throw new KeyTrouble(file, 'it is no file', restoreIt)
  if (process.platform === 'win32') return
  if ((stats.mode & (isCredential(file) ? 0o037 : 0o077)) !== 0) {
    const mode = (stats.mode & 0o777).toString(8)
    throw new KeyTrouble(file, `others than its owner may open it (mode ${mode})`, `Say chmod 600 ${file}`)
  }
  if (!owners.includes(stats.uid)) {
    const wanted = owners[0] ?? 0
    throw new KeyTrouble(file, `it belongs to user ${stats.uid}`, `Say chown ${wanted} ${file}`)
  }
}

/** systemd lets a unit's user read its credentials by an access list, which shows as the group's right to read. */
function isCredential(file: string): boolean {
  const folder = process.env.CREDENTIALS_DIRECTORY
  if (!folder) return false
  try {
    return dirname(realpathSync(file)) === realpathSync(folder) && (statSync(folder).mode & 0o027) === 0
  } catch {
    return false
  }
}

function ownAndRoot(): number[] {
  return [process.geteuid?.() ?? 0, 0]
}
