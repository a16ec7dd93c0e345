import { expect, test } from 'vitest'
import { advanceAtm, emptyAtm } from './atm-machine.ts'

const pan = '5076770000000003'
const inserted = advanceAtm(emptyAtm, { type: 'card-inserted', pan })

test('nothing can be chosen before a card is in', () => {
  expect(advanceAtm(emptyAtm, { type: 'screen-chosen', screen: { name: 'amount' } })).toEqual(emptyAtm)
})

test('an answer that comes after the card was taken back is not shown to the next person', () => {
  const taken = advanceAtm(inserted, { type: 'card-taken' })
  const answer = { outcome: { kind: 'withdrawn', amountRials: 1 }, atMs: 1 } as const
  expect(advanceAtm(taken, { type: 'answered', answer })).toEqual(emptyAtm)
})

test('a mobile has eleven digits and a code at most eight; what is typed further is dropped', () => {
  const mobile = advanceAtm(inserted, { type: 'screen-chosen', screen: { name: 'mobile', pinKind: 'second' } })
  expect(advanceAtm(mobile, { type: 'typed', entry: '091234567890123' }).entry).toBe('09123456789')
  const code = advanceAtm(inserted, { type: 'screen-chosen', screen: { name: 'code', amountRials: 500_000 } })
  expect(advanceAtm(code, { type: 'typed', entry: '1234567890' }).entry).toBe('12345678')
})

test('what was typed is forgotten with the screen it was typed on', () => {
  const code = advanceAtm(inserted, { type: 'screen-chosen', screen: { name: 'code', amountRials: 500_000 } })
  const typed = advanceAtm(code, { type: 'typed', entry: '123456' })
  expect(advanceAtm(typed, { type: 'screen-chosen', screen: { name: 'menu' } }).entry).toBe('')
})
