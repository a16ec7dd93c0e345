import { type ChildProcessByStdio, spawn, spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import type { Readable } from 'node:stream'
import { findFaketime } from './find-faketime.ts'
import { noTotals, type Totals } from './test-totals.ts'

// The same engine; without the window that nobody sees, a page costs a third of the time. Not every Debian has it.
const shell = { debianPackage: 'chromium-headless-shell', file: '/usr/bin/chromium-headless-shell' }
const chromium = { debianPackage: 'chromium', file: '/usr/bin/chromium' }

/** The browser that tests are driven in: the headless shell where it is installed. */
export function findBrowser(): string | undefined {
  return [shell, chromium].map(({ file }) => file).find((file) => existsSync(file))
}

const tools = [
  { debianPackage: chromium.debianPackage, isThere: () => findBrowser() !== undefined },
  { debianPackage: 'oathtool', isThere: () => succeeds('oathtool', ['--version']) },
  { debianPackage: 'python3-pyotp', isThere: () => succeeds('/usr/bin/python3', ['-c', 'import pyotp']) },
  { debianPackage: 'faketime', isThere: () => findFaketime() !== undefined },
]

/** Installs what tests need from Debian when this is root; else says what is missing, and those tests are skipped. */
export async function installTestTools(): Promise<Totals> {
  const isRoot = process.getuid?.() === 0
  // Tried first, and done without where it is not to be had.
  if (isRoot && !existsSync(shell.file)) await install([shell.debianPackage])
  const missing = tools.filter(({ isThere }) => !isThere()).map(({ debianPackage }) => debianPackage)
  if (missing.length === 0) return noTotals
  if (!isRoot) {
    process.stdout.write(
      `Missing: ${missing.join(', ')}. Tests that need them are skipped; as root: ${commandFor(missing)}\n`,
    )
    return noTotals
  }
  const { isDone, said } = await install(missing)
  if (!isDone) process.stdout.write(`${commandFor(missing)} failed; tests that need it are skipped:\n${said}\n`)
  return noTotals
}

// A machine without a network is to notice it in seconds.
const apt = 'apt-get -o Acquire::Retries=0 -o Acquire::http::Timeout=10'

const commandFor = (packages: string[]): string => `${apt} install -y --no-install-recommends ${packages.join(' ')}`

function install(packages: string[]): Promise<{ isDone: boolean; said: string }> {
  const environment = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
  // An earlier installation may have been stopped half-way.
  const whole = `dpkg --configure -a && ${apt} update && ${commandFor(packages)}`
  return finish(spawn('sh', ['-c', whole], { env: environment, stdio: ['ignore', 'ignore', 'pipe'] }))
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
