import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { inProject, projectRoot } from '../../scripts/project-root.ts'

/**
 * The real system, with a data folder of its own, once for all specs. Specs find it by `E2E_WEB_URL`, `E2E_CHANNEL_URL`
 * and `E2E_DATA_DIR`; where `E2E_DATA_DIR` is set already, a running system is used.
 */
export default async function startSystem(): Promise<() => Promise<void>> {
  if (process.env.E2E_DATA_DIR) return async () => undefined
  const dataFolder = mkdtempSync(join(tmpdir(), 'ramzban-e2e-'))
  process.env.E2E_DATA_DIR = dataFolder
  const { DATABASE_URL: _, APP_ORIGINS: __, ...environment } = process.env
  const child = spawn(process.execPath, [inProject('scripts', 'run', 'run.ts')], {
    cwd: projectRoot,
    env: {
      ...environment,
      NODE_ENV: 'production',
      DATA_DIR: dataFolder,
      WEB_PORT: portOf(process.env.E2E_WEB_URL),
      CHANNEL_PORT: portOf(process.env.E2E_CHANNEL_URL),
      RAMZBAN_DEMO: '1',
    },
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  })
  await untilReady(child)
  return async () => {
    const exited = new Promise((resolve) => child.once('exit', resolve))
    child.kill('SIGTERM')
    await exited
    rmSync(dataFolder, { recursive: true, force: true })
  }
}

function untilReady(child: ChildProcess): Promise<void> {
  let said = ''
  child.stderr?.on('data', (chunk) => {
    said += chunk
  })
  return new Promise((resolve, reject) => {
    child.once('exit', (code) => reject(new Error(`The system ended with ${code} before it was ready:\n${said}`)))
    if (!child.stdout) return reject(new Error('The system has no output to read.'))
    createInterface({ input: child.stdout }).on('line', (line) => {
      if (line.startsWith('ready ')) resolve()
    })
  })
}

function portOf(url = ''): string {
  return new URL(url).port
}
