import { sessionIdHash } from '#server/operators/authorize.ts'
import { lapseLimits } from '#server/operators/lapse-limits.ts'
import { findSessionEnd, type SessionEnd } from '#server/operators/session-end-repository.ts'
import type { DeskServices } from '#server/services.ts'

export type { SessionEnd } from '#server/operators/session-end-repository.ts'

/** Why the session that somebody holds the secret of opens nothing any more; null: it lives, or is none. */
export async function readSessionEnd(
  { pool, policy }: DeskServices,
  { sessionId, nowMs }: { sessionId: string; nowMs: number },
): Promise<SessionEnd | null> {
  const found = await findSessionEnd(pool, sessionIdHash(sessionId))
  if (found === null || found.isRevoked) return found?.reason ?? null
  const { seenSinceMs, createdSinceMs } = lapseLimits(policy(), nowMs)
  if (found.createdAtMs <= createdSinceMs) return 'too_old'
  return found.lastSeenAtMs <= seenSinceMs ? 'idle' : null
}
