import { isIP } from 'node:net'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { canonicalAddress, peerAddress } from '#domain/network/address.ts'
import { addressBlockOf } from '#domain/network/address-block.ts'
import { lengths } from '../../tests/harness/lengths.ts'

const numRuns = lengths({ short: 2_000, long: 100_000 })

test.each([
  ['192.0.2.77', '192.0.2.77'],
  ['::ffff:192.0.2.77', '192.0.2.77'],
  ['::FFFF:C000:24D', '192.0.2.77'],
  ['0:0:0:0:0:FFFF:192.0.2.77', '192.0.2.77'],
  ['0000:0000:0000:0000:0000:ffff:c000:024d', '192.0.2.77'],
  ['::0:ffff:c000:24d', '192.0.2.77'],
  ['2001:DB8:0:0:8:800:200C:417A', '2001:db8::8:800:200c:417a'],
  ['2001:0db8:0000:0000:0001:0000:0000:0001', '2001:db8::1:0:0:1'],
  ['2001:db8:0:1:1:1:1:1', '2001:db8:0:1:1:1:1:1'],
  ['2001:db8::1:1:1:1:1', '2001:db8:0:1:1:1:1:1'],
  ['2001:0:0:1:0:0:0:1', '2001:0:0:1::1'],
  ['1:2:3:4:5:6:0:0', '1:2:3:4:5:6::'],
  ['0:0:0:0:0:0:0:0', '::'],
  ['0:0:0:0:0:0:0:1', '::1'],
  ['1:0:0:0:0:0:0:0', '1::'],
  ['::1.2.3.4', '::102:304'],
  ['64:ff9b::192.0.2.33', '64:ff9b::c000:221'],
  ['::ffff:0:192.0.2.77', '::ffff:0:c000:24d'],
  ['1::ffff:192.0.2.77', '1::ffff:c000:24d'],
  ['fe80::A', 'fe80::a'],
])('%s is %s', (literal, canonical) => expect(canonicalAddress(literal)).toBe(canonical))

test.each([
  '',
  ' 192.0.2.77',
  '192.0.2.77 ',
  '192.000.002.077',
  '192.0.2.077',
  '0xc0.0.2.77',
  '3221226061',
  '192.0.2',
  '192.0.2.256',
  '192.0.2.77.',
  '192.0.2.77:443',
  '۱۹۲.۰.۲.۷۷',
  '[2001:db8::1]',
  '[2001:db8::1]:443',
  'fe80::1%eth0',
  '2001:db8::1/64',
  '::ffff:192.000.002.077',
  '::ffff:192.0.2.77:1',
  '192.0.2.77::',
  '1:2:3:4:5:6:7',
  '1:2:3:4:5:6:7:8:9',
  '1:2:3:4::5:6:7:8',
  '1::2::3',
  ':::',
  ':1:2:3:4:5:6:7',
  '1:2:3:4:5:6:7:',
  '12345::',
  'g::1',
  '2001:db8::1\n',
])('%j is no literal', (text) => expect(canonicalAddress(text)).toBeNull())

test('a socket’s zone is left out, and what is no address stays as it is', () => {
  expect(peerAddress('fe80::1%eth0')).toBe('fe80::1')
  expect(peerAddress('::ffff:127.0.0.1')).toBe('127.0.0.1')
  expect(peerAddress('unix')).toBe('unix')
})

const groupsArb = fc.oneof(
  fc.array(fc.oneof({ weight: 2, arbitrary: fc.constant(0) }, fc.integer({ min: 0, max: 0xffff })), {
    minLength: 8,
    maxLength: 8,
  }),
  fc.tuple(fc.nat(0xffff), fc.nat(0xffff)).map((low) => [0, 0, 0, 0, 0, 0xffff, ...low]),
)
const word = (group: number, { pad, upper }: { pad: number; upper: boolean }): string => {
  const hex = group.toString(16).padStart(pad, '0')
  return upper ? hex.toUpperCase() : hex
}
const styleArb = fc.record({
  words: fc.array(fc.record({ pad: fc.integer({ min: 1, max: 4 }), upper: fc.boolean() }), {
    minLength: 8,
    maxLength: 8,
  }),
  cut: fc.option(fc.tuple(fc.nat(7), fc.integer({ min: 1, max: 8 })), { nil: null }),
  dotted: fc.boolean(),
})
type StyleOfAddress = typeof styleArb extends fc.Arbitrary<infer Style> ? Style : never

/** Any spelling that RFC 4291 §2.2 allows. */
function spell(groups: number[], { words, cut, dotted }: StyleOfAddress): string {
  const [high = 0, low = 0] = groups.slice(6)
  const written = groups.map((group, at) => word(group, words[at] ?? { pad: 1, upper: false }))
  const list = dotted ? [...written.slice(0, 6), [high >> 8, high & 255, low >> 8, low & 255].join('.')] : written
  const [start, length] = cut ?? [0, 0]
  const isZeros =
    length > 0 && start + length <= (dotted ? 6 : 8) && groups.slice(start, start + length).every((g) => !g)
  return isZeros ? `${list.slice(0, start).join(':')}::${list.slice(start + length).join(':')}` : list.join(':')
}

test('all spellings of one address are one, and it is its own', () => {
  fc.assert(
    fc.property(groupsArb, styleArb, styleArb, (groups, one, other) => {
      const [first, second] = [spell(groups, one), spell(groups, other)]
      expect(isIP(first)).toBe(6)
      const canonical = canonicalAddress(first)
      expect(canonicalAddress(second)).toBe(canonical)
      expect(canonicalAddress(canonical ?? '')).toBe(canonical)
      expect(addressBlockOf(first)).toBe(addressBlockOf(canonical ?? ''))
    }),
    { numRuns },
  )
})

test('IPv6 is written as the URL standard writes it, where it is not mapped', () => {
  fc.assert(
    fc.property(groupsArb, styleArb, (groups, style) => {
      const literal = spell(groups, style)
      const host = new URL(`http://[${literal}]/`).hostname.slice(1, -1)
      fc.pre(groups.slice(0, 5).some((group) => group !== 0) || groups[5] !== 0xffff)
      expect(canonicalAddress(literal)).toBe(host)
    }),
    { numRuns },
  )
})

test('whatever is typed, an address is one where Node says so', () => {
  const near = fc.stringMatching(/^[0-9a-fA-F:.]{0,24}$/)
  const broken = fc
    .tuple(groupsArb, styleArb, fc.nat(44), fc.constantFrom('', ':', '0', '.', 'g', ' '))
    .map(([groups, style, at, sign]) => {
      const literal = spell(groups, style)
      return `${literal.slice(0, at)}${sign}${literal.slice(at + 1)}`
    })
  fc.assert(
    fc.property(fc.oneof(near, broken, fc.ipV4(), fc.ipV4Extended(), fc.ipV6()), (text) => {
      expect(canonicalAddress(text) !== null).toBe(isIP(text) !== 0)
    }),
    { numRuns: numRuns * 5 },
  )
})
