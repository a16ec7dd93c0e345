import { expect, test } from 'vitest'
import { addressBlockOf } from '#domain/address-block.ts'

test.each([
  ['5.160.1.2', '5.160.1.2'],
  ['::ffff:5.160.1.2', '5.160.1.2'],
  ['::FFFF:05a0:0102', '5.160.1.2'],
  ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
  ['2001:0DB8:0001:0002::9', '2001:db8:1:2::/64'],
  ['2001:db8::', '2001:db8:0:0::/64'],
  ['2001:db8::1:0:0:1', '2001:db8:0:0::/64'],
  ['64:ff9b::5.160.1.2', '64:ff9b:0:0::/64'],
  ['::', '0:0:0:0::/64'],
  ['::1', '0:0:0:0::/64'],
  ['1::ffff:5.160.1.2', '1:0:0:0::/64'],
])('the address %s counts as %s', (literal, block) => {
  expect(addressBlockOf(literal)).toBe(block)
})
