import { expect, test } from 'vitest'
import type { AskedRow, VerificationPageRow } from '#server/verifications/read-verification.ts'
import { compareBinding } from './compare-binding.ts'

const binding = {
  processType: 'purchase',
  amount: 4_870_000,
  payeeName: 'فروشگاه نمونه',
  merchantId: 'M1001',
  terminalId: 'T2001',
  accountKind: null,
  accountMasked: null,
}
const asked = binding as AskedRow
const presented = (change: Partial<VerificationPageRow>) => ({ ...binding, ...change }) as VerificationPageRow
const changedIn = (change: Partial<VerificationPageRow>) =>
  compareBinding(presented(change), asked).flatMap(({ field, isChanged }) => (isChanged ? [field] : []))

test('a payment that came as it was asked for has no changed line', () => expect(changedIn({})).toEqual([]))

test.each([
  [{ amount: 48_700_000 }, ['amount']],
  [{ processType: 'bill_payment' }, ['type']],
  [{ merchantId: 'M9044', terminalId: 'T9044' }, ['payee', 'terminal']],
  [{ accountKind: 'card', accountMasked: '603799******1234' }, ['account']],
])('%j is shown as changed', (change, fields) => expect(changedIn(change)).toEqual(fields))

test('a payee name is no part of the comparison: only the request has one', () => {
  expect(changedIn({ payeeName: null })).toEqual([])
})

test('a code typed at an ATM came with no transaction, so nothing changed', () => {
  expect(changedIn({ processType: null, amount: null, merchantId: null, terminalId: '00410001' })).toEqual([])
})

test('lines that neither side has are left out', () => {
  expect(compareBinding(presented({}), asked).map(({ field }) => field)).toEqual([
    'type',
    'amount',
    'payee',
    'terminal',
  ])
})
