import { AppError } from '#server/app-error.ts'

type Limits = { atOnceMax: number; waitingMax: number }
export type InTurn = <T>(work: () => Promise<T>) => Promise<T>

/**
 * Lets few run at once: what keeps a connection for long may not, however often it is asked for, take the connections
 * that verifications need. The work throws AppError busy when too many wait.
 */
export function openTurns({ atOnceMax, waitingMax }: Limits): InTurn {
  let underWay = 0
  const waiting: (() => void)[] = []
  return async (work) => {
    if (waiting.length >= waitingMax) throw new AppError('busy', { retryAfterSeconds: 2 })
    if (underWay >= atOnceMax) await new Promise<void>((go) => waiting.push(go))
    else underWay += 1
    try {
      return await work()
    } finally {
      const next = waiting.shift()
      if (next) next()
      else underWay -= 1
    }
  }
}
