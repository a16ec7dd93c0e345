import { readdirSync, readFileSync } from 'node:fs'

const TICK_MS = 10

type Stat = { parent: number; ownMs: number; waitedForMs: number }

/** CPU used so far by a process with all its threads. */
export function cpuMsOf(pid: number): number {
  return statOf(pid)?.ownMs ?? 0
}

/** CPU used so far by a process and its children, those that ended too. */
export function cpuMsOfFamily(pid: number): number {
  // A child that ends between the two looks at its parent would be counted twice or not at all.
  for (;;) {
    const before = statOf(pid)
    const childrenMs = listProcesses().flatMap((child) => {
      const stat = statOf(child)
      return stat?.parent === pid ? [stat.ownMs] : []
    })
    const after = statOf(pid)
    if (before?.waitedForMs !== after?.waitedForMs) continue
    return childrenMs.reduce((sum, ms) => sum + ms, (after?.ownMs ?? 0) + (after?.waitedForMs ?? 0))
  }
}

function listProcesses(): number[] {
  return readdirSync('/proc').flatMap((name) => (/^\d+$/.test(name) ? [Number(name)] : []))
}

/** CPU that the machine's cores used so far, on whatever, and what a hypervisor took from them. */
export function cpuMsOfMachine(): number {
  const [user = 0, nice = 0, system = 0, , , irq = 0, softirq = 0, steal = 0] =
    readFileSync('/proc/stat', 'utf8').split('\n', 1)[0]?.trim().split(/\s+/).slice(1).map(Number) ?? []
  return (user + nice + system + irq + softirq + steal) * TICK_MS
}

/** Memory that a process holds now (VmRSS), in MB of 10⁶ bytes. */
export function residentMb(pid: number): number {
  const kb = /^VmRSS:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]
  return (Number(kb) * 1024) / 1e6
}

/** proc(5): after the name in brackets stand state, parent, …; user and system time are fields 14 and 15, of children waited for 16 and 17. */
function statOf(pid: number): Stat | null {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'utf8')
    const fields = text.slice(text.lastIndexOf(')') + 2).split(' ')
    const ticks = (field: number): number => Number(fields[field - 3]) * TICK_MS
    return { parent: Number(fields[1]), ownMs: ticks(14) + ticks(15), waitedForMs: ticks(16) + ticks(17) }
  } catch {
    return null
  }
}
