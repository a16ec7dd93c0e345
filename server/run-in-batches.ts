import type { Pool } from '#server/database.ts'

const BATCH_MAX = 64
const batchMaxByPool = new WeakMap<Pool, number>()

/** What is done for many callers in one round trip. `all` answers in the order of its jobs. */
export type BatchWork<Job, Answer> = {
  all: (pool: Pool, jobs: Job[]) => Promise<Answer[]>
  /** How each job of a failed batch is tried again. */
  alone: (pool: Pool, job: Job) => Promise<Answer>
  /** Two jobs of one mark never stand in one batch. */
  markOf?: (job: Job) => string
}
type Waiting = { job: unknown; settle: (answer: unknown) => void; fail: (error: unknown) => void }
type Desk = { waiting: Waiting[]; atWork: boolean }

const desksByPool = new WeakMap<Pool, Map<unknown, Desk>>()

/** How many share a round trip on this pool; 1: nobody does, and each goes by a connection of its own. */
export function limitBatches(pool: Pool, batchMax: number): void {
  batchMaxByPool.set(pool, batchMax)
}

/**
 * Everything that arrived while the last batch was under way makes the next one: no timer, so that a lone caller never
 * waits for company. A batch starts after its callers have asked, so what it reads is never older than they are.
 */
export function runInBatches<Job, Answer>(pool: Pool, work: BatchWork<Job, Answer>, job: Job): Promise<Answer> {
  if (batchMaxOf(pool) === 1) return work.alone(pool, job)
  const desk = deskOf(pool, work)
  return new Promise((settle, fail) => {
    desk.waiting.push({ job, settle: settle as Waiting['settle'], fail })
    if (!desk.atWork) void workOff(pool, work as BatchWork<unknown, unknown>, desk)
  })
}

async function workOff(pool: Pool, work: BatchWork<unknown, unknown>, desk: Desk): Promise<void> {
  desk.atWork = true
  while (desk.waiting.length > 0) await runBatch(pool, work, takeBatch(work, desk, batchMaxOf(pool)))
  desk.atWork = false
}

function takeBatch({ markOf }: BatchWork<unknown, unknown>, desk: Desk, batchMax: number): Waiting[] {
  const seen = new Set<string>()
  const [batch, rest]: [Waiting[], Waiting[]] = [[], []]
  for (const waiting of desk.waiting) {
    const mark = markOf?.(waiting.job)
    const fits = batch.length < batchMax && (mark === undefined || !seen.has(mark))
    if (mark !== undefined) seen.add(mark)
    if (fits) batch.push(waiting)
    else rest.push(waiting)
  }
  desk.waiting = rest
  return batch
}

async function runBatch(pool: Pool, work: BatchWork<unknown, unknown>, batch: Waiting[]): Promise<void> {
  try {
    const jobs = batch.map(({ job }) => job)
    const answers = await work.all(pool, jobs)
    batch.forEach(({ settle }, place) => {
      settle(answers[place])
    })
  } catch (error) {
    if (batch.length === 1) batch[0]?.fail(error)
    else await Promise.all(batch.map(({ job, settle, fail }) => work.alone(pool, job).then(settle, fail)))
  }
}

function batchMaxOf(pool: Pool): number {
  return batchMaxByPool.get(pool) ?? BATCH_MAX
}

function deskOf(pool: Pool, work: unknown): Desk {
  const desks = desksByPool.get(pool) ?? new Map<unknown, Desk>()
  desksByPool.set(pool, desks)
  const desk = desks.get(work) ?? { waiting: [], atWork: false }
  desks.set(work, desk)
  return desk
}
