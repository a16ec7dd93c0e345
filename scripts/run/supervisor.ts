import { sendSignal } from './processes-in-folder.ts'
import type { Running } from './service.ts'
import { type Probe, watchHealth } from './watch-health.ts'

export type Supervised = { name: string; start: () => Running | Promise<Running>; health?: Health }
/** How a process is asked whether it still serves; `silenceMaxMs` where the usual time is too short for it. */
export type Health = { probe: Probe; silenceMaxMs?: number }

type Options = {
  report: (line: string) => void
  onChange: (pids: Record<string, number>) => void
  /** Ends a process that no longer answers; SIGKILL unless given. */
  kill?: (pid: number) => void
  onGiveUp: (last: { name: string; reason: string }) => void
}

export type Supervisor = {
  run: (supervised: Supervised) => Promise<void>
  stopAll: (order: string[]) => Promise<void>
}

export const deathsMax = 5
export const deathsWindowMs = 60_000

/**
 * Keeps processes running: each that dies is started again, until five deaths within a minute end everything.
 * One that no longer answers is killed.
 */
export function createSupervisor({ report, onChange, onGiveUp, kill = killNow }: Options): Supervisor {
  const current = new Map<string, Running>()
  const starts: Promise<void>[] = []
  const loops: Promise<void>[] = []
  let deaths: { name: string; reason: string; atMs: number }[] = []
  let stopping = false

  const started = (name: string, running: Running): void => {
    current.set(name, running)
    onChange(Object.fromEntries([...current].map(([key, { pid }]) => [key, pid])))
  }

  const recordDeath = (name: string, reason: string): boolean => {
    const atMs = Date.now()
    deaths = [...deaths.filter((death) => death.atMs > atMs - deathsWindowMs), { name, reason, atMs }]
    report(`${name} ended (${reason})`)
    if (deaths.length < deathsMax) return true
    const list = deaths.map((death) => `${death.name} (${death.reason})`).join(', ')
    onGiveUp({ name, reason: `${deathsMax} processes ended within a minute: ${list}.` })
    return false
  }

  /** Until it ends; what would be heard while everything is being stopped is its end. */
  const watch = ({ name, health }: Supervised, { pid, exited }: Running): void => {
    if (!health) return
    const onSilent = (silentMs: number): void => {
      if (stopping) return
      report(`${name} has not answered for ${Math.round(silentMs / 1000)} s: process ${pid} is replaced`)
      kill(pid)
    }
    const stopWatching = watchHealth({ pid, ...health, onSilent })
    void exited.then(stopWatching)
  }

  const keepRunning = async (supervised: Supervised, first: Running): Promise<void> => {
    const { name, start } = supervised
    let running: Running | undefined = first
    while (!stopping) {
      const reason = running ? await running.exited : 'did not start'
      if (stopping || !recordDeath(name, reason)) return
      await new Promise((resolve) => setTimeout(resolve, 200 * deaths.length))
      if (stopping) return
      running = await Promise.resolve()
        .then(start)
        .catch((error: Error) => {
          report(`${name} could not be started again: ${error.message}`)
          return undefined
        })
      if (running) started(name, running)
      if (running) watch(supervised, running)
      if (running) report(`${name} was started again (process ${running.pid})`)
    }
    // The start of a process may have been under way while everything was being stopped.
    await running?.stop()
  }

  return {
    run: async (supervised) => {
      const starting = Promise.resolve().then(supervised.start)
      const looping = starting.then((first) => {
        started(supervised.name, first)
        watch(supervised, first)
        loops.push(keepRunning(supervised, first))
      })
      starts.push(looping.catch(() => undefined))
      await looping
    },
    stopAll: async (order) => {
      stopping = true
      await Promise.all(starts)
      for (const name of order) await current.get(name)?.stop()
      await Promise.race([Promise.all(loops), new Promise((resolve) => setTimeout(resolve, 15_000).unref())])
    },
  }
}

function killNow(pid: number): void {
  sendSignal(pid, 'SIGKILL')
}
