import type { Pool } from '#server/database.ts'
import { type Verdict, type Written, writeVerdict, writeVerdicts } from '#server/verifications/verdict-repository.ts'

const BATCH_MAX = 64

type Waiting = { verdict: Verdict; settle: (written: Written) => void; fail: (error: unknown) => void }
type Desk = { waiting: Waiting[]; atWork: boolean }
const desks = new WeakMap<Pool, Desk>()

/**
 * One commit for all verdicts that arrived while the last commit was under way: no timer, so a lone one never waits.
 * Each is durable before it is answered. The caller sees to it that no two wait on one guard.
 */
export function writeInBatches(pool: Pool, verdict: Verdict): Promise<Written> {
  const desk = desks.get(pool) ?? { waiting: [], atWork: false }
  desks.set(pool, desk)
  return new Promise((settle, fail) => {
    desk.waiting.push({ verdict, settle, fail })
    if (!desk.atWork) void workOff(pool, desk)
  })
}

async function workOff(pool: Pool, desk: Desk): Promise<void> {
  desk.atWork = true
  while (desk.waiting.length > 0) await writeBatch(pool, takeBatch(desk))
  desk.atWork = false
}

/** One request id at most once: a statement cannot meet its own row again. */
function takeBatch(desk: Desk): Waiting[] {
  const seen = new Set<string>()
  const [batch, rest]: [Waiting[], Waiting[]] = [[], []]
  for (const waiting of desk.waiting) {
    const { clientId, requestId } = waiting.verdict.request
    const key = `${clientId} ${requestId}`
    const fits = batch.length < BATCH_MAX && !seen.has(key)
    seen.add(key)
    ;(fits ? batch : rest).push(waiting)
  }
  desk.waiting = rest
  return batch
}

async function writeBatch(pool: Pool, batch: Waiting[]): Promise<void> {
  try {
    const verdicts = batch.map(({ verdict }) => verdict)
    const written = await writeVerdicts(pool, verdicts)
    batch.forEach(({ settle }, index) => {
      settle(written[index] ?? 'moved')
    })
  } catch (error) {
    if (batch.length === 1) batch[0]?.fail(error)
    else await Promise.all(batch.map((waiting) => writeAlone(pool, waiting)))
  }
}

async function writeAlone(pool: Pool, { verdict, settle, fail }: Waiting): Promise<void> {
  await writeVerdict(pool, verdict).then(settle, fail)
}
