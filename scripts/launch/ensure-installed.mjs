import { spawn, spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { holdLock } from './hold-lock.mjs'
import { isInstalled } from './is-installed.mjs'

const projectRoot = fileURLToPath(new URL('../..', import.meta.url))

/**
 * Installs the packages of package-lock.json unless they are there, and resolves to Node 24's path. The mark of a
 * finished installation is written last and taken away first, so that an interrupted one is noticed. Of commands begun
 * at once one installs and the others wait.
 */
export async function ensureInstalled(root = projectRoot) {
  const stamp = join(root, 'node_modules', '.ramzban-install')
  const wanted = createHash('sha256')
    .update(readFileSync(join(root, 'package-lock.json')))
    .digest('hex')
  const isDone = () => existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted
  const work = async () => {
    if (isDone()) return
    rmSync(stamp, { force: true })
    if (!isInstalled(root)) await install(root)
    writeFileSync(stamp, wanted)
  }
  const onWait = () => process.stderr.write('Another command installs here; waiting for it…\n')
  if (!isDone()) await holdLock({ folder: root, onWait, work })
  return findNode(root)
}

async function install(root) {
  process.stderr.write('Installing packages (npm ci)…\n')
  // npm takes what this file lists for installed.
  rmSync(join(root, 'node_modules', '.package-lock.json'), { force: true })
  const ends = await runNpm(root, ['ci', '--no-audit', '--no-fund', '--loglevel=error'])
  if (ends === 0) return
  const hint = 'npm needs its registry once, and this folder must belong to the user who runs it'
  throw new Error(`npm ci failed (${ends}): ${hint}.`)
}

/** npm by the Node that is not in node_modules, which npm ci removes first; resolves to how it ended, 0 for well. */
function runNpm(root, args) {
  const folders = (process.env.PATH ?? '').split(delimiter).filter((folder) => !folder.startsWith(root))
  const env = { ...process.env, PATH: folders.join(delimiter) }
  const stdio = ['ignore', process.stderr.fd, process.stderr.fd]
  const child = spawn('npm', args, { cwd: root, env, stdio, detached: true })
  return new Promise((done) => {
    child.once('error', (error) => done(error.message))
    child.once('exit', (code, signal) => done(code ?? signal))
  })
}

function findNode(root) {
  const pinned = join(root, 'node_modules', '.bin', 'node')
  if (existsSync(pinned) && spawnSync(pinned, ['--version']).status === 0) return pinned
  if (Number(process.versions.node.split('.')[0]) >= 24) return process.execPath
  throw new Error(
    `Node 24 is needed and npm has none for this machine (${process.platform} ${process.arch}): install Node 24.`,
  )
}
