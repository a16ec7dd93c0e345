import { AppError } from '#server/app-error.ts'
import { type Pool, type Transaction, withTransaction } from '#server/database.ts'
import { findOutcome, storeOutcome, takeRequestId } from '#server/requests/repository.ts'
import type { RequestKey } from '#server/requests/request-key.ts'

export type Outcome = { status: number; body: Record<string, unknown> | unknown[] }

/** Kept for repeats: 2xx and 409. Anything else had no effect and may be called again under the same id. */
const isKept = (status: number): boolean => (status >= 200 && status < 300) || status === 409

class Undo extends Error {
  readonly outcome: Outcome
  constructor(outcome: Outcome) {
    super('undo')
    this.outcome = outcome
  }
}

/**
 * Does `work` once per caller x requestId. A twin waits and gets the first's answer; the same id with another method,
 * path or body is refused. What `work` wrote stands only if its answer is kept.
 * `stored`, where `work` gives one, is what a repeat is answered instead.
 * @throws AppError request_id_reused
 */
export async function runOnce(
  pool: Pool,
  key: RequestKey,
  work: (tx: Transaction) => Promise<Outcome & { stored?: Outcome }>,
): Promise<Outcome> {
  try {
    const done = await withTransaction(pool, async (tx) => {
      if (!(await takeRequestId(tx, key))) return null
      const { stored, ...outcome } = await work(tx)
      if (!isKept(outcome.status)) throw new Undo(outcome)
      await storeOutcome(tx, key, stored ?? outcome)
      return outcome
    })
    if (done) return done
  } catch (error) {
    if (error instanceof Undo) return error.outcome
    throw error
  }
  return await answerAgain(pool, key)
}

/**
 * The answer that this very request was given before; null when it was not.
 * @throws AppError request_id_reused
 */
export async function findStoredAnswer(pool: Pool, key: RequestKey): Promise<Outcome | null> {
  const stored = await findOutcome(pool, key)
  if (!stored) return null
  if (!stored.bodyMac.equals(key.bodyMac)) throw new AppError('request_id_reused')
  return { status: stored.status, body: stored.body as Outcome['body'] }
}

async function answerAgain(pool: Pool, key: RequestKey): Promise<Outcome> {
  const stored = await findStoredAnswer(pool, key)
  if (!stored) throw new AppError('busy', { retryAfterSeconds: 1 })
  return stored
}
