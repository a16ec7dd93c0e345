import { expect, test } from 'vitest'
import { defaultTableView, formatTableView, moveColumn, parseTableView } from './table-view.ts'

const keys = ['time', 'result', 'card', 'amount']
const arranged = {
  order: ['result', 'time', 'amount', 'card'],
  hidden: ['card'],
  widths: { time: 120, result: 240 },
  density: 'compact',
} as const

test('what was kept is read back as it was arranged', () => {
  const text = formatTableView(arranged, keys)
  expect(text).toMatch(/^[\w.&=-]+$/)
  expect(parseTableView(text, keys)).toEqual(arranged)
})

test('a table that nobody has arranged, or was put back, keeps nothing', () => {
  expect(formatTableView(defaultTableView(keys), keys)).toBe('')
  for (const text of [undefined, '']) expect(parseTableView(text, keys)).toEqual(defaultTableView(keys))
})

test('columns that are no more are dropped, twice named ones stand once', () => {
  const read = parseTableView('order=card.branch.card.time.result.amount&hidden=branch&widths=branch-120.card-90', keys)
  expect(read).toEqual({ ...defaultTableView(keys), order: ['card', 'time', 'result', 'amount'], widths: { card: 90 } })
})

test('a new column stands behind the one it follows in the table', () => {
  expect(parseTableView('order=amount.card.time', keys).order).toEqual(['amount', 'card', 'time', 'result'])
  expect(parseTableView('order=amount.card', keys).order).toEqual(['time', 'result', 'amount', 'card'])
})

test('with every column hidden the one that opens the row is still shown', () => {
  const { hidden } = parseTableView(`hidden=${keys.join('.')}`, keys)
  expect(hidden).toEqual(['result', 'card', 'amount'])
})

test.each(['widths=time-1', 'widths=time-99999', 'widths=time--80', 'density=tiny', 'widths', '%%%', '__proto__=1'])(
  '%s arranges nothing',
  (text) => {
    expect(parseTableView(text, keys)).toEqual(defaultTableView(keys))
  },
)

test('a column that is hidden at first is shown to who asked for it, and to nobody else', () => {
  const shownBefore = 'hidden=card'
  expect(parseTableView(shownBefore, keys, ['amount']).hidden).toEqual(['card', 'amount'])
  const view = { ...defaultTableView(keys, ['amount']), hidden: ['card'] }
  const text = formatTableView(view, keys, ['amount'])
  expect(text).toBe('hidden=card&shown=amount')
  expect(parseTableView(text, keys, ['amount'])).toEqual(view)
  expect(formatTableView(defaultTableView(keys, ['amount']), keys, ['amount'])).toBe('')
})

test('a column moves one place and stays at either end', () => {
  expect(moveColumn(keys, 'card', -1)).toEqual(['time', 'card', 'result', 'amount'])
  expect(moveColumn(keys, 'card', 1)).toEqual(['time', 'result', 'amount', 'card'])
  expect(moveColumn(keys, 'time', -1)).toEqual(keys)
  expect(moveColumn(keys, 'nothing', 1)).toEqual(keys)
})
