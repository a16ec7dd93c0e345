import { expect, test } from 'vitest'
import {
  addTry,
  forgetBefore,
  KEYS_MAX,
  learnBuckets,
  listFresh,
  noteRead,
  openRateBuckets,
  settleFresh,
  sumTries,
  takeTouched,
} from '#server/rates/rate-buckets.ts'
import type { RateKey } from '#server/rates/repository.ts'

const nowMs = Date.UTC(2026, 10, 22, 9, 30, 5)
const minuteMs = Date.UTC(2026, 10, 22, 9, 30)
const requester = (name: string): RateKey => ({ kind: 'requester_try', key: `g/${name}` })
const wrong = { nowMs, counted: true }

test('a flood of names that nobody has heard of takes bounded memory and hides no guesser', () => {
  const buckets = openRateBuckets()
  for (let tries = 0; tries < 40; tries++) addTry(buckets, requester('guesser'), wrong)
  for (let name = 0; name < 3 * KEYS_MAX; name++) addTry(buckets, requester(`flood-${name}`), wrong)
  expect(buckets.byKey.size).toBeLessThanOrEqual(KEYS_MAX)
  expect(sumTries(buckets, requester('guesser'), 0)).toMatchObject({ tries: 40, counted: 40 })
  expect(takeTouched(buckets, 0).length).toBeLessThanOrEqual(5_000)
  expect(buckets.touched.size).toBe(0)
})

test('names that were all tried often make room too', () => {
  const buckets = openRateBuckets()
  for (let name = 0; name < KEYS_MAX + 1; name++)
    for (let tries = 0; tries < 3; tries++) addTry(buckets, requester(`busy-${name}`), wrong)
  expect(buckets.byKey.size).toBeLessThanOrEqual(KEYS_MAX)
})

test('what is told to the other processes at once is bounded, the largest first, and the rest is told later', () => {
  const buckets = openRateBuckets()
  for (let name = 0; name < 30; name++)
    for (let tries = 0; tries <= name; tries++) addTry(buckets, requester(`r-${name}`), wrong)
  const first = listFresh(buckets, 10)
  expect(first.map(({ tries }) => tries)).toEqual([30, 29, 28, 27, 26, 25, 24, 23, 22, 21])
  settleFresh(buckets, first)
  expect(listFresh(buckets, 100)).toHaveLength(20)
  expect(sumTries(buckets, requester('r-29'), 0).tries).toBe(30)
})

test('an address that pressed once is told to nobody, one that pressed twice with both', () => {
  const buckets = openRateBuckets()
  const address: RateKey = { kind: 'address_request', key: 'g/5.160.1.2' }
  addTry(buckets, address, { nowMs, counted: false })
  expect(listFresh(buckets, 10)).toEqual([])
  addTry(buckets, address, { nowMs, counted: false })
  expect(listFresh(buckets, 10)).toEqual([{ ...address, minuteMs, tries: 2, counted: 0 }])
})

test('what the database says is added to what it has not been told, and asked for again while it is in use', () => {
  const buckets = openRateBuckets()
  addTry(buckets, requester('both'), wrong)
  takeTouched(buckets, 0)
  learnBuckets(buckets, [
    { ...requester('both'), minuteMs, tries: 7, counted: 5 },
    { ...requester('once'), minuteMs, tries: 1, counted: 1 },
  ])
  expect(takeTouched(buckets, 0)).toEqual([{ ...requester('both'), sinceMs: 0 }])
  expect(sumTries(buckets, requester('both'), 0)).toMatchObject({ tries: 8, counted: 6 })
})

test('of a source that was read, only what may have grown since is read again, however long ago that was', () => {
  const buckets = openRateBuckets()
  const [windowMs, first] = [600_000, requester('followed')]
  const ask = (atMs: number) => {
    addTry(buckets, first, { nowMs: atMs, counted: true })
    const asked = takeTouched(buckets, atMs - windowMs)
    noteRead(buckets, asked, atMs)
    return asked.map(({ sinceMs }) => sinceMs)
  }
  expect(ask(nowMs)).toEqual([nowMs - windowMs])
  expect(ask(nowMs + 1_000)).toEqual([minuteMs - 60_000])
  expect(ask(nowMs + 480_000)).toEqual([minuteMs - 60_000])
  expect(ask(nowMs + 481_000)).toEqual([minuteMs + 420_000])
})

test('a source whose reading failed is read whole the next time', () => {
  const buckets = openRateBuckets()
  addTry(buckets, requester('unread'), wrong)
  expect(takeTouched(buckets, 7)).toEqual([{ ...requester('unread'), sinceMs: 7 }])
  addTry(buckets, requester('unread'), wrong)
  expect(takeTouched(buckets, 8)).toEqual([{ ...requester('unread'), sinceMs: 8 }])
})

test('minutes that no window reaches are forgotten, told or not', () => {
  const buckets = openRateBuckets()
  addTry(buckets, requester('old'), wrong)
  addTry(buckets, requester('new'), { nowMs: nowMs + 60_000, counted: true })
  forgetBefore(buckets, () => minuteMs + 1)
  expect([...buckets.byKey.keys()]).toEqual(['requester_try g/new'])
})
