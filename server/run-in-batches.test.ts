import { expect, test } from 'vitest'
import type { Pool } from '#server/database.ts'
import { type BatchWork, limitBatches, runInBatches } from '#server/run-in-batches.ts'

const pool = (): Pool => ({}) as Pool
const later = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 5))

function doubling(batches: number[][]): BatchWork<number, number> {
  return {
    all: async (_, jobs) => {
      batches.push(jobs)
      await later()
      return jobs.map((job) => job * 2)
    },
    alone: async (_, job) => job * 2,
  }
}

test('a lone job is done at once, and what came meanwhile is done together, each answered its own', async () => {
  const batches: number[][] = []
  const [desk, work] = [pool(), doubling(batches)]
  const answers = await Promise.all([1, 2, 3, 4].map((job) => runInBatches(desk, work, job)))
  expect(answers).toEqual([2, 4, 6, 8])
  expect(batches).toEqual([[1], [2, 3, 4]])
})

test('a batch holds at most sixty-four', async () => {
  const batches: number[][] = []
  const [desk, work] = [pool(), doubling(batches)]
  await Promise.all(Array.from({ length: 100 }, (_, job) => runInBatches(desk, work, job)))
  expect(batches.map(({ length }) => length)).toEqual([1, 64, 35])
})

test('a batch holds no more than the pool’s limit, and with a limit of one nobody waits for another', async () => {
  const batches: number[][] = []
  const [desk, work] = [pool(), doubling(batches)]
  limitBatches(desk, 3)
  await Promise.all([1, 2, 3, 4, 5].map((job) => runInBatches(desk, work, job)))
  expect(batches).toEqual([[1], [2, 3, 4], [5]])
  limitBatches(desk, 1)
  expect(await Promise.all([1, 2].map((job) => runInBatches(desk, work, job)))).toEqual([2, 4])
  expect(batches).toHaveLength(3)
})

test('two jobs of one mark never stand in one batch', async () => {
  const batches: number[][] = []
  const [desk, work] = [pool(), { ...doubling(batches), markOf: (job: number) => String(job % 2) }]
  await Promise.all([0, 1, 3, 5, 2].map((job) => runInBatches(desk, work, job)))
  for (const batch of batches) expect(new Set(batch.map((job) => job % 2)).size).toBe(batch.length)
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
  expect(results.map(({ status }) => status)).toEqual(['rejected', 'fulfilled', 'rejected', 'fulfilled'])
})
