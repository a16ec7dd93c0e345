import { setTimeout as pause } from 'node:timers/promises'
import { findRunProcesses } from './run-processes.mjs'

const LOOK_MS = 50
const KILLED_WITHIN_MS = 10_000

/**
 * Leaves no process of the run: asks all with SIGINT, which ends PostgreSQL quickly, and after `graceMs` kills the rest.
 * @param {{ id: string, ownSession: number, graceMs: number }} run
 */
export async function endRun({ id, ownSession, graceMs }) {
  const asked = new Set()
  const ask = (pid) => !asked.has(pid) && asked.add(pid) && send(pid, 'SIGINT')
  if (await untilNone({ id, ownSession, limitMs: graceMs, treat: ask })) return
  // One that is killed may have started another in the same moment: the list is read again until it is empty.
  await untilNone({ id, ownSession, limitMs: KILLED_WITHIN_MS, treat: (pid) => send(pid, 'SIGKILL') })
}

/** Waits until the process is gone, at most `limitMs`. */
export async function waitForEnd({ pid, limitMs }) {
  for (let waitedMs = 0; waitedMs < limitMs && send(pid, 0); waitedMs += LOOK_MS) await pause(LOOK_MS)
}

async function untilNone({ id, ownSession, limitMs, treat }) {
  const giveUpAtMs = Date.now() + limitMs
  for (;;) {
    const living = findRunProcesses({ id, ownSession })
    if (living.length === 0) return true
    if (Date.now() > giveUpAtMs) return false
    for (const pid of living) treat(pid)
    await pause(LOOK_MS)
  }
}

function send(pid, signal) {
  try {
    return process.kill(pid, signal)
  } catch {
    return false
  }
}
