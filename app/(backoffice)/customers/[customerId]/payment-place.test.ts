import { expect, test } from 'vitest'
import { paymentPlace, readPayment } from './payment-place.ts'

const paymentId = '01a1fd3a-0340-76c2-b2b6-f082338bc2f1'
const customerId = '01a1fd3a-0340-76c2-b2b6-f082338bc2f2'

test('a try leads to its verdict, a press of the button to what happened until ten minutes after it', () => {
  expect(paymentPlace(customerId, { how: 'tried', paymentId })).toBe(`/verifications/${paymentId}`)
  const atMs = 0x01a1fd3a0340 + 600_000
  expect(paymentPlace(customerId, { how: 'asked', paymentId })).toBe(
    `/customers/${customerId}?before=${atMs}_ffffffff-ffff-ffff-ffff-ffffffffffff#timeline`,
  )
})

test('what an address names is a payment or nothing: it leads to no other place', () => {
  expect(readPayment(`tried_${paymentId}`)).toEqual({ how: 'tried', paymentId })
  for (const other of [
    undefined,
    '',
    paymentId,
    `other_${paymentId}`,
    'tried_//evil.example',
    `tried_${'f'.repeat(36)}`,
    [`tried_${paymentId}`, 'x'],
  ])
    expect(readPayment(other)).toBeNull()
})
