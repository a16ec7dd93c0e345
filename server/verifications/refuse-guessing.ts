import { isAwaited } from '#domain/operator/choose-reach.ts'
import type { SourceId } from '#domain/verification/verification-types.ts'
import { AppError } from '#server/app-error.ts'
import type { Source } from '#server/rates/rate-keys.ts'
import { raiseSpreadAlarm } from '#server/rates/spread-alarm.ts'
import type { SpreadTry } from '#server/rates/spread-guesses.ts'
import { countNewSourceTry, countTry, findSpreadGuesses, findWrongRate } from '#server/rates/track-rates.ts'
import type { RequestContext } from '#server/request-context.ts'
import type { RequestKey } from '#server/requests/request-key.ts'
import type { ChannelServices } from '#server/services.ts'
import type { FactsRow } from '#server/verifications/facts-repository.ts'
import { toRequestFacts } from '#server/verifications/match-code.ts'
import type { PresentedCode } from '#server/verifications/presented-code.ts'

const SPREAD_RETRY_SECONDS = 60

type Try = {
  services: ChannelServices
  ctx: RequestContext
  key: RequestKey
  presented: PresentedCode
  source: SourceId | null
  row: FactsRow
  guardId: string
}

/**
 * Refuses who mostly guesses: a terminal or requester; and, while codes are guessed over many cards through a client or
 * merchant, its sources that are new at the card and have no code to wait for.
 * @throws AppError rate_limited
 */
export async function refuseGuessing(one: Try): Promise<void> {
  const { services, ctx, key, presented } = one
  const { pool, policy, log } = services
  const source = askerOf(one)
  const retryAfterSeconds = await findWrongRate(pool, policy(), { source, nowMs: key.nowMs })
  if (retryAfterSeconds !== null) {
    log.warn({ ...source, reason: 'requester_rate' }, 'verification refused')
    throw new AppError('rate_limited', { retryAfterSeconds })
  }
  const spreadTry = findNewSourceTry(one)
  const spread = spreadTry && (await findSpreadGuesses(pool, policy(), spreadTry))
  if (!spread) return
  await raiseSpreadAlarm(services, ctx, { spread, one: spreadTry })
  const otpRequests = one.row.otpRequests
    .filter(({ guardId }) => guardId === one.guardId)
    .map((request) => toRequestFacts(request, false))
  if (isAwaited({ nowMs: key.nowMs, presented: presented.binding, otpRequests, policy: policy() })) return
  throw new AppError('rate_limited', { retryAfterSeconds: SPREAD_RETRY_SECONDS })
}

/** Counts one decided verification for whoever answers for it. */
export async function countGuess(one: Try, counted: boolean): Promise<void> {
  const { pool, policy } = one.services
  await countTry(pool, { source: askerOf(one), nowMs: one.key.nowMs, counted })
  const spreadTry = findNewSourceTry(one)
  if (spreadTry) await countNewSourceTry(pool, policy(), spreadTry, counted)
}

function askerOf({ key, presented }: Try): Source {
  return { clientId: key.clientId, terminalId: presented.terminalId, requesterId: presented.requesterId }
}

/** Null at an ATM, and for a source that is known at the card. */
function findNewSourceTry({ services, key, presented, source, row, guardId }: Try): SpreadTry | null {
  const { clientId, nowMs } = key
  if (source === null || presented.merchantId === null) return null
  const knownSinceMs = nowMs - services.policy().knownSourceHours * 3_600_000
  const isKnown = row.sources.some(({ i, g }) => i === source.id && g !== undefined && g > knownSinceMs)
  return isKnown ? null : { clientId, merchantId: presented.merchantId, sourceId: source.id, guardId, nowMs }
}
