import { expect, test } from 'vitest'
import { addFailedTry, type FailedTries } from './failed-tries.ts'

const add = (tries: FailedTries | null, address: string | null, atMs: number) => addFailedTry(tries, { address, atMs })

test('tries are counted by where they came from, with the first and the last time', () => {
  const tries = add(add(add(null, '192.0.2.1', 10), '192.0.2.2', 20), '192.0.2.1', 30)
  expect(tries).toEqual({
    count: 3,
    firstAtMs: 10,
    lastAtMs: 30,
    addresses: [
      { address: '192.0.2.1', count: 2 },
      { address: '192.0.2.2', count: 1 },
    ],
  })
})

test('a thousand places take no more room than five, and every try counts', () => {
  let tries: FailedTries | null = null
  for (let place = 0; place < 1000; place++) tries = add(tries, `192.0.2.${place}`, place)
  expect(tries).toMatchObject({ count: 1000, firstAtMs: 0, lastAtMs: 999 })
  expect(tries?.addresses).toHaveLength(5)
  expect(add(tries, null, 1000).addresses).toEqual(tries?.addresses)
})

test('a place that nobody told is a place', () => {
  expect(add(add(null, null, 1), null, 2).addresses).toEqual([{ address: null, count: 2 }])
})
