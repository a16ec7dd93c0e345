import { expect, test } from 'vitest'
import { readTypedFigure } from '#domain/text/typed-figure.ts'
import { readOrder } from './read-order.ts'

const merchants = [{ name: 'فروشگاه نمونه', merchantId: 'M1001', terminalId: 'T2001' }]

function formOf(values: Record<string, string>): FormData {
  const form = new FormData()
  for (const [name, value] of Object.entries({ merchant: 'M1001', processType: 'purchase', ...values })) {
    form.set(name, value)
  }
  return form
}

test('an amount is read in Persian digits with separators', () => {
  expect(readTypedFigure('۱٬۲۵۰٬۰۰۰')).toBe(1_250_000)
  expect(readTypedFigure('')).toBeNull()
  expect(readTypedFigure('رایگان')).toBeNull()
})

test('a page that cheats presents another amount than it asked the code for', () => {
  const form = formOf({ amount: '500000', presentedAmount: '9000000' })
  expect(readOrder(form, merchants, 'amount').amountRials).toBe(500_000)
  expect(readOrder(form, merchants, 'presentedAmount').amountRials).toBe(9_000_000)
})

test('an honest page presents the amount it asked for', () => {
  expect(readOrder(formOf({ amount: '500000', presentedAmount: '' }), merchants, 'presentedAmount').amountRials).toBe(
    500_000,
  )
})

test('an inquiry has no amount, a purchase no account, a bill the only kind there is', () => {
  expect(readOrder(formOf({ processType: 'balance_inquiry', amount: '5' }), merchants, 'amount').amountRials).toBeNull()
  expect(readOrder(formOf({ amount: '5', account: '1' }), merchants, 'amount').account).toBeNull()
  const bill = formOf({ processType: 'bill_payment', amount: '5', accountKind: 'card', account: '123' })
  expect(readOrder(bill, merchants, 'amount').account).toEqual({ kind: 'bill', value: '123' })
})
