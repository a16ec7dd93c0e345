import { expect, test } from 'vitest'
import type { Pool } from '#server/database.ts'
import { type BatchWork, limitBatches, runInBatches } from '#server/run-in-batches.ts'

const pool = (): Pool => ({}) as Pool
const later = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 5))

const turn = (): Promise<void> => new Promise((resolve) => setImmediate(() => setImmediate(resolve)))

function doubling(batches: number[][], done: () => Promise<void> = later): BatchWork<number, number> {
  return {
    all: async (_, jobs) => {
      batches.push(jobs)
      await done()
      return jobs.map((job) => job * 2)
    },
    alone: async (_, job) => job * 2,
  }
}

test('what is asked in one turn of the event loop is done together, each answered its own', async () => {
  const batches: number[][] = []
  const [desk, work] = [pool(), doubling(batches)]
  const answers = await Promise.all([1, 2, 3, 4].map((job) => runInBatches(desk, work, job)))
  expect(answers).toEqual([2, 4, 6, 8])
  expect(batches).toEqual([[1, 2, 3, 4]])
})

test('a lone job waits for no company, and what comes meanwhile makes one batch when it is done', async () => {
  const batches: number[][] = []
  const { promise: isOver, resolve: end } = Promise.withResolvers<void>()
  const [desk, work] = [pool(), doubling(batches, () => isOver)]
  const first = runInBatches(desk, work, 1)
  await turn()
  expect(batches).toEqual([[1]])
  const others: Promise<number>[] = []
  for (const job of [2, 3, 4]) {
    others.push(runInBatches(desk, work, job))
    await turn()
  }
  expect(batches).toEqual([[1]])
  end()
  expect(await Promise.all([first, ...others])).toEqual([2, 4, 6, 8])
  expect(batches).toEqual([[1], [2, 3, 4]])
})

test('a batch holds at most sixty-four, and two are at work at once', async () => {
  const batches: number[][] = []
  let [atWork, most] = [0, 0]
  const { all, ...work } = doubling(batches)
  const counted = {
    ...work,
    all: async (to: Pool, jobs: number[]) => {
      atWork += 1
      most = Math.max(most, atWork)
      return await all(to, jobs).finally(() => {
        atWork -= 1
      })
    },
  }
  const desk = pool()
  await Promise.all(Array.from({ length: 200 }, (_, job) => runInBatches(desk, counted, job)))
  expect(batches.map(({ length }) => length)).toEqual([64, 64, 64, 8])
  expect(most).toBe(2)
})

test('a batch holds no more than the pool’s limit, and with a limit of one nobody waits for another', async () => {
  const batches: number[][] = []
  const [desk, work] = [pool(), doubling(batches)]
  limitBatches(desk, 3)
  await Promise.all([1, 2, 3, 4, 5].map((job) => runInBatches(desk, work, job)))
  expect(batches).toEqual([
    [1, 2, 3],
    [4, 5],
  ])
  limitBatches(desk, 1)
  expect(await Promise.all([1, 2].map((job) => runInBatches(desk, work, job)))).toEqual([2, 4])
  expect(batches).toHaveLength(2)
})

test('two jobs of one mark are never at work at once, in one batch or in two', async () => {
  const atWork = new Set<number>()
  const { all, ...work } = doubling([])
  const marked = {
    ...work,
    all: async (to: Pool, jobs: number[]) => {
      const marks = jobs.map((job) => job % 40)
      for (const mark of marks) {
        expect(atWork.has(mark)).toBe(false)
        atWork.add(mark)
      }
      return await all(to, jobs).finally(() => {
        for (const mark of marks) atWork.delete(mark)
      })
    },
    markOf: (job: number) => String(job % 40),
  }
  const [desk, jobs] = [pool(), Array.from({ length: 200 }, (_, job) => job)]
  const answers = await Promise.all(jobs.map((job) => runInBatches(desk, marked, job)))
  expect(answers).toEqual(jobs.map((job) => job * 2))
})

test('the jobs of a failed batch are tried alone, and only what fails alone is refused', async () => {
  const work: BatchWork<number, number> = {
    all: async () => {
      await later()
      throw new Error('the batch failed')
    },
    alone: async (_, job) => {
      if (job === 3) throw new Error('this one')
      return job
    },
  }
  const desk = pool()
  const results = await Promise.allSettled([1, 2, 3, 4].map((job) => runInBatches(desk, work, job)))
  expect(results.map(({ status }) => status)).toEqual(['fulfilled', 'fulfilled', 'rejected', 'fulfilled'])
  await expect(runInBatches(desk, work, 1)).rejects.toThrow('the batch failed')
})
