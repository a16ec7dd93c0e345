import { expect, test, vi } from 'vitest'

class NotFound extends Error {}
vi.mock('next/navigation', () => ({
  notFound: () => {
    throw new NotFound()
  },
}))
const { readTarget } = await import('./read-target.ts')

const customerId = '01920000-0000-7000-8000-000000000001'
const other = '01920000-0000-7000-8000-000000000002'

test('ids are taken, and nothing beside them', () => {
  const given = { customerId, deviceId: other, role: 'admin' }
  expect(readTarget('device', given)).toEqual({ customerId, deviceId: other })
  expect(readTarget('guard', { customerId, cardId: other, pinKind: 'second' }).pinKind).toBe('second')
})

test.each([
  undefined,
  null,
  [],
  'x',
  {},
  { customerId },
  { customerId, activationTokenId: `../channel-clients/atm-demo/rotations?` },
  { customerId, activationTokenId: [other] },
  { customerId, activationTokenId: `${other}\0` },
  { customerId: '1', activationTokenId: other },
])('what names no record is not found: %j', (given) => expect(() => readTarget('token', given)).toThrow(NotFound))

test('a PIN is the first or the second', () => {
  expect(() => readTarget('guard', { customerId, cardId: other, pinKind: 'third' })).toThrow(NotFound)
})
