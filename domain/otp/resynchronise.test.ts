import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type ResynchroniseFacts, resynchronise } from '#domain/otp/resynchronise.ts'

const now = 29_000_000

function makeFacts(changes: Partial<ResynchroniseFacts> = {}): ResynchroniseFacts {
  return {
    currentTimeStep: now,
    windowSteps: 10,
    lastTimeStep: null,
    firstCodeSteps: [now - 1],
    secondCodeSteps: [now],
    ...changes,
  }
}

test('two codes in a row give the drift of the second, and both are used up', () => {
  fc.assert(
    fc.property(fc.integer({ min: -20, max: 20 }), (offset) => {
      const facts = makeFacts({ firstCodeSteps: [now + offset - 1], secondCodeSteps: [now + offset] })
      const expected =
        Math.abs(offset) <= 10
          ? { outcome: 'resynchronised', driftSteps: offset, driftRun: 0, lastTimeStep: now + offset }
          : { outcome: 'refused', reason: 'codes_not_consecutive' }
      expect(resynchronise(facts)).toEqual(expected)
    }),
  )
})

describe('nothing moves', () => {
  test.each([
    ['for one code alone', { secondCodeSteps: [] }, 'codes_not_consecutive'],
    ['for codes in the wrong order', { firstCodeSteps: [now], secondCodeSteps: [now - 1] }, 'codes_not_consecutive'],
    ['for codes with a gap', { firstCodeSteps: [now - 2] }, 'codes_not_consecutive'],
    ['when the first was accepted before', { lastTimeStep: now - 1 }, 'code_already_used'],
    ['when both were', { lastTimeStep: now + 5 }, 'code_already_used'],
  ] as const)('%s', (_name, changes, reason) => {
    expect(resynchronise(makeFacts(changes))).toEqual({ outcome: 'refused', reason })
  })
})

test('the step after the last accepted one is fresh', () => {
  expect(resynchronise(makeFacts({ lastTimeStep: now - 2 }))).toMatchObject({ outcome: 'resynchronised' })
})

test('a pair used up before gives way to a fresh one farther off', () => {
  const twoPairs = { firstCodeSteps: [now - 1, now + 4], secondCodeSteps: [now, now + 5] }
  expect(resynchronise(makeFacts({ ...twoPairs, lastTimeStep: now }))).toMatchObject({ driftSteps: 5 })
})

test('of two pairs the one nearest to now counts', () => {
  const before = makeFacts({ firstCodeSteps: [now - 8, now + 1], secondCodeSteps: [now - 7, now + 2] })
  expect(resynchronise(before)).toMatchObject({ driftSteps: 2 })
  const after = makeFacts({ firstCodeSteps: [now + 6, now - 4], secondCodeSteps: [now + 7, now - 3] })
  expect(resynchronise(after)).toMatchObject({ driftSteps: -3 })
  const first = makeFacts({ firstCodeSteps: [now - 4, now + 6], secondCodeSteps: [now - 3, now + 7] })
  expect(resynchronise(first)).toMatchObject({ driftSteps: -3 })
})
