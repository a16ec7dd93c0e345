import type { Running } from './service.ts'

export type Supervised = { name: string; start: () => Running | Promise<Running> }

type Options = {
  report: (line: string) => void
  onChange: (pids: Record<string, number>) => void
  onGiveUp: (last: { name: string; reason: string }) => void
}

export type Supervisor = {
  run: (supervised: Supervised) => Promise<void>
  stopAll: (order: string[]) => Promise<void>
}

export const deathsMax = 5
export const deathsWindowMs = 60_000

/** Keeps processes running: each that dies is started again, until five deaths within a minute end everything. */
export function createSupervisor({ report, onChange, onGiveUp }: Options): Supervisor {
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

  const keepRunning = async ({ name, start }: Supervised, first: Running): Promise<void> => {
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
