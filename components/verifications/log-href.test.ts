import { expect, test } from 'vitest'
import { clearedHref } from './log-href.ts'

test('clearing the filters keeps the stretch of time, and the one customer its reader may see', () => {
  const params = { from: '1405/09/01', to: '1405/09/02', outcome: 'rejected', customer: 'c1', open: 'v1', before: 'v2' }
  expect(clearedHref(params)).toBe('/verifications?from=1405%2F09%2F01&to=1405%2F09%2F02')
  expect(clearedHref({ range: 'month', outcome: 'rejected', customer: 'c1' }, 'customer')).toBe(
    '/verifications?range=month&customer=c1',
  )
})

test('where no filter is at work there is nothing to clear', () => {
  expect(clearedHref({ range: 'month' })).toBeNull()
  expect(clearedHref({ customer: 'c1', before: 'v1' }, 'customer')).toBeNull()
})
