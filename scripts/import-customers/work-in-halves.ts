import { setTimeout as pause } from 'node:timers/promises'

const TRIES_ALONE = 4

/**
 * What `work` answers by place for all of `items`. The database ends a transaction that takes too long, as on a busy
 * machine: then each half is tried by itself, and one alone a few times more. `work` must be repeatable.
 */
export async function workInHalves<Item, Answer>(
  items: readonly Item[],
  work: (items: readonly Item[]) => Promise<Map<number, Answer>>,
  pauseMs = 1_000,
): Promise<Map<number, Answer>> {
  try {
    return await work(items)
  } catch (error) {
    if (items.length < 2) return await tryAgain(() => work(items), { error, pauseMs })
    const middle = Math.ceil(items.length / 2)
    const first = await workInHalves(items.slice(0, middle), work, pauseMs)
    const second = await workInHalves(items.slice(middle), work, pauseMs)
    return new Map([...first, ...[...second].map(([place, answer]) => [place + middle, answer] as const)])
  }
}

type Trouble = { error: unknown; pauseMs: number }

async function tryAgain<Answer>(work: () => Promise<Answer>, trouble: Trouble): Promise<Answer> {
  let { error } = trouble
  for (let count = 1; count < TRIES_ALONE; count++) {
    await pause(trouble.pauseMs)
    try {
      return await work()
    } catch (again) {
      error = again
    }
  }
  throw error
}
