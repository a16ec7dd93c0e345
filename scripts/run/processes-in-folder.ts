import { readdirSync, readFileSync, readlinkSync } from 'node:fs'

/** Ids of living processes whose working directory is `folder` (Linux; elsewhere none). */
export function processesInFolder(folder: string): number[] {
  return listProcessIds().filter((pid) => workingFolderOf(pid) === folder)
}

export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return !isZombie(pid)
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}

/** True when `pid` was started with this NAME=value in its environment. */
export function wasStartedWith({ pid, variable }: { pid: number; variable: string }): boolean {
  try {
    return readFileSync(`/proc/${pid}/environ`, 'utf8').split('\0').includes(variable)
  } catch {
    return false
  }
}

export async function waitUntilGone(pids: () => number[], limitMs: number): Promise<boolean> {
  const giveUpAtMs = Date.now() + limitMs
  while (pids().length > 0) {
    if (Date.now() > giveUpAtMs) return false
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
  return true
}

export function sendSignal(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error
  }
}

function listProcessIds(): number[] {
  try {
    return readdirSync('/proc').flatMap((name) => (/^\d+$/.test(name) ? [Number(name)] : []))
  } catch {
    return []
  }
}

function workingFolderOf(pid: number): string | undefined {
  try {
    return isZombie(pid) ? undefined : readlinkSync(`/proc/${pid}/cwd`)
  } catch {
    return undefined
  }
}

function isZombie(pid: number): boolean {
  try {
    return /^State:\s+Z/m.test(readFileSync(`/proc/${pid}/status`, 'utf8'))
  } catch {
    return false
  }
}
