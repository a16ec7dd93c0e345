import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { clipDrift, type Drift, learnDrift } from '#domain/otp/learn-drift.ts'

function learn(drift: Drift, offsets: number[]): Drift {
  return offsets.reduce((learned, offsetSteps) => learnDrift(learned, { offsetSteps, driftMaxSteps: 2 }), drift)
}

describe('the learned drift', () => {
  test.each([
    { name: 'stays after one acceptance on a side', offsets: [1], drift: 0 },
    { name: 'moves by one after two in a row on one side', offsets: [1, 1], drift: 1 },
    { name: 'moves to the other side as well', offsets: [-1, -1], drift: -1 },
    { name: 'stays when the two are on different sides', offsets: [1, -1, 1], drift: 0 },
    { name: 'stays when a centred one lies between', offsets: [1, 0, 1], drift: 0 },
    { name: 'needs two more for the next step', offsets: [1, 1, 2], drift: 1 },
    { name: 'never goes beyond two', offsets: [1, 1, 2, 2, 3, 3, 3, 3], drift: 2 },
  ])('$name', ({ offsets, drift }) => {
    expect(learn({ driftSteps: 0, driftRun: 0 }, offsets).driftSteps).toBe(drift)
  })

  test('set by staff beyond the limit may come nearer, never farther', () => {
    expect(learn({ driftSteps: 5, driftRun: 0 }, [6, 6, 6, 6]).driftSteps).toBe(5)
    expect(learn({ driftSteps: 5, driftRun: 0 }, [4, 4]).driftSteps).toBe(4)
  })

  test('stays within its limit whatever offsets its own window accepts', () => {
    fc.assert(
      fc.property(fc.integer({ min: -2, max: 2 }), fc.array(fc.integer({ min: -1, max: 1 })), (driftSteps, sides) => {
        let drift: Drift = { driftSteps, driftRun: 0 }
        for (const side of sides) {
          const before = drift.driftSteps
          drift = learnDrift(drift, { offsetSteps: before + side, driftMaxSteps: 2 })
          expect(Math.abs(drift.driftSteps)).toBeLessThanOrEqual(2)
          expect(Math.abs(drift.driftSteps - before)).toBeLessThanOrEqual(1)
        }
      }),
    )
  })
})

test('the offset at confirmation is clipped to the limit', () => {
  expect([-3, -2, 0, 2, 3].map((offset) => clipDrift(offset, 2))).toEqual([-2, -2, 0, 2, 2])
})
