import { spawnSync } from 'node:child_process'
import { existsSync, statSync } from 'node:fs'
import { dirname } from 'node:path'
import { inProject } from '../project-root.ts'
import type { Ids } from './process-users.ts'

export type Unreachable = { path: string } | { trouble: string }

const needed = ['package.json', 'channel/main.ts', 'worker/main.ts', 'node_modules/next/package.json']
/** Made by the first start, or by an earlier one with another mask. */
const made = ['prisma/generated/client.ts', '.next/BUILD_ID']

/** The first file of the program that this user cannot read, or why no process can run as this user. */
export function findUnreachable(ids: Ids, dataFolder: string): Unreachable | undefined {
  const test = 'for f do [ -r "$f" ] || [ -d "$f" -a -x "$f" ] || { printf %s "$f"; exit 1; }; done'
  const files = [...needed.map((file) => inProject(file)), ...made.map((file) => inProject(file)).filter(existsSync)]
  const paths = [...files, process.execPath, dataFolder]
  const { status, stdout, error } = spawnSync('/bin/sh', ['-c', test, 'sh', ...paths], {
    ...ids,
    cwd: '/',
    encoding: 'utf8',
  })
  if (status === 0) return undefined
  if (stdout) return { path: stdout }
  return { trouble: (error as NodeJS.ErrnoException | undefined)?.code ?? `sh ended with ${status}` }
}

export function explainUnreachable(found: Unreachable, uid: number): string {
  if ('trouble' in found) return `no process can become user ${uid} here (${found.trouble})`
  const shut = findShutFolder(found.path)
  if (shut) return `other users may not enter ${shut.folder} (mode ${shut.mode})`
  return `other users may not read ${found.path}`
}

/** The highest folder on the way that others may not enter. */
function findShutFolder(path: string): { folder: string; mode: string } | undefined {
  const folders: string[] = []
  for (let folder = dirname(path); folder !== dirname(folder); folder = dirname(folder)) folders.unshift(folder)
  for (const folder of [...folders, path]) {
    const stats = statSync(folder, { throwIfNoEntry: false })
    if (stats?.isDirectory() && (stats.mode & 0o001) === 0) return { folder, mode: (stats.mode & 0o777).toString(8) }
  }
  return undefined
}
