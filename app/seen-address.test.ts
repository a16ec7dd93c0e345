import { expect, test } from 'vitest'
import { keepFrontDoor } from './front-door-mark.ts'
import { seenAddress } from './seen-address.ts'

test('before the door is open nobody’s word is an address', () => {
  expect(seenAddress('203.0.113.9 undefined')).toBeNull()
  expect(seenAddress('203.0.113.9')).toBeNull()
})

test('what the door wrote is the address', () => {
  keepFrontDoor({ token: 'mark', begun: new Set() })
  expect(seenAddress('203.0.113.9 mark')).toBe('203.0.113.9')
  expect(seenAddress('2001:db8::9 mark')).toBe('2001:db8::9')
})

test.each([
  null,
  undefined,
  '',
  '10.0.0.7',
  '10.0.0.7, 203.0.113.9',
  '10.0.0.7 other',
  ' mark',
  'nobody mark',
  '<b>1</b> mark',
])('what is no address, or not the door’s, is none: %j', (header) => {
  keepFrontDoor({ token: 'mark', begun: new Set() })
  expect(seenAddress(header)).toBeNull()
})
