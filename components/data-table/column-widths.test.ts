import fc from 'fast-check'
import { expect, test } from 'vitest'
import { moveBoundary, shareWidths } from './column-widths.ts'

const widths = { time: 100, result: 200, card: 150 }
const visible = ['time', 'result', 'card']

test('what one column gains its neighbour gives, down to the narrowest', () => {
  expect(moveBoundary(widths, visible, 'time', 130)).toEqual({ time: 130, result: 170, card: 150 })
  expect(moveBoundary(widths, visible, 'time', 900)).toEqual({ time: 236, result: 64, card: 150 })
  expect(moveBoundary(widths, visible, 'time', 3)).toEqual({ time: 64, result: 236, card: 150 })
})

test('the last column and an unmeasured one keep their widths', () => {
  expect(moveBoundary(widths, visible, 'card', 300)).toBe(widths)
  expect(moveBoundary({ time: 100 }, visible, 'time', 300)).toEqual({ time: 100 })
})

test('however a boundary is moved, the table stays as wide as it was', () => {
  fc.assert(
    fc.property(fc.constantFrom(...visible), fc.integer({ min: -500, max: 3_000 }), (key, width) => {
      const after = Object.values(moveBoundary(widths, visible, key, width))
      expect(after.reduce((sum, each) => sum + each)).toBe(450)
      expect(Math.min(...after)).toBeGreaterThanOrEqual(64)
    }),
  )
})

test('widths are shares of the table; a column without one takes an even share', () => {
  expect(shareWidths({ time: 100, result: 300 }, ['time', 'result'])).toEqual({ time: 25, result: 75 })
  expect(shareWidths({ time: 100, result: 300 }, visible)).toEqual({ time: 16.67, result: 50, card: 33.33 })
  expect(shareWidths({ card: 100 }, ['time', 'result'])).toBeNull()
  expect(shareWidths({}, visible)).toBeNull()
})
