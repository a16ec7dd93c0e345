import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
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
  const run = spawnSync('sh', ['-c', `apt-get update && ${command}`], { encoding: 'utf8', env: environment })
  if (run.status !== 0) process.stdout.write(`${command} failed; tests that need it are skipped:\n${run.stderr}\n`)
  return noTotals
}

function succeeds(program: string, args: string[]): boolean {
  return spawnSync(program, args).status === 0
}
