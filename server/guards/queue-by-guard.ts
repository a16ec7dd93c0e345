import { AppError } from '#server/app-error.ts'
import type { Pool } from '#server/database.ts'

/** Wait beyond the one at work. */
const WAITING_MAX = 64

type GuardQueue = { last: Promise<unknown>; length: number }
const linesByPool = new WeakMap<Pool, Map<string, GuardQueue>>()

/**
 * Does the work of one guard one after another within this process, so that they do not spoil each other's reading;
 * what holds between processes is the guard's version.
 * @throws AppError busy when 64 wait already
 */
export async function queueByGuard<T>(pool: Pool, guardId: string, work: () => Promise<T>): Promise<T> {
  const lines = linesOf(pool)
  const line = lines.get(guardId) ?? { last: Promise.resolve(), length: 0 }
  if (line.length > WAITING_MAX) throw new AppError('busy', { retryAfterSeconds: 1 })
  line.length += 1
  lines.set(guardId, line)
  const turn = line.last.then(work)
  line.last = turn.catch(() => {})
  try {
    return await turn
  } finally {
    line.length -= 1
    if (line.length === 0) lines.delete(guardId)
  }
}

function linesOf(pool: Pool): Map<string, GuardQueue> {
  const known = linesByPool.get(pool)
  if (known) return known
  const lines = new Map<string, GuardQueue>()
  linesByPool.set(pool, lines)
  return lines
}
