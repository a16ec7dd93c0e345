import { readdirSync, readFileSync, readlinkSync } from 'node:fs'

type Seen = { pid: number; parent: number; state: string; startedAt: string; name: string }

/** Found otherwise than the runner finds them: by a variable of the test's own, the working folder, and descent. */
export function processesOf(folder: string): Seen[] {
  const all = listProcesses()
  const own = all.filter(({ pid }) => wasGiven(pid, folder) || standsIn(pid, folder))
  const found = new Map(own.map((seen) => [seen.pid, seen]))
  for (let before = -1; before !== found.size; ) {
    before = found.size
    for (const seen of all) if (found.has(seen.parent)) found.set(seen.pid, seen)
  }
  return [...found.values()]
}

/** What of `earlier` lives still, and what else is found now. */
export function stillThere(folder: string, earlier: readonly Seen[]): string[] {
  const now = listProcesses()
  const same = (a: Seen, b: Seen): boolean => a.pid === b.pid && a.startedAt === b.startedAt
  const kept = now.filter((seen) => earlier.some((other) => same(seen, other)))
  return [...new Set([...kept, ...processesOf(folder)].map(({ pid, name }) => `${pid} ${name}`))]
}

function listProcesses(): Seen[] {
  const pids = readdirSync('/proc').filter((name) => /^\d+$/.test(name))
  return pids.map(Number).flatMap((pid) => readProcess(pid) ?? [])
}

function readProcess(pid: number): Seen | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'latin1')
    const [name = '', rest = ''] = [stat.slice(stat.indexOf('('), stat.lastIndexOf(')') + 1), stat.split(') ').at(-1)]
    const [state = '', parent, ...more] = rest.split(' ')
    if (state === 'Z') return undefined
    return { pid, parent: Number(parent), state, startedAt: more[17] ?? '', name }
  } catch {
    return undefined
  }
}

function wasGiven(pid: number, folder: string): boolean {
  const read = (): boolean =>
    readFileSync(`/proc/${pid}/environ`, 'latin1').split('\0').includes(`BUSY_FOLDER=${folder}`)
  return tryTo(read)
}

function standsIn(pid: number, folder: string): boolean {
  return tryTo(() => readlinkSync(`/proc/${pid}/cwd`).startsWith(folder))
}

function tryTo(read: () => boolean): boolean {
  try {
    return read()
  } catch {
    return false
  }
}
