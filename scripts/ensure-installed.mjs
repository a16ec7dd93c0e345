import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = dirname(dirname(fileURLToPath(import.meta.url)))
const stamp = join(root, 'node_modules', '.ramzban-install')

/** Installs the packages of package-lock.json unless they are those of the last time, and returns Node 24's path. */
export function ensureInstalled() {
  const wanted = createHash('sha256')
    .update(readFileSync(join(root, 'package-lock.json')))
    .digest('hex')
  if (!existsSync(stamp) || readFileSync(stamp, 'utf8') !== wanted) install()
  return findNode()
}

function install() {
  process.stderr.write('Installing packages (npm install)…\n')
  const options = { cwd: root, stdio: ['ignore', process.stderr.fd, process.stderr.fd] }
  const done = spawnSync('npm', ['install', '--no-audit', '--no-fund', '--loglevel=error'], options)
  if (done.status !== 0) {
    const hint = 'npm needs its registry once, and this folder must belong to the user who runs it'
    stop(`npm install failed (${done.error?.message ?? `code ${done.status}`}): ${hint}.`)
  }
  // npm may have written the lock file anew; what counts is what is installed now.
  writeFileSync(
    stamp,
    createHash('sha256')
      .update(readFileSync(join(root, 'package-lock.json')))
      .digest('hex'),
  )
}

function findNode() {
  const pinned = join(root, 'node_modules', '.bin', 'node')
  if (existsSync(pinned) && spawnSync(pinned, ['--version']).status === 0) return pinned
  if (Number(process.versions.node.split('.')[0]) >= 24) return process.execPath
  return stop(
    `Node 24 is needed and npm has none for this machine (${process.platform} ${process.arch}): install Node 24.`,
  )
}

function stop(message) {
  process.stderr.write(`${message}\n`)
  process.exit(1)
}
