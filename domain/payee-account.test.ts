import fc from 'fast-check'
import { expect, test } from 'vitest'
import { maskPayeeAccount, type PayeeAccount, type PayeeAccountKind, parsePayeeAccount } from '#domain/payee-account.ts'

const iban = 'IR062960000000100324200001'

test.each<[PayeeAccountKind, string, string]>([
  ['card', '۶۰۳۷ ۹۹۷۱ ۲۳۴۵ ۶۷۸۳', '6037997123456783'],
  ['iban', 'ir06 2960 0000 0010 0324 2000 01', iban],
  ['iban', 'IR۰۶۲۹۶۰۰۰۰۰۰۰۱۰۰۳۲۴۲۰۰۰۰۱', iban],
  ['deposit', ' 123.45-67 ', '123.45-67'],
  ['bill', '٧٧٤٨٣١٧٨٠٠١٤٢', '7748317800142'],
  ['mobile', '0912 123 4567', '+989121234567'],
])('a %s written "%s" is %s', (kind, value, canonical) => {
  expect(parsePayeeAccount({ kind, value })).toEqual({ ok: true, account: { kind, value: canonical } })
})

test.each<[PayeeAccountKind, string]>([
  ['card', '6037997123456784'],
  ['card', '6037-9971-2345-6783'],
  ['card', ''],
  ['iban', 'IR072960000000100324200001'],
  ['iban', iban.slice(2)],
  ['iban', 'DE062960000000100324200001'],
  ['iban', `X${iban}`],
  // Its 25 digits leave the right remainder: only the length is wrong.
  ['iban', 'IR0600000000000000000000095'],
  ['deposit', '12/34'],
  ['deposit', '1'.repeat(25)],
  ['deposit', ''],
  ['bill', '77-48'],
  ['bill', '1'.repeat(33)],
  ['mobile', '9121234567'],
  ['mobile', '02112345678'],
])('no %s is written "%s"', (kind, value) => {
  expect(parsePayeeAccount({ kind, value })).toEqual({ ok: false })
})

test('every single wrong digit of an IBAN is noticed', () => {
  fc.assert(
    fc.property(fc.integer({ min: 2, max: 25 }), fc.nat({ max: 9 }), (at, digit) => {
      fc.pre(iban[at] !== String(digit))
      const value = iban.slice(0, at) + digit + iban.slice(at + 1)
      expect(parsePayeeAccount({ kind: 'iban', value })).toEqual({ ok: false })
    }),
  )
})

test('a canonical account is its own canonical form', () => {
  const deposit = fc.stringMatching(/^[0-9.-]{1,24}$/).map((value): PayeeAccount => ({ kind: 'deposit', value }))
  const mobile = fc.stringMatching(/^\+989[0-9]{9}$/).map((value): PayeeAccount => ({ kind: 'mobile', value }))
  fc.assert(
    fc.property(fc.oneof(deposit, mobile), (account) => {
      expect(parsePayeeAccount(account)).toEqual({ ok: true, account })
    }),
  )
})

test.each<[PayeeAccountKind, string, string]>([
  ['card', '6037997123456783', '603799******6783'],
  ['iban', iban, 'IR06******************0001'],
  ['deposit', '123.45-6789', '*******6789'],
  ['deposit', '1234', '**34'],
  ['deposit', '7', '*'],
  ['bill', '7748317800142', '*********0142'],
  ['mobile', '+989121234567', '0912***4567'],
])('a masked %s hides most of %s', (kind, value, masked) => {
  expect(maskPayeeAccount({ kind, value })).toBe(masked)
})
