import { expect, test } from 'vitest'
import { rankPayments } from '#domain/verification/rank-payments.ts'

const amounts = [{ exactRials: 100, fromRials: 90, toRials: 110 }]
const either = [100, 1000].map((exactRials) => ({ exactRials, fromRials: exactRials / 2, toRials: exactRials * 2 }))
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
  expect(order([payment('a', 1), payment('b', 2)])).toEqual(['b', 'a'])
})

test('of equals the own branch’s is first, then the order is always the same', () => {
  const equals = [payment('c', 5), payment('b', 5, 100, true), payment('a', 5)]
  expect(order(equals)).toEqual(['b', 'a', 'c'])
  expect(order(equals.toReversed())).toEqual(['b', 'a', 'c'])
})

test('as near before the hour as after it they are equals, whichever is newer', () => {
  expect(order([payment('after', 60), payment('before', 40, 100, true)], [50])).toEqual(['before', 'after'])
})

test('the nearest to any of the amounts that may be meant is first, and each of them is exact', () => {
  const payments = [payment('far', 9, 130), payment('near', 1, 1010), payment('exact', 1, 1000)]
  expect(rankPayments(payments, { amounts: either, centresMs: [] }).map(({ id }) => id)).toEqual([
    'exact',
    'near',
    'far',
  ])
})

test('one of two amounts is exact enough to stand before a nearer time', () => {
  const payments = [payment('near', 50, 105), payment('exact', 90, 1000)]
  expect(rankPayments(payments, { amounts: either, centresMs: [50] }).map(({ id }) => id)).toEqual(['exact', 'near'])
})

test('where no amount was said the newest is first, whatever was paid', () => {
  const payments = [payment('a', 1, 5), payment('c', 3, 700), payment('b', 2, null)]
  expect(rankPayments(payments, { amounts: [], centresMs: [] }).map(({ id }) => id)).toEqual(['c', 'b', 'a'])
})

test('a payment without an amount is not exact', () => {
  expect(order([payment('none', 2, null), payment('exact', 1)])).toEqual(['exact', 'none'])
  expect(order([payment('none', 2, null), payment('near', 1, 110)])).toEqual(['near', 'none'])
})
