import type { Policy } from '#domain/operator/policy.ts'
import { AppError } from '#server/app-error.ts'
import type { Sql } from '#server/database.ts'
import { countFromAddress } from '#server/registrations/repository.ts'
import type { RequestContext } from '#server/request-context.ts'

const WINDOW_MS = 600_000

/** @throws AppError rate_limited when this address has registered too often in ten minutes */
export async function refuseCrowdedAddress(sql: Sql, policy: Policy, { ip, nowMs }: RequestContext): Promise<void> {
  if (ip === null) return
  const { count, firstAtMs } = await countFromAddress(sql, ip, nowMs - WINDOW_MS)
  if (count < policy.registrationsPerAddressPerTenMinutesMax) return
  const retryAfterSeconds = Math.max(1, Math.ceil(((firstAtMs ?? nowMs) + WINDOW_MS - nowMs) / 1000))
  throw new AppError('rate_limited', { retryAfterSeconds })
}
