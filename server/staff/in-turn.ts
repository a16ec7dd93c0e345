import { AppError } from '#server/app-error.ts'

const AT_ONCE_MAX = 2
const WAITING_MAX = 200

let underWay = 0
const waiting: (() => void)[] = []

/**
 * Lets few run at once: a sign-in keeps a connection for as long as a password takes to check, and a storm of them may
 * not take the connections that verifications need.
 * @throws AppError busy when too many wait
 */
export async function inTurn<T>(work: () => Promise<T>): Promise<T> {
  if (waiting.length >= WAITING_MAX) throw new AppError('busy', { retryAfterSeconds: 2 })
  if (underWay >= AT_ONCE_MAX) await new Promise<void>((go) => waiting.push(go))
  else underWay += 1
  try {
    return await work()
  } finally {
    const next = waiting.shift()
    if (next) next()
    else underWay -= 1
  }
}
