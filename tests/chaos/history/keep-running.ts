import { setTimeout as pause } from 'node:timers/promises'
import type { Running } from '../../../scripts/run/service.ts'

export type Kept<R extends Running = Running> = {
  first: Promise<R>
  pid: () => number
  kill: () => void
  stop: () => Promise<void>
}

/** Starts a process, and again whenever it dies, however often: here dying is the point. */
export function keepRunning<R extends Running>(start: () => R | Promise<R>, started: (pid: number) => void): Kept<R> {
  let running: R | null = null
  let isStopping = false
  const begin = async (): Promise<R> => {
    running = await start()
    started(running.pid)
    return running
  }
  const first = begin()
  const loop = first.then(async ({ exited }) => {
    let reason: Promise<unknown> = exited
    while (true) {
      await reason
      running = null
      if (isStopping) return
      await pause(100)
      reason = begin().then(
        (again) => again.exited,
        () => pause(200),
      )
    }
  })
  return {
    first,
    pid: () => running?.pid ?? 0,
    kill: () => {
      if (running) process.kill(running.pid, 'SIGKILL')
    },
    stop: async () => {
      isStopping = true
      // A start may be under way.
      while (running === null && !(await Promise.race([loop.then(() => true), pause(50, false)])));
      await running?.stop()
      await loop
    },
  }
}
