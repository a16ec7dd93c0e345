import { expect, test } from 'vitest'
import { rankPayments } from '#domain/rank-payments.ts'

const amounts = [{ exactRials: 100, fromRials: 90, toRials: 110 }]
const payment = (id: string, atMs: number, amountRials: number | null = 100, isOwnBranch = false) => ({
  id,
  atMs,
  amountRials,
  isOwnBranch,
})
const order = (payments: Parameters<typeof rankPayments>[0], centresMs: number[] = []) =>
  rankPayments(payments, { amounts, centresMs }).map(({ id }) => id)

test('the exact amount stands before a nearer time', () => {
  expect(order([payment('near', 50, 105), payment('exact', 90)], [50])).toEqual(['exact', 'near'])
})

test('the nearest to any of the hours that may be meant is first', () => {
  expect(order([payment('far', 30), payment('evening', 98), payment('morning', 11)], [10, 100])).toEqual([
    'morning',
    'evening',
    'far',
  ])
})

test('without an hour the nearest amount is first', () => {
  expect(order([payment('far', 9, 110), payment('near', 1, 99)])).toEqual(['near', 'far'])
})

test('without an hour and of one amount the newest is first', () => {
  expect(order([payment('old', 1), payment('new', 2)])).toEqual(['new', 'old'])
})

test('of equals the own branch’s is first, then the order is always the same', () => {
  const equals = [payment('c', 5), payment('b', 5, 100, true), payment('a', 5)]
  expect(order(equals)).toEqual(['b', 'a', 'c'])
  expect(order(equals.toReversed())).toEqual(['b', 'a', 'c'])
})

test('a payment without an amount is not exact', () => {
  expect(order([payment('none', 2, null), payment('exact', 1)])).toEqual(['exact', 'none'])
})
