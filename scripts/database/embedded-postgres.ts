import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import {
  chmodSync,
  chownSync,
  closeSync,
  existsSync,
  lstatSync,
  mkdirSync,
  openSync,
  readFileSync,
  readlinkSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { totalmem } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import pg from 'pg'
import { readOrCreateSecret } from '../keys/secret-file.ts'
import { findFreePort } from '../run/free-port.ts'
import { isAlive, processesInFolder, sendSignal, waitUntilGone } from '../run/processes-in-folder.ts'
import { chownTree } from '../users/chown-tree.ts'
import { type Ids, isRoot } from '../users/process-users.ts'
import { findPostgresBinaries, nobody, serverIds, sharedFolder } from './postgres-binaries.ts'

export type EmbeddedPostgres = {
  superuserUrl: string
  port: number
  pid: number
  exited: Promise<string>
  stop: () => Promise<void>
}

type Options = { dataFolder: string; port?: number; durable?: boolean; ids?: Partial<Ids> }

/**
 * Starts PostgreSQL on 127.0.0.1 with its files under `dataFolder`, making them first when there are none.
 * Leftovers of a server that was killed are ended before. `durable: false` is for tests that never crash.
 */
export async function startEmbeddedPostgres({
  dataFolder,
  port,
  durable = true,
  ids = serverIds(),
}: Options): Promise<EmbeddedPostgres> {
  const binaries = findPostgresBinaries(ids)
  mkdirSync(dataFolder, { recursive: true })
  const password = readOrCreateSecret(join(dataFolder, 'secrets', 'postgres-superuser'))
  const cluster = placeCluster(resolve(dataFolder), ids)
  if (!existsSync(join(cluster, 'PG_VERSION'))) initialise({ binaries, cluster, password })
  await endLeftovers(cluster)
  takeOver(cluster, ids)
  const chosenPort = port ?? (await findFreePort())
  const log = join(dataFolder, 'logs', 'postgres.log')
  const child = launch({ binaries, cluster, log, port: chosenPort, durable, ids })
  const exited = new Promise<string>((done) => {
    child.once('exit', (code, signal) => done(signal ?? `code ${code}`))
    child.once('error', (error) => done(error.message))
  })
  const superuserUrl = `postgresql://postgres:${password}@127.0.0.1:${chosenPort}/postgres`
  await waitUntilReady({ superuserUrl, child, exited, log })
  return {
    superuserUrl,
    port: chosenPort,
    pid: child.pid ?? 0,
    exited,
    stop: () => stopServer({ child, cluster, exited }),
  }
}

/** The folder of the database files; a link to `sharedFolder` where the server's user cannot enter `dataFolder`. */
function placeCluster(dataFolder: string, ids: Partial<Ids>): string {
  const place = join(dataFolder, 'postgres')
  if (lstatSync(place, { throwIfNoEntry: false })?.isSymbolicLink()) return followLink(place)
  if (existsSync(place)) return realpathSync(place)
  if (ids.uid === undefined) return place
  chmodSync(dataFolder, 0o711)
  if (spawnSync('/bin/sh', ['-c', 'cd "$1"', 'sh', dataFolder], { ...ids, cwd: '/' }).status === 0) {
    return join(realpathSync(dataFolder), 'postgres')
  }
  const elsewhere = join(sharedFolder, `data-${randomBytes(6).toString('hex')}`)
  mkdirSync(elsewhere, { recursive: true, mode: 0o711 })
  symlinkSync(join(elsewhere, 'postgres'), place)
  process.stderr.write(`${dataFolder} cannot be entered by user ${ids.uid}: the database files are in ${elsewhere}\n`)
  return join(elsewhere, 'postgres')
}

function followLink(place: string): string {
  const target = readlinkSync(place)
  mkdirSync(dirname(target), { recursive: true, mode: 0o711 })
  return target
}

/** The files are initdb's user's, or those of a version that ran the server as another. */
function takeOver(cluster: string, { uid, gid }: Partial<Ids>): void {
  if (uid === undefined || gid === undefined || statSync(cluster).uid === uid) return
  chownTree(cluster, { uid, gid })
}

/** initdb needs a user with a name, so it gets one that every Linux has; the server needs no name. */
function initialise({ binaries, cluster, password }: { binaries: string; cluster: string; password: string }): void {
  const ids = isRoot() ? nobody : {}
  const unfinished = `${cluster}.new`
  const passwordFile = `${cluster}.password`
  rmSync(unfinished, { recursive: true, force: true })
  rmSync(passwordFile, { force: true })
  mkdirSync(unfinished, { mode: 0o700 })
  writeFileSync(passwordFile, password, { mode: 0o600 })
  for (const path of [unfinished, passwordFile]) if (isRoot()) chownSync(path, nobody.uid, nobody.gid)
  try {
    const args = ['-D', unfinished, '-U', 'postgres', '--auth=scram-sha-256', `--pwfile=${passwordFile}`]
    // With --locale=C pg_trgm finds no letters in Persian words.
    const words = ['--encoding=UTF8', '--locale=C.UTF-8', '--no-sync']
    const made = spawnSync(join(binaries, 'bin', 'initdb'), [...args, ...words], { ...ids, cwd: '/', encoding: 'utf8' })
    if (made.status !== 0) throw new Error(`initdb failed:\n${made.stdout}\n${made.stderr}\n${made.error ?? ''}`)
    renameSync(unfinished, cluster)
  } finally {
    rmSync(passwordFile, { force: true })
  }
}

/** Ends a server that outlived its supervisor, and the children of one that was killed. */
async function endLeftovers(cluster: string): Promise<void> {
  const rest = () => processesInFolder(cluster)
  const postmaster = readPostmasterPid(cluster)
  if (postmaster !== undefined && rest().includes(postmaster)) {
    sendSignal(postmaster, 'SIGINT')
    await waitUntilGone(rest, 10_000)
  }
  for (const pid of rest()) sendSignal(pid, 'SIGKILL')
  if (!(await waitUntilGone(rest, 5_000)))
    throw new Error(`Processes of an earlier server still use ${cluster}: ${rest()}`)
  const claimed = readPostmasterPid(cluster)
  // The number may belong to an unrelated process by now; PostgreSQL would then refuse to start.
  if (claimed !== undefined && isAlive(claimed)) rmSync(join(cluster, 'postmaster.pid'))
}

function readPostmasterPid(cluster: string): number | undefined {
  const file = join(cluster, 'postmaster.pid')
  if (!existsSync(file)) return undefined
  const pid = Number.parseInt(readFileSync(file, 'utf8'), 10)
  return pid > 0 ? pid : undefined
}

type Launch = { binaries: string; cluster: string; log: string; port: number; durable: boolean; ids: Partial<Ids> }

function launch({ binaries, cluster, log, port, durable, ids }: Launch): ChildProcess {
  mkdirSync(join(log, '..'), { recursive: true })
  const output = openSync(log, 'a', 0o600)
  try {
    const settings = serverSettings({ port, durable }).flatMap((setting) => ['-c', setting])
    const { NODE_ENV, RAMZBAN_RUN } = process.env
    const environment = { NODE_ENV, RAMZBAN_RUN, LANG: 'C.UTF-8', TZ: 'UTC' }
    return spawn(join(binaries, 'bin', 'postgres'), ['-D', cluster, ...settings], {
      ...ids,
      cwd: '/',
      env: environment,
      stdio: ['ignore', output, output],
      // Ctrl-C reaches the whole process group; the server must be stopped last.
      detached: true,
    })
  } finally {
    closeSync(output)
  }
}

/** A quarter of the memory, as PostgreSQL's manual advises; no more than this database ever had a use for. */
function sharedBuffersMb(): number {
  // Without a limit some kernels say an immense number, some zero.
  const limit = process.constrainedMemory() || Number.POSITIVE_INFINITY
  const quarter = Math.floor(Math.min(totalmem(), limit) / 4 / 2 ** 20)
  return Math.min(Math.max(quarter, 128), 2048)
}

function serverSettings({ port, durable }: { port: number; durable: boolean }): string[] {
  const commits = durable ? 'on' : 'off'
  return [
    'listen_addresses=127.0.0.1',
    `port=${port}`,
    'unix_socket_directories=',
    'max_connections=100',
    `shared_buffers=${sharedBuffersMb()}MB`,
    'max_prepared_transactions=0',
    // Nothing listens: a notification queue of half a megabyte cannot fill the disk.
    'max_notify_queue_pages=64',
    `fsync=${commits}`,
    `synchronous_commit=${commits}`,
    `full_page_writes=${commits}`,
    'max_wal_size=2GB',
    // After a crash one syncfs instead of an fsync of every file: seconds sooner back.
    'recovery_init_sync_method=syncfs',
    'jit=off',
    'timezone=UTC',
    'log_timezone=UTC',
    // Statements, their parameters and the values in DETAIL lines may hold personal data.
    'log_min_error_statement=panic',
    'log_parameter_max_length=0',
    'log_parameter_max_length_on_error=0',
    'log_error_verbosity=terse',
    'log_line_prefix=%m [%p] %u@%d ',
  ]
}

type Waiting = { superuserUrl: string; child: ChildProcess; exited: Promise<string>; log: string }

async function waitUntilReady({ superuserUrl, child, exited, log }: Waiting): Promise<void> {
  let end: string | undefined
  exited.then((reason) => {
    end = reason
  })
  const giveUpAtMs = Date.now() + 60_000
  while (end === undefined && Date.now() < giveUpAtMs) {
    const client = new pg.Client({ connectionString: superuserUrl, connectionTimeoutMillis: 2_000 })
    client.on('error', () => undefined)
    try {
      await client.connect()
      await client.end()
      return
    } catch {
      await client.end().catch(() => undefined)
      await new Promise((resolve) => setTimeout(resolve, 50))
    }
  }
  if (end === undefined) child.kill('SIGKILL')
  const lastLines = readFileSync(log, 'utf8').trimEnd().split('\n').slice(-15).join('\n')
  throw new Error(`PostgreSQL did not start (${end ?? 'no answer within 60 s'}). The end of ${log}:\n${lastLines}`)
}

type Stopping = { child: ChildProcess; cluster: string; exited: Promise<string> }

async function stopServer({ child, cluster, exited }: Stopping): Promise<void> {
  if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) return
  child.kill('SIGINT')
  const late = setTimeout(() => {
    for (const pid of processesInFolder(cluster)) sendSignal(pid, 'SIGKILL')
  }, 20_000)
  await exited
  clearTimeout(late)
}
