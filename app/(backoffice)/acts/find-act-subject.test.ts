import { expect, test } from 'vitest'
import type { DeskCard } from '#server/customers/match-cards.ts'
import { findActSubject } from './find-act-subject.ts'

const cardOf = (id: string, last4: string): DeskCard => ({
  id,
  bin: '589210',
  last4,
  status: 'active',
  expiresAtMs: 0,
  pins: [{ pinKind: 'second', suspendedAtMs: null, lock: null, lastUse: null, sms: null, app: null }],
})
const customer = { cards: [cardOf('one', '7895'), cardOf('other', '7895')], devices: [] }

test('of two cards that end alike, the act is on the one that it happened on', () => {
  for (const id of ['one', 'other']) {
    expect(findActSubject(customer, { card: { id, pinKind: 'second' }, deviceId: null }).found?.card.id).toBe(id)
  }
})

test('on a card that the customer has no more there is nothing to do', () => {
  const on = { card: { id: 'gone', pinKind: 'second' as const }, deviceId: null }
  expect(findActSubject(customer, on)).toEqual({ found: null, device: null })
})
