import type { Pool } from '#server/database.ts'

const BATCH_MAX = 64
/** At once, so that one is being decided here while the other is at PostgreSQL. */
const BATCHES_AT_WORK_MAX = 2
/** As many must wait to make another batch beside one at work; fewer are better off in the next. */
const WORTH_ANOTHER_MIN = 16
const batchMaxByPool = new WeakMap<Pool, number>()

/** What is done for many callers in one round trip. `all` answers in the order of its jobs. */
export type BatchWork<Job, Answer> = {
  all: (pool: Pool, jobs: Job[]) => Promise<Answer[]>
  /** How each job of a failed batch is tried again. */
  alone: (pool: Pool, job: Job) => Promise<Answer>
  /** Two jobs of one mark are never at work at once. */
  markOf?: (job: Job) => string
}
type WaitingItem = {
  job: unknown
  mark: string | undefined
  settle: (answer: unknown) => void
  fail: (error: unknown) => void
}
type Desk = {
  pool: Pool
  work: BatchWork<unknown, unknown>
  waiting: WaitingItem[]
  marks: Set<string>
  atWork: number
  isGathering: boolean
}

const desksByPool = new WeakMap<Pool, Map<unknown, Desk>>()

/** How many share a round trip on this pool; 1: nobody does, and each goes by a connection of its own. */
export function limitBatches(pool: Pool, batchMax: number): void {
  batchMaxByPool.set(pool, batchMax)
}

/**
 * Everything that arrives in one turn of the event loop, or while the batches under way are at work, makes the next
 * one: no timer, so that a lone caller never waits for company. A batch starts after its callers have asked, so what it
 * reads is never older than they are.
 */
export function runInBatches<Job, Answer>(pool: Pool, work: BatchWork<Job, Answer>, job: Job): Promise<Answer> {
  if (batchMaxOf(pool) === 1) return work.alone(pool, job)
  const desk = deskOf(pool, work)
  return new Promise((settle, fail) => {
    desk.waiting.push({ job, mark: work.markOf?.(job), settle: settle as WaitingItem['settle'], fail })
    gather(desk)
  })
}

function gather(desk: Desk): void {
  if (desk.isGathering || desk.waiting.length === 0 || desk.atWork >= BATCHES_AT_WORK_MAX) return
  if (desk.atWork > 0 && desk.waiting.length < WORTH_ANOTHER_MIN) return
  desk.isGathering = true
  setImmediate(() => {
    desk.isGathering = false
    void start(desk, takeBatch(desk))
  })
}

async function start(desk: Desk, batch: WaitingItem[]): Promise<void> {
  if (batch.length === 0) return
  desk.atWork += 1
  gather(desk)
  await runBatch(desk, batch)
  desk.atWork -= 1
  for (const { mark } of batch) if (mark !== undefined) desk.marks.delete(mark)
  gather(desk)
}

function takeBatch(desk: Desk): WaitingItem[] {
  const batchMax = batchMaxOf(desk.pool)
  const [batch, rest]: [WaitingItem[], WaitingItem[]] = [[], []]
  for (const waiting of desk.waiting) {
    const { mark } = waiting
    const fits = batch.length < batchMax && (mark === undefined || !desk.marks.has(mark))
    if (fits && mark !== undefined) desk.marks.add(mark)
    if (fits) batch.push(waiting)
    else rest.push(waiting)
  }
  desk.waiting = rest
  return batch
}

async function runBatch({ pool, work }: Desk, batch: WaitingItem[]): Promise<void> {
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
  const known = desks.get(work)
  if (known) return known
  const desk: Desk = { pool, work: work as Desk['work'], waiting: [], marks: new Set(), atWork: 0, isGathering: false }
  desks.set(work, desk)
  return desk
}
