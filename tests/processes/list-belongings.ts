import { lstatSync, readdirSync, readFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { statusOfProcess } from './start-whole.ts'

export type Belonging = { path: string; uid: number; gid: number; mode: string; isFolder: boolean }

/** Everything under `folder`, itself first as `.`. */
export function listBelongings(folder: string, root = folder): Belonging[] {
  const { uid, gid, mode } = lstatSync(folder)
  const own = { path: relative(root, folder) || '.', uid, gid, mode: (mode & 0o777).toString(8), isFolder: true }
  const inside = readdirSync(folder, { withFileTypes: true }).flatMap((entry): Belonging[] => {
    const path = join(folder, entry.name)
    if (entry.isDirectory()) return listBelongings(path, root)
    const stats = lstatSync(path, { throwIfNoEntry: false })
    if (!stats) return []
    const octal = (stats.mode & 0o777).toString(8)
    return [{ path: relative(root, path), uid: stats.uid, gid: stats.gid, mode: octal, isFolder: false }]
  })
  return [own, ...inside.sort((a, b) => (a.path < b.path ? -1 : 1))]
}

export type Person = {
  uid: number
  gid: number
  groups: string
  capabilities: string
  umask: string
  variables: string[]
}

export function describeProcess(pid: number): Person {
  const { Uid = '', Gid = '', Groups = '', CapEff = '', CapPrm = '', Umask = '' } = statusOfProcess(pid)
  const environment = readFileSync(`/proc/${pid}/environ`, 'utf8').split('\0').filter(Boolean)
  return {
    uid: oneOf(Uid),
    gid: oneOf(Gid),
    groups: Groups,
    capabilities: BigInt(`0x${CapEff}`) === 0n && BigInt(`0x${CapPrm}`) === 0n ? '' : CapEff,
    umask: Umask,
    variables: environment.map((line) => line.split('=')[0] ?? '').sort(),
  }
}

/** Real, effective, saved and of the file system: one and the same. */
function oneOf(ids: string): number {
  const different = new Set(ids.split(/\s+/))
  if (different.size !== 1) throw new Error(`ids ${ids} of one process`)
  return Number([...different][0])
}
