import fc from 'fast-check'
import { expect, test } from 'vitest'
import { isUuidv7, uuidv7, uuidv7AtMs, uuidv7OfRandom } from '#domain/text/uuidv7.ts'

const instant = fc.integer({ min: 0, max: 2 ** 48 - 1 })
const randomBytes = fc.uint8Array({ minLength: 10, maxLength: 10 })

test('RFC 9562 App. A.6: the example of the standard is made bit by bit', () => {
  const random = Uint8Array.from([0x0c, 0xc3, 0x18, 0xc4, 0xdc, 0x0c, 0x0c, 0x07, 0x39, 0x8f])
  expect(uuidv7({ atMs: 0x017f22e279b0, randomBytes: random })).toBe('017f22e2-79b0-7cc3-98c4-dc0c0c07398f')
})

test('an id is a UUIDv7 and gives back its instant', () => {
  fc.assert(
    fc.property(instant, randomBytes, (atMs, bytes) => {
      const id = uuidv7({ atMs, randomBytes: bytes })
      expect(isUuidv7(id)).toBe(true)
      expect(uuidv7AtMs(id)).toBe(atMs)
    }),
  )
})

test('ids of later instants sort after ids of earlier ones, as text', () => {
  fc.assert(
    fc.property(instant, instant, randomBytes, randomBytes, (one, other, a, b) => {
      fc.pre(one < other)
      expect(uuidv7({ atMs: one, randomBytes: a }) < uuidv7({ atMs: other, randomBytes: b })).toBe(true)
    }),
  )
})

test('under a random UUID its random bits stay, and the time goes before them', () => {
  fc.assert(
    fc.property(instant, fc.uuid({ version: 4 }), (atMs, uuidv4) => {
      const id = uuidv7OfRandom(atMs, uuidv4)
      expect(isUuidv7(id)).toBe(true)
      expect(uuidv7AtMs(id)).toBe(atMs)
      expect(id.slice(15)).toBe(uuidv4.slice(15))
    }),
  )
  expect(() => uuidv7OfRandom(1.5, '0b1d3c5e-7a9b-4c2d-8e4f-a1b2c3d4e5f6')).toThrow(RangeError)
})

test('making an id leaves the random bytes as they were', () => {
  const bytes = new Uint8Array(10).fill(255)
  uuidv7({ atMs: 1, randomBytes: bytes })
  expect(bytes).toEqual(new Uint8Array(10).fill(255))
})

test('other versions, other variants and other texts are not UUIDv7', () => {
  for (const text of [
    '',
    '017f22e2-79b0-4cc3-98c4-dc0c0c07398f',
    '017f22e2-79b0-7cc3-c8c4-dc0c0c07398f',
    '017f22e279b07cc398c4dc0c0c07398f',
    '017f22e2-79b0-7cc3-98c4-dc0c0c07398f\n',
    '017f22e2-79b0-7cc3-98c4-dc0c0c07398f0',
    '0017f22e2-79b0-7cc3-98c4-dc0c0c07398f',
  ]) {
    expect(isUuidv7(text)).toBe(false)
    expect(() => uuidv7AtMs(text)).toThrow(new RangeError('not a UUIDv7'))
  }
})

test('an impossible instant or a wrong number of random bytes is refused', () => {
  const bytes = new Uint8Array(10)
  for (const atMs of [-1, 0.5, 2 ** 48])
    expect(() => uuidv7({ atMs, randomBytes: bytes })).toThrow(new RangeError('atMs must be whole, 0…2⁴⁸−1'))
  for (const length of [9, 11])
    expect(() => uuidv7({ atMs: 0, randomBytes: new Uint8Array(length) })).toThrow(
      new RangeError('uuidv7 takes 10 random bytes'),
    )
})
