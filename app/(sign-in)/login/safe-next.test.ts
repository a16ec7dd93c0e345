import { expect, test } from 'vitest'
import { safeNext } from './safe-next.ts'

test('a path of this site is kept with its query', () => {
  expect(safeNext('/verifications?outcome=rejected')).toBe('/verifications?outcome=rejected')
})

test.each([
  ...['//evil.example', '/\\evil.example', 'https://evil.example', 'javascript:alert(1)', '/\t/evil.example', ''],
  ...['/.//evil.example', '/./\\evil.example', '/a/..//evil.example', '/%2e//evil.example', '/\t.//evil.example'],
])('an address that leads away from this site becomes home: %j', (next) => expect(safeNext(next)).toBe('/'))

test('a missing or repeated address becomes home', () => {
  expect(safeNext(undefined)).toBe('/')
  expect(safeNext(['/customers', '/audit'])).toBe('/')
})
