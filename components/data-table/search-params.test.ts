import { createLoader } from 'nuqs/server'
import { expect, test } from 'vitest'
import { createHref, parseFirst, parseOnce } from './search-params.ts'

const sizes = ['small', 'large'] as const
const parsers = {
  from: parseFirst((text) => text),
  size: parseOnce((text) => sizes.find((each) => each === text)),
  open: parseFirst((text) => text),
}
const load = createLoader(parsers)
const href = createHref('/shelf', parsers)

test('what is said first is read without spaces around it, what is said twice says nothing', () => {
  expect(load({ from: [' today ', 'later'], size: 'large' })).toEqual({ from: 'today', size: 'large', open: null })
  expect(load({ from: '  ', size: ['large', 'small'] })).toEqual({ from: null, size: null, open: null })
  expect(load({ size: 'huge' }).size).toBeNull()
})

test('an address is written as a form would send it, and read back the same', () => {
  const address = href({}, { from: '1405/09/01 08:00', size: 'small' })
  expect(address).toBe('/shelf?from=1405%2F09%2F01+08%3A00&size=small')
  expect(load(new URL(address, 'http://desk.test'))).toMatchObject({ from: '1405/09/01 08:00', size: 'small' })
})

test('a change stands where the name stood, a new name at the end, and null takes one away', () => {
  const kept = { open: 'a', from: 'x' }
  expect(href(kept, { open: 'b', size: 'small' })).toBe('/shelf?open=b&from=x&size=small')
  expect(href(kept, { open: null, from: null })).toBe('/shelf')
})
