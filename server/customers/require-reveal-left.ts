import { AppError } from '#server/app-error.ts'
import { countReveals } from '#server/customers/reveal-repository.ts'
import type { Transaction } from '#server/database.ts'

const REVEALS_PER_HOUR_MAX = 30
const HOUR_MS = 3_600_000

/**
 * Whether an operator may look at one more whole number, a customer's or a caller's: 30 an hour, counted in turn until the
 * transaction records this one.
 * @throws AppError rate_limited
 */
export async function requireRevealLeft(tx: Transaction, operator: { id: string }, nowMs: number): Promise<void> {
  if ((await countReveals(tx, operator.id, nowMs - HOUR_MS)) < REVEALS_PER_HOUR_MAX) return
  throw new AppError('rate_limited', { reason: 'reveal_limit', retryAfterSeconds: HOUR_MS / 1000 })
}
