import { expect, test } from 'vitest'
import { approvalsHref, readApprovalsQuery } from './search-params.ts'

const id = '019bfaf7-26e0-7dd5-a16f-305b7d5f7110'

test('the address holds the list, the open request and the place, and is read back as it was written', () => {
  const query = { tab: 'decided', open: id, before: id, after: undefined } as const
  const search = Object.fromEntries(new URL(approvalsHref(query), 'http://bank').searchParams)
  expect(readApprovalsQuery(search)).toEqual(query)
  expect(approvalsHref({})).toBe('/approvals')
})

test('what an address cannot mean is not asked', () => {
  const nothing = { tab: undefined, open: undefined, before: undefined, after: undefined }
  expect(readApprovalsQuery({ tab: 'all', open: '1', before: "' OR 1=1", after: ['x', id] })).toEqual(nothing)
  expect(readApprovalsQuery({})).toEqual(nothing)
})
