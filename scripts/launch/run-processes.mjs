import { readdirSync, readFileSync } from 'node:fs'

/** Every process of a run inherits this; where a run starts another the value is a path of both ids. */
export const runVariable = 'RAMZBAN_RUN'

/**
 * Living processes of the run `id` (Linux; elsewhere none): those started with it in their environment, their
 * descendants, and whoever shares a session with them, as PostgreSQL and Chromium write over their environment.
 * @param {{ id: string, ownSession: number }} run `ownSession`: of the process that started the run, which is not the run's.
 * @returns {number[]}
 */
export function findRunProcesses({ id, ownSession }) {
  const all = listProcesses()
  const found = new Set(all.filter(({ pid }) => isMarked(pid, id)).map(({ pid }) => pid))
  for (let before = -1; before !== found.size; ) {
    before = found.size
    const sessions = new Set(all.filter(({ pid }) => found.has(pid)).map(({ session }) => session))
    sessions.delete(ownSession)
    for (const { pid, parent, session } of all) if (found.has(parent) || sessions.has(session)) found.add(pid)
  }
  found.delete(process.pid)
  return [...found]
}

/** @returns {number} */
export function findOwnSession() {
  return readProcess(process.pid)?.session ?? 0
}

/**
 * Whether whoever started this process had ended before it could ask: the one that stands in its place, which takes
 * over orphans, is of another session.
 */
export function isOrphan() {
  const parent = readProcess(process.ppid)
  return parent !== undefined && parent.session !== findOwnSession()
}

function isMarked(pid, id) {
  return runsOf(pid).includes(id)
}

function runsOf(pid) {
  try {
    const variables = readFileSync(`/proc/${pid}/environ`, 'latin1').split('\0')
    const mark = variables.find((variable) => variable.startsWith(`${runVariable}=`))
    return mark ? mark.slice(runVariable.length + 1).split('/') : []
  } catch {
    return []
  }
}

function listProcesses() {
  try {
    return readdirSync('/proc').flatMap((name) => (/^\d+$/.test(name) ? (readProcess(Number(name)) ?? []) : []))
  } catch {
    return []
  }
}

/** Zombies are none: they do nothing and hold nothing. */
function readProcess(pid) {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'latin1')
    // The program's name stands in brackets and may hold blanks and brackets itself.
    const [state, parent, , session] = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
    return state === 'Z' || state === 'X' ? undefined : { pid, parent: Number(parent), session: Number(session) }
  } catch {
    return undefined
  }
}
