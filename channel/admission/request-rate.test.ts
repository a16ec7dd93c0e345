import fc from 'fast-check'
import { expect, test } from 'vitest'
import { RequestRate } from '#channel/admission/request-rate.ts'

const countPassed = (rate: RequestRate, perSecond: number, timesMs: readonly number[]): number[] =>
  timesMs.filter((nowMs) => rate.take('a', perSecond, nowMs))

test('in no second, wherever it begins, does a caller get more than its rate', () => {
  const gaps = fc.array(fc.integer({ min: 0, max: 400 }), { maxLength: 300 })
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 20 }), gaps, (perSecond, gapsMs) => {
      let nowMs = 0
      const timesMs = gapsMs.map((gapMs) => (nowMs += gapMs))
      const passed = countPassed(new RequestRate(), perSecond, timesMs)
      for (const startMs of passed) {
        expect(passed.filter((atMs) => atMs >= startMs && atMs < startMs + 1000).length).toBeLessThanOrEqual(perSecond)
      }
    }),
  )
})

test('a whole rate at the end of one second leaves nothing for the beginning of the next', () => {
  const rate = new RequestRate()
  expect(countPassed(rate, 5, [990, 990, 991, 992, 999])).toHaveLength(5)
  expect(countPassed(rate, 5, [1_000, 1_001, 1_500, 1_989])).toEqual([])
  expect(countPassed(rate, 5, [1_990])).toEqual([1_990])
})

test('a caller at exactly its rate is never refused, nor one who was refused for long', () => {
  const rate = new RequestRate()
  const steady = Array.from({ length: 1_000 }, (_, place) => place * 100)
  expect(countPassed(rate, 10, steady)).toEqual(steady)
  const flood = Array.from({ length: 10_000 }, (_, place) => 200_000 + place)
  expect(countPassed(rate, 10, flood)).toHaveLength(100)
})

test('callers do not share a rate, and one whose rate was raised has the new one at once', () => {
  const rate = new RequestRate()
  expect([rate.take('a', 1, 0), rate.take('a', 1, 1), rate.take('b', 1, 1)]).toEqual([true, false, true])
  expect([rate.take('a', 2, 2), rate.take('a', 2, 3), rate.take('a', 2, 4)]).toEqual([true, true, false])
})

test('a clock that is set back closes nobody out', () => {
  const rate = new RequestRate()
  rate.take('a', 1, 3_600_000)
  expect(rate.take('a', 1, 10)).toBe(true)
})

test('callers that come no more are forgotten', () => {
  const rate = new RequestRate()
  for (let place = 0; place < 100_000; place++) rate.take(`device-${place}`, 5, place)
  expect(rate.size).toBeLessThanOrEqual(2_048)
})
