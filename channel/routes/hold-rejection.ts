import { waitUntil } from '#channel/routes/wait-until.ts'
import type { Outcome } from '#server/requests/run-once.ts'

/** From the start of the work, milliseconds: several times what the search takes for any card. */
export const REJECTED_AFTER_MS = 10

/**
 * A code that is not accepted is answered no sooner than this, whatever was found of its card: rows that exist take
 * longer to read than rows that do not. What is accepted, or ends in an error, is answered at once.
 */
export async function holdRejection(work: () => Promise<Outcome>): Promise<Outcome> {
  const startedAtMs = performance.now()
  const outcome = await work()
  const isAccepted = !Array.isArray(outcome.body) && outcome.body.outcome === 'accepted'
  if (!isAccepted) await waitUntil(startedAtMs + REJECTED_AFTER_MS)
  return outcome
}
