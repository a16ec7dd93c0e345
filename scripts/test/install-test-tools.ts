import { type ChildProcessByStdio, spawn, spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import type { Readable } from 'node:stream'
import { findFaketime } from './find-faketime.ts'
import { noTotals, type Totals } from './test-totals.ts'

export const chromiumFile = '/usr/bin/chromium'

const tools = [
  { debianPackage: 'chromium', isThere: () => existsSync(chromiumFile) },
  { debianPackage: 'oathtool', isThere: () => succeeds('oathtool', ['--version']) },
  { debianPackage: 'python3-pyotp', isThere: () => succeeds('/usr/bin/python3', ['-c', 'import pyotp']) },
  { debianPackage: 'faketime', isThere: () => findFaketime() !== undefined },
]

/** Installs what tests need from Debian when this is root; else says what is missing, and those tests are skipped. */
export async function installTestTools(): Promise<Totals> {
  const missing = tools.filter(({ isThere }) => !isThere()).map(({ debianPackage }) => debianPackage)
  if (missing.length === 0) return noTotals
  const command = `apt-get install -y --no-install-recommends ${missing.join(' ')}`
  if (process.getuid?.() !== 0) {
    process.stdout.write(`Missing: ${missing.join(', ')}. Tests that need them are skipped; as root: ${command}\n`)
    return noTotals
  }
  const environment = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
  // An earlier installation may have been stopped half-way.
  const whole = `dpkg --configure -a && apt-get update && ${command}`
  const { isDone, said } = await finish(
    spawn('sh', ['-c', whole], { env: environment, stdio: ['ignore', 'ignore', 'pipe'] }),
  )
  if (!isDone) process.stdout.write(`${command} failed; tests that need it are skipped:\n${said}\n`)
  return noTotals
}

function finish(child: ChildProcessByStdio<null, null, Readable>): Promise<{ isDone: boolean; said: string }> {
  let said = ''
  child.stderr.on('data', (chunk) => {
    said += chunk
  })
  return new Promise((resolve) => {
    child.once('error', ({ message }) => resolve({ isDone: false, said: message }))
    child.once('close', (code) => resolve({ isDone: code === 0, said }))
  })
}

function succeeds(program: string, args: string[]): boolean {
  return spawnSync(program, args).status === 0
}
