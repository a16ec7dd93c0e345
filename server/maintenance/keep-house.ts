import { type Pool, withTransaction } from '#server/database.ts'
import { lockGuardsOfCards } from '#server/guards/repository.ts'
import {
  ensurePartitions,
  expireTokens,
  findCardsWithOverdueActivations,
  findCardsWithOverdueTokens,
  lapseActivations,
  learnPayees,
  PURGE_LIMIT,
  purgeOlder,
} from '#server/maintenance/repository.ts'
import type { WorkerServices } from '#server/services.ts'

const MINUTE_MS = 60_000
const HOUR_MS = 3_600_000
/** A report that came before its message's id was known waits so long for it (docs/channel-api §7). */
const EARLY_REPORTS_KEPT_MS = 10 * MINUTE_MS
const MONTHS_AHEAD = 3
/** A million rows of a kind in one go: more than comes in a minute. */
const PURGES_MAX = 200
/** Days of payments in one go, where the names of their shops are not known yet. */
const LEARNT_DAYS_MAX = 60

/** What time does to the rows: partitions ahead, overdue tokens and activations ended, kept material forgotten. */
export async function keepHouse(services: WorkerServices, nowMs: number): Promise<void> {
  const { pool } = services
  const policy = services.policy()
  await ensurePartitions(pool, MONTHS_AHEAD)
  await purgeAll(pool, 'otpCodes', nowMs - policy.otpRequestKeptHours * HOUR_MS)
  await purgeAll(pool, 'requestOutcomes', nowMs - policy.requestOutcomeKeptHours * HOUR_MS)
  await purgeAll(pool, 'rateBuckets', nowMs - policy.wrongRateWindowSeconds * 1000 - 2 * MINUTE_MS)
  await purgeAll(pool, 'earlyReports', nowMs - EARLY_REPORTS_KEPT_MS)
  await purgeAll(pool, 'wrongTokenTries', nowMs - HOUR_MS)
  await purgeAll(pool, 'registrationCodes', nowMs - HOUR_MS)
  await purgeAll(pool, 'proofCodes', nowMs - HOUR_MS)
  await purgeAll(pool, 'signInCounts', nowMs - 24 * HOUR_MS)
  await endOverdueTokens(services, nowMs)
  await lapseOverdueActivations(services, nowMs)
  await learnAllPayees(pool, nowMs)
}

async function purgeAll(pool: Pool, what: Parameters<typeof purgeOlder>[1], beforeMs: number): Promise<void> {
  for (let purge = 0; purge < PURGES_MAX; purge++) if ((await purgeOlder(pool, what, beforeMs)) < PURGE_LIMIT) return
}

async function learnAllPayees(pool: Pool, nowMs: number): Promise<void> {
  for (let day = 0; day < LEARNT_DAYS_MAX; day++) if ((await learnPayees(pool, nowMs)) >= nowMs) return
}

async function endOverdueTokens({ pool }: WorkerServices, nowMs: number): Promise<void> {
  const cardIds = await findCardsWithOverdueTokens(pool, nowMs)
  if (cardIds.length === 0) return
  await withTransaction(pool, async (tx) => {
    await lockGuardsOfCards(tx, cardIds)
    await expireTokens(tx, cardIds, nowMs)
  })
}

async function lapseOverdueActivations({ pool, policy }: WorkerServices, nowMs: number): Promise<void> {
  const createdBeforeMs = nowMs - policy().activationLapseHours * HOUR_MS
  const cardIds = await findCardsWithOverdueActivations(pool, createdBeforeMs)
  if (cardIds.length === 0) return
  await withTransaction(pool, async (tx) => {
    await lockGuardsOfCards(tx, cardIds)
    await lapseActivations(tx, cardIds, createdBeforeMs, nowMs)
  })
}
