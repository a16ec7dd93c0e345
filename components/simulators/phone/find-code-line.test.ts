import { expect, test } from 'vitest'
import { composeActivationTokenSms, composeOtpSms } from '#domain/text/sms-text.ts'
import { findCodeLine } from './find-code-line.ts'

const institution = 'بانک نمونه'

test('the code of an OTP request is found, and not its amount', () => {
  const payee = { name: 'فروشگاه نمونه', merchantId: 'M1001', account: null }
  const payment = { institution, processType: 'purchase', payee, amountRials: 1_250_000, validitySeconds: 120 } as const
  expect(findCodeLine(composeOtpSms({ ...payment, code: '0412345' }))).toBe('0412345')
})

test('the SMS part of a token is found, and not the end of the card', () => {
  const sms = composeActivationTokenSms({ institution, pinKind: 'second', cardLast4: '2154', smsPart: '9X8W7V6T5S4B' })
  expect(findCodeLine(sms)).toBe('9X8W7V6T5S4B')
})

test('a notice has no code', () => {
  expect(findCodeLine('بانک نمونه\nرمز پویای کارت منتهی به ۲۱۵۴ فعال شد.')).toBeNull()
})
