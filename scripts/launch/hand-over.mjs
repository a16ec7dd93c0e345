import { spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { constants } from 'node:os'
import { resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { endRun } from './end-run.mjs'
import { ensureInstalled } from './ensure-installed.mjs'
import { findOwnSession, isOrphan, runVariable } from './run-processes.mjs'

const root = fileURLToPath(new URL('../..', import.meta.url))

/**
 * Runs a script (its path from the project's root) on Node 24 in place of this process: same streams, signals passed on,
 * same exit code or 128 and the signal's number. However either of them ends, no process of the run stays: the script
 * has `patienceMs` to end in its own order, whatever it leaves another `graceMs` before it is killed.
 */
export async function handOver(script, { patienceMs, graceMs }) {
  const run = { id: randomBytes(8).toString('hex'), ownSession: findOwnSession(), patienceMs, graceMs }
  const watcher = startWatcher(run)
  const outer = process.env[runVariable]
  process.env[runVariable] = outer ? `${outer}/${run.id}` : run.id
  const asked = listenForSignals()
  let isEnding = false
  const work = ensureInstalled().then((node) => isEnding || runScript({ node, script, asked, watcher, patienceMs }))
  const early = asked.then((signal) => {
    isEnding = true
    return watcher.hasScript ? work : exitCodeOf(signal)
  })
  const code = await Promise.race([work, early]).catch((error) => {
    process.stderr.write(`${error.message}\n`)
    return 1
  })
  await endRun(run)
  watcher.end()
  process.exit(code)
}

async function runScript({ node, script, asked, watcher, patienceMs }) {
  // The channel's end tells the script that this process is gone, however it went.
  const stdio = ['inherit', 'inherit', 'inherit', 'ipc']
  const child = spawn(node, [resolve(root, script), ...process.argv.slice(2)], { stdio })
  watcher.watch(child.pid)
  let last
  asked.then((signal) => {
    last = signal
    child.kill(signal)
    setTimeout(() => child.kill('SIGKILL'), patienceMs)
  })
  return new Promise((done, fail) => {
    child.once('error', fail)
    child.once('exit', (code, signal) => done(code ?? exitCodeOf(last ?? signal)))
  })
}

/** The first signal that asks this run to end. npm killed outright, or the shell before it, passes none on. */
function listenForSignals() {
  return new Promise((done) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP', 'SIGQUIT']) process.on(signal, () => done(signal))
    if (!process.env.npm_lifecycle_event) return
    // In this order: npm may end between the two.
    const parent = process.ppid
    if (isOrphan()) done('SIGTERM')
    setInterval(() => process.ppid !== parent && done('SIGTERM'), 500)
  })
}

function startWatcher(run) {
  const file = fileURLToPath(new URL('watch-run.mjs', import.meta.url))
  const options = { cwd: '/', detached: true, stdio: ['pipe', 'ignore', 'ignore'] }
  const child = spawn(process.execPath, [file, JSON.stringify(run)], options)
  for (const part of [child, child.stdin]) part.on('error', () => undefined)
  const watcher = {
    hasScript: false,
    watch: (pid) => {
      watcher.hasScript = true
      child.stdin.write(String(pid))
    },
    end: () => child.kill('SIGKILL'),
  }
  return watcher
}

function exitCodeOf(signal) {
  return 128 + constants.signals[signal]
}
