import type { SourceId } from '#domain/verification/verification-types.ts'
import { AppError } from '#server/app-error.ts'
import { type Sql, type Transaction, withTransaction } from '#server/database.ts'
import { queueByGuard } from '#server/guards/queue-by-guard.ts'
import { ensureGuard, lockGuard } from '#server/guards/repository.ts'
import { sourceOf } from '#server/rates/source-id.ts'
import type { RequestContext } from '#server/request-context.ts'
import type { RequestKey } from '#server/requests/request-key.ts'
import type { Outcome } from '#server/requests/run-once.ts'
import { type BatchWork, runInBatches } from '#server/run-in-batches.ts'
import type { ChannelServices } from '#server/services.ts'
import { factsKeyOf } from '#server/verifications/facts-key.ts'
import {
  type FactsKey,
  type FactsRow,
  findVerificationFacts,
  listVerificationFacts,
} from '#server/verifications/facts-repository.ts'
import { type Judgement, judgeCode } from '#server/verifications/judge-code.ts'
import type { PresentedCode } from '#server/verifications/presented-code.ts'
import { recordClosing } from '#server/verifications/record-closing.ts'
import { countGuess, refuseGuessing } from '#server/verifications/refuse-guessing.ts'
import { type Verdict, type Written, writeVerdict, writeVerdicts } from '#server/verifications/verdict-repository.ts'

const ROUNDS_MAX = 3

const readings: BatchWork<FactsKey, FactsRow> = { all: listVerificationFacts, alone: findVerificationFacts }
const writings: BatchWork<Verdict, Written> = {
  all: writeVerdicts,
  alone: writeVerdict,
  markOf: ({ request }) => `${request.clientId} ${request.requestId}`,
}

/** `afterRead` runs between reading and writing, for whoever must see what happens when the facts move just then. */
export type VerifyHooks = { afterRead?: () => Promise<void> }
type Work = {
  services: ChannelServices
  ctx: RequestContext
  key: RequestKey
  presented: PresentedCode
  source: SourceId | null
  facts: FactsKey
  hooks: VerifyHooks
}

/**
 * Decides one use of a code (docs/channel-api §6) and writes the verdict, the counters, the used-up code and the answer kept
 * for repeats in one commit, only while the guard is as it was read. A code that is refused is an answer, not an error.
 * @throws AppError unauthenticated, busy, request_id_reused, rate_limited
 */
export async function verifyCode(
  services: ChannelServices,
  ctx: RequestContext,
  key: RequestKey,
  presented: PresentedCode,
  hooks: VerifyHooks = {},
): Promise<Outcome> {
  const { pool, keys, policy } = services
  const facts = factsKeyOf({ keys, policy: policy(), key, presented })
  const source = sourceOf(key.clientId, presented)
  const work: Work = { services, ctx, key, presented, source, facts, hooks }
  return await queueByGuard(pool, facts.guardId, () => verify(work))
}

async function verify(work: Work): Promise<Outcome> {
  const { pool } = work.services
  for (let round = 1; round < ROUNDS_MAX; round++) {
    const answer = await attempt(work, pool, round)
    if (answer) return answer
  }
  // Whoever holds the guard while reading cannot be overtaken between reading and writing.
  const answer = await withTransaction(pool, async (tx) => {
    await lockGuard(tx, work.facts.guardId)
    return await attempt(work, tx, ROUNDS_MAX)
  })
  if (answer) return answer
  throw new AppError('busy', { retryAfterSeconds: 1 })
}

/** One reading, deciding and writing; null when what was read did not stand. */
async function attempt(work: Work, sql: Sql, round: number): Promise<Outcome | null> {
  const { services, key, presented, source, facts, hooks } = work
  const row = await readFacts(work, sql)
  const stored = answerStored(row, key)
  if (stored) return stored
  const guess = { services, ctx: work.ctx, key, presented, source, row, guardId: facts.guardId }
  await refuseGuessing(guess)
  await hooks.afterRead?.()
  const judgement = judgeCode({
    keys: services.keys,
    policy: services.policy(),
    key,
    presented,
    source,
    row,
    guardId: facts.guardId,
  })
  const written = await write(work, { sql, round, row, judgement })
  if (written === 'moved') return null
  if (written === 'taken') return answerStored(await findVerificationFacts(sql, facts), key)
  await countGuess(guess, judgement.decision.counted)
  return { status: 200, body: judgement.answer }
}

/** What nobody has tried yet has no guard: it is made with the verdict. */
const untried = {
  guardVersion: null,
  cardStatus: 'unknown' as const,
  sources: [],
  runCount: 0,
  heldCount: 0,
  dayCount: 0,
  closingStep: 0,
} satisfies Partial<FactsRow>

async function readFacts({ services, presented, facts }: Work, sql: Sql): Promise<FactsRow> {
  const { pool } = services
  const row = sql === pool ? await runInBatches(pool, readings, facts) : await findVerificationFacts(sql, facts)
  // Before anything is written, and before a stored answer is told.
  if (!row.clientStands) throw new AppError('unauthenticated')
  if (row.guardId === null && row.cardId === null) return { ...row, ...untried }
  if (row.guardId !== null && row.guardCardId === row.cardId) return row
  await ensureGuard(sql, {
    id: facts.guardId,
    cardId: row.cardId,
    pinKind: presented.pinKind,
    cardStatus: row.storedCardStatus ?? 'unknown',
    cardExpiresAtMs: row.storedExpiresAtMs,
  })
  services.log.debug({ card: presented.pan.masked, pinKind: presented.pinKind }, 'guard tied to its card')
  return await findVerificationFacts(sql, facts)
}

function answerStored({ stored }: FactsRow, key: RequestKey): Outcome | null {
  if (stored === null) return null
  if (stored.bodyMac !== key.bodyMac.toString('hex')) throw new AppError('request_id_reused')
  return { status: stored.status, body: stored.body }
}

type Write = { sql: Sql; round: number; row: FactsRow; judgement: Judgement }

async function write({ services, ctx, presented }: Work, { sql, round, row, judgement }: Write): Promise<Written> {
  const { pool } = services
  const { verdict } = judgement
  const closing = { judgement, row, terminalId: presented.terminalId, pinKind: presented.pinKind }
  const writeClosing = async (tx: Transaction): Promise<Written> => {
    const written = await writeVerdict(tx, verdict)
    if (written === 'written') await recordClosing(tx, ctx, closing)
    return written
  }
  const isClosing = judgement.decision.lockedNow !== null
  if (sql !== pool) return isClosing ? await writeClosing(sql as Transaction) : await writeVerdict(sql, verdict)
  if (isClosing) return await withTransaction(pool, writeClosing)
  if (round === 1) return await runInBatches(pool, writings, verdict)
  return await withTransaction(pool, (tx) => writeVerdict(tx, verdict))
}
