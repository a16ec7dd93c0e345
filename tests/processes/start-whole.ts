import { type ChildProcess, spawn } from 'node:child_process'
import { chownSync, existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { inProject } from '../../scripts/project-root.ts'
import { findFreePort } from '../../scripts/run/free-port.ts'

export type Whole = {
  dataFolder: string
  webUrl: string
  said: () => string
  pids: () => Record<string, number>
  stop: () => Promise<number | null>
  supervisor: ChildProcess
}

/** Somebody whom every Linux knows and who owns nothing. */
export const NOBODY = 65_534

/** `npm start` on a folder of its own, by root or through setpriv by nobody, with an environment that the test knows. */
export async function startWhole(dataFolder: string, as: 'root' | 'nobody'): Promise<Whole> {
  const [webPort, channelPort] = [await findFreePort(), await findFreePort()]
  const home = makeFolder('home', as)
  const drop = as === 'nobody' ? ['setpriv', `--reuid=${NOBODY}`, `--regid=${NOBODY}`, '--clear-groups'] : []
  const [program = '', ...args] = [...drop, process.execPath, inProject('scripts', 'start.mjs')]
  const supervisor = spawn(program, args, {
    cwd: inProject(),
    env: {
      PATH: process.env.PATH,
      HOME: home,
      LANG: 'C.UTF-8',
      NODE_ENV: 'production',
      RAMZBAN_RUN: process.env.RAMZBAN_RUN ?? 'test',
      DATA_DIR: dataFolder,
      WEB_PORT: String(webPort),
      CHANNEL_PORT: String(channelPort),
    },
  })
  let said = ''
  const exited = new Promise<number | null>((done) => supervisor.once('close', done))
  const ready = new Promise<boolean>((done) => {
    for (const stream of [supervisor.stdout, supervisor.stderr]) {
      stream.on('data', (chunk: Buffer) => {
        said += chunk
        if (/^ready /m.test(said)) done(true)
      })
    }
    void exited.then(() => done(false))
  })
  if (!(await ready)) throw new Error(`It did not start:\n${said}`)
  const pids = (): Record<string, number> => JSON.parse(readFileSync(join(dataFolder, 'run.json'), 'utf8'))
  const stop = async (): Promise<number | null> => {
    supervisor.kill('SIGTERM')
    const code = await exited
    rmSync(home, { recursive: true, force: true })
    return code
  }
  return { dataFolder, webUrl: `http://127.0.0.1:${webPort}`, said: () => said, pids, stop, supervisor }
}

export function makeFolder(name: string, as: 'root' | 'nobody'): string {
  const folder = mkdtempSync(join(tmpdir(), `ramzban-${name}-`))
  if (as === 'nobody') chownSync(folder, NOBODY, NOBODY)
  return folder
}

export function statusOfProcess(pid: number): Record<string, string> {
  const file = `/proc/${pid}/status`
  if (!existsSync(file)) return {}
  const lines = readFileSync(file, 'utf8').split('\n')
  return Object.fromEntries(lines.map((line) => line.split(':\t').map((part) => part.trim())))
}
