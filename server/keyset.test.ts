import { expect, test } from 'vitest'
import { uuidv7 } from '#domain/text/uuidv7.ts'
import { cutForward, cutKeysetPage, readKeysetPage, rowsBeyond, seekPage } from '#server/keyset.ts'

const idAt = (atMs: number): string => uuidv7({ atMs, randomBytes: new Uint8Array(10) })
const rows = [5, 4, 3, 2, 1].map((atMs) => ({ id: idAt(atMs) }))
const [five, four, three, two, one] = rows.map(({ id }) => id)
const columns = ['v.at', 'v.id'] as const

test('an id that is none is no place, a newer page goes before an older one, and no page is larger than it may be', () => {
  const bounds = { usual: 50, max: 200 }
  expect(readKeysetPage({ beforeId: 'x', afterId: '' }, bounds)).toEqual({ limit: 50 })
  expect(readKeysetPage({ beforeId: one, afterId: 'x', limit: 900 }, bounds)).toEqual({ limit: 200, beforeId: one })
  expect(readKeysetPage({ beforeId: one, afterId: two }, bounds)).toEqual({ limit: 50, afterId: two })
})

test('the newest page leads on where there is more, and nowhere back', () => {
  expect(cutKeysetPage(rows, { limit: 4 })).toEqual({ rows: rows.slice(0, 4), newerThanId: null, olderThanId: two })
  expect(cutKeysetPage(rows, { limit: 5 })).toEqual({ rows, newerThanId: null, olderThanId: null })
  expect(cutKeysetPage([], { limit: 5 })).toEqual({ rows: [], newerThanId: null, olderThanId: null })
})

test('an older page leads back, and a newer one keeps the rows nearest to its place', () => {
  expect(cutKeysetPage(rows.slice(3), { limit: 4, beforeId: three })).toMatchObject({
    newerThanId: two,
    olderThanId: null,
  })
  expect(cutKeysetPage(rows.slice(0, 4), { limit: 3, afterId: one })).toEqual({
    rows: rows.slice(1, 4),
    newerThanId: four,
    olderThanId: two,
  })
  expect(cutKeysetPage(rows.slice(0, 4), { limit: 4, afterId: one })).toMatchObject({
    newerThanId: null,
    olderThanId: two,
  })
})

test('a list that goes one way says where it goes on, or that it ends', () => {
  expect(cutForward(['a', 'b', 'c'], 2)).toEqual({ rows: ['a', 'b'], last: 'b' })
  expect(cutForward(['a', 'b'], 2)).toEqual({ rows: ['a', 'b'], last: null })
})

test('a place becomes a condition on the instant of its id, read towards it', () => {
  const values: unknown[] = ['window']
  const { where, direction } = seekPage({ limit: 1, beforeId: five }, columns, values)
  expect([where, direction]).toEqual([['(v.at, v.id) < ($2, $3)'], 'DESC'])
  expect(values).toEqual(['window', new Date(5), five])
  expect(seekPage({ limit: 1, afterId: one }, columns, [])).toEqual({
    where: ['(v.at, v.id) > ($1, $2)'],
    direction: 'ASC',
  })
  expect(seekPage({ limit: 1 }, columns, [])).toEqual({ where: [], direction: 'DESC' })
  expect(rowsBeyond(columns, 'ASC', 8)).toBe('(v.at, v.id) > ($8, $9)')
})
