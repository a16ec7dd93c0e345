import { spawn } from 'node:child_process'
import { closeSync, existsSync, mkdirSync, openSync, readFileSync, renameSync, statSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { inProject, projectRoot } from '../project-root.ts'
import type { Ids } from '../users/process-users.ts'

export type Running = { pid: number; exited: Promise<string>; stop: () => Promise<void> }

export type Service = {
  name: string
  args: string[]
  environment: Record<string, string | undefined>
  logFolder: string
  /** The user it runs as, its starter's unless given. */
  ids?: Ids
}

const logMaxBytes = 50_000_000
const stopLimitMs = 20_000
/** A user whom no list of users names has no home and none of its starter's folders. */
const homeless = { HOME: '/nonexistent', TMPDIR: undefined }

/** Starts a Node process of the product with nothing in its environment but what it is given. */
export function startService({ name, args, environment, logFolder, ids }: Service): Running {
  const log = openLog(join(logFolder, `${name}.log`))
  const child = withUmask(0o077, () =>
    spawn(process.execPath, args, {
      ...ids,
      cwd: projectRoot,
      env: { ...commonEnvironment(), ...(ids && homeless), ...environment },
      stdio: ['ignore', log, log],
      // Ctrl-C reaches the whole process group, but the order of stopping is the supervisor's.
      detached: true,
    }),
  )
  if (log !== 'ignore') closeSync(log)
  const exited = new Promise<string>((done) => {
    child.once('exit', (code, signal) => done(signal ?? `code ${code}`))
    child.once('error', (error) => done(error.message))
  })
  const stop = async (): Promise<void> => {
    child.kill('SIGTERM')
    const late = setTimeout(() => child.kill('SIGKILL'), stopLimitMs)
    await exited
    clearTimeout(late)
  }
  return { pid: child.pid ?? 0, exited, stop }
}

export function commonEnvironment(): NodeJS.ProcessEnv {
  const { HOME, LANG, TMPDIR, NODE_EXTRA_CA_CERTS, RAMZBAN_RUN } = process.env
  const PATH = `${inProject('node_modules', '.bin')}${delimiter}${process.env.PATH}`
  const quiet = { NEXT_TELEMETRY_DISABLED: '1', CHECKPOINT_DISABLE: '1' }
  return { PATH, HOME, LANG, TMPDIR, NODE_EXTRA_CA_CERTS, RAMZBAN_RUN, NODE_ENV: 'production', ...quiet }
}

/** The last lines of a service's log, for the message that says why it could not run. */
export function readLogEnd(file: string, lines = 15): string {
  return existsSync(file) ? readFileSync(file, 'utf8').trimEnd().split('\n').slice(-lines).join('\n') : ''
}

/** Without a place for its log a process runs all the same. */
function openLog(file: string): number | 'ignore' {
  try {
    mkdirSync(join(file, '..'), { recursive: true })
    if (existsSync(file) && statSync(file).size > logMaxBytes) renameSync(file, `${file}.1`)
    return openSync(file, 'a', 0o600)
  } catch (error) {
    process.stderr.write(`${file} cannot be opened, what it would hold is lost: ${(error as Error).message}\n`)
    return 'ignore'
  }
}

/** What is started in `work` makes its files with this mask. */
function withUmask<T>(mask: number, work: () => T): T {
  const own = process.umask(mask)
  try {
    return work()
  } finally {
    process.umask(own)
  }
}
