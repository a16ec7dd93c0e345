import { expect, test } from 'vitest'
import { readAuditQuery } from './search-params.ts'

const nowMs = Date.parse('2026-11-22T07:00:00Z')

test('an end that is no moment, or comes before the beginning, is named, kept as typed and left out', () => {
  for (const to of ['xx', '۱۴۰۵/۰۸/۰۱']) {
    const { query, params, misread, typed } = readAuditQuery({ from: '۱۴۰۵/۰۹/۰۱', to }, nowMs)
    expect([misread, typed, params]).toEqual([['to'], { to }, { from: '۱۴۰۵/۰۹/۰۱' }])
    expect(query.toMs).toBe(nowMs + 1)
  }
})

test('a whole range is read in Jalali figures', () => {
  const { query, misread } = readAuditQuery({ from: '۱۴۰۵/۰۸/۳۰', to: '1405/09/01 10:00' }, nowMs)
  expect(misread).toEqual([])
  expect(query.toMs - query.fromMs).toBe(34 * 3_600_000)
})
