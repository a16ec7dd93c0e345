import { setTimeout } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { holdRejection, REJECTED_AFTER_MS } from '#channel/routes/hold-rejection.ts'

const rejected = { status: 200, body: { outcome: 'rejected' } }
const accepted = { status: 200, body: { outcome: 'accepted' } }

async function timeMs(work: () => Promise<unknown>): Promise<number> {
  const startedAtMs = performance.now()
  await work()
  return performance.now() - startedAtMs
}

test('a rejection found at once and one found late leave after the same time', async () => {
  const atOnce = await timeMs(() => holdRejection(async () => rejected))
  const late = await timeMs(() => holdRejection(() => setTimeout(4, rejected)))
  expect(atOnce).toBeGreaterThanOrEqual(REJECTED_AFTER_MS)
  expect(late).toBeGreaterThanOrEqual(REJECTED_AFTER_MS)
})

test('a rejection that took longer than that is not held', async () => {
  let foundAtMs = 0
  await holdRejection(async () => {
    await setTimeout(2 * REJECTED_AFTER_MS)
    foundAtMs = performance.now()
    return rejected
  })
  expect(performance.now() - foundAtMs).toBeLessThan(REJECTED_AFTER_MS)
})

test('an acceptance and an error are not held', async () => {
  const error = new Error('busy')
  const started = performance.now()
  await expect(holdRejection(async () => accepted)).resolves.toBe(accepted)
  await expect(holdRejection(() => Promise.reject(error))).rejects.toBe(error)
  expect(performance.now() - started).toBeLessThan(REJECTED_AFTER_MS)
})
