import { expect, test } from 'vitest'
import { complaintsHref, queryOf } from '#components/complaints/complaints-href.ts'
import { writePlace } from '#components/data-table/keyset-place.ts'
import { readComplaintQuery } from './search-params.ts'

const id = '01a1fe5f-e5a0-77a1-b5ed-8cc5fee0e544'
const search = (address: string): Record<string, string> =>
  Object.fromEntries(new URL(address, 'http://desk.test').searchParams)

test('an address without a word is the open queue', () => {
  expect(readComplaintQuery({}).query).toMatchObject({ queue: 'open', kind: undefined, after: undefined })
})

test('what the address says is read, and written it says the same', () => {
  const given = { queue: 'overdue', kind: 'not_me', assignee: id, due: 'week' }
  const { query, params } = readComplaintQuery(given)
  expect(query).toMatchObject({ queue: 'overdue', kind: 'not_me', assigneeId: id, due: 'week' })
  expect(search(complaintsHref(params, {}))).toEqual(given)
  expect(queryOf(params)).toMatch(/^[a-z0-9_=&-]+$/)
})

test('what it does not understand is left out, and never reaches a kept queue', () => {
  const odd = { queue: 'all', kind: 'weather', assignee: "' OR 1=1", due: 'never', after: '1_2' }
  expect(readComplaintQuery(odd).params).toEqual({})
  expect(readComplaintQuery({ kind: ['not_me', 'code_refused'] }).params).toEqual({})
})

test('a place in the queue is read as it was written, and a change of the queue begins it anew', () => {
  const place = { atMs: 1_763_800_000_000, id }
  const { query, params } = readComplaintQuery({ kind: 'not_me', after: writePlace(place) })
  expect(query.after).toEqual(place)
  expect(complaintsHref(params, { kind: null })).toBe('/complaints')
})
