import { expect, test } from 'vitest'
import { payeeAccountKindsOf, processTypes, takesAmount } from '#domain/verification/process-type.ts'

test('an amount belongs to every process type but balance inquiry and password confirmation', () => {
  expect(processTypes.filter(takesAmount)).toEqual(['purchase', 'bill_payment', 'transfer', 'charge'])
})

test('a payee account belongs to a transfer, a bill and a charge, each of its own kinds', () => {
  expect(processTypes.map((type) => [type, payeeAccountKindsOf(type).join(' ')])).toEqual([
    ['purchase', ''],
    ['bill_payment', 'bill'],
    ['transfer', 'card iban deposit'],
    ['charge', 'mobile'],
    ['balance_inquiry', ''],
    ['password_confirm', ''],
  ])
})
