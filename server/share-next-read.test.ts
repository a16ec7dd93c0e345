import { setTimeout as pause } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { shareNextRead } from './share-next-read.ts'

test('those who ask while a read is under way share one that begins later', async () => {
  const began: number[] = []
  let version = 0
  const read = shareNextRead(async () => {
    began.push(version)
    const seen = version
    await pause(10)
    return seen
  })
  const first = read('a')
  await pause(1)
  version = 1
  const later = [read('a'), read('a'), read('a')]
  expect(await first).toBe(0)
  expect(await Promise.all(later)).toEqual([1, 1, 1])
  expect(began).toEqual([0, 1])
})

test('nobody is ever answered by a read that began before they asked', async () => {
  let committed = 0
  const read = shareNextRead(async () => {
    const seen = committed
    await pause(Math.random() * 3)
    return seen
  })
  const askers = Array.from({ length: 300 }, async () => {
    await pause(Math.random() * 40)
    committed += 1
    const asked = committed
    expect(await read('a')).toBeGreaterThanOrEqual(asked)
  })
  await Promise.all(askers)
})

test('different things are read at once, and a failed read fails only its own askers', async () => {
  let fails = true
  const read = shareNextRead(async (key) => {
    await pause(5)
    if (fails) throw new Error(`no ${key}`)
    return key
  })
  const failing = [read('a'), read('a'), read('b')]
  await pause(1)
  const next = read('a')
  expect((await Promise.allSettled(failing)).map(({ status }) => status)).toEqual(['rejected', 'rejected', 'rejected'])
  fails = false
  expect(await next).toBe('a')
  expect(await read('b')).toBe('b')
})
