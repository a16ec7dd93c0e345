import { expect, test } from 'vitest'
import { seenAddress } from './seen-address.ts'

test('the last address is the one the nearest proxy saw', () => {
  expect(seenAddress('203.0.113.9, 10.0.0.7')).toBe('10.0.0.7')
  expect(seenAddress('::ffff:127.0.0.1')).toBe('::ffff:127.0.0.1')
})

test.each([null, undefined, '', '10.0.0.7, nobody', '<b>1</b>', 'fe80::1%eth0', '999.1.1.1'])(
  'what is no address is recorded as none: %j',
  (header) => expect(seenAddress(header)).toBeNull(),
)
