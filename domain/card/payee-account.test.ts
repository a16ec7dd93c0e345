import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  maskPayeeAccount,
  type PayeeAccount,
  type PayeeAccountKind,
  parsePayeeAccount,
  payeeAccountKinds,
} from '#domain/card/payee-account.ts'

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
  // Mod 97 they leave 1 as well, being 97 off the check digits that are calculated: 97, 98 and 02.
  ['iban', 'IR000000000000000000000009'],
  ['iban', 'IR010000000000000000000088'],
  ['iban', 'IR990000000000000000000070'],
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

test('an account has one IBAN: of the hundred pairs of check digits one is taken', () => {
  fc.assert(
    fc.property(fc.stringMatching(/^[0-9]{22}$/), (number) => {
      const pairs = Array.from({ length: 100 }, (_, pair) => String(pair).padStart(2, '0'))
      const taken = pairs.filter((pair) => parsePayeeAccount({ kind: 'iban', value: `IR${pair}${number}` }).ok)
      expect(taken).toHaveLength(1)
      expect(Number(taken[0])).toBeGreaterThan(1)
      expect(Number(taken[0])).toBeLessThan(99)
    }),
  )
})

const spelled: Record<PayeeAccountKind, fc.Arbitrary<string[]>> = {
  card: fc.constant(['6037997123456783', '6037 9971 2345 6783', '۶۰۳۷۹۹۷۱۲۳۴۵۶۷۸۳', '٦٠٣٧٩٩٧١ ٢٣٤٥٦٧٨٣']),
  iban: fc.constant([iban, iban.toLowerCase(), `iR${iban.slice(2)}`, 'IR06 2960 0000 0010 0324 2000 01']),
  deposit: fc.constant(['0100.12-7', ' 0100.12-7 ', '۰۱۰۰.۱۲-۷', '0100 .12 -7']),
  bill: fc.constant(['0007748', '000 77 48', '۰۰۰۷۷۴۸', '٠٠٠٧٧٤٨']),
  mobile: fc.constant(['09121234567', '+989121234567', '00989121234567', '۰۹۱۲ ۱۲۳ ۴۵۶۷', '+98 912 123 4567']),
}

test.each(payeeAccountKinds)('every spelling of a %s that the contract calls the same is the same', (kind) => {
  fc.assert(
    fc.property(
      spelled[kind].chain((all) => fc.tuple(fc.constantFrom(...all), fc.constantFrom(...all))),
      ([a, b]) => {
        const asked = parsePayeeAccount({ kind, value: a })
        expect(asked.ok).toBe(true)
        expect(parsePayeeAccount({ kind, value: b })).toEqual(asked)
      },
    ),
  )
})

test.each<[PayeeAccountKind, string, string]>([
  ['bill', '0007748', '7748'],
  ['deposit', '0100.12', '010012'],
  ['deposit', '0100.12', '100.12'],
])('leading zeros and points count: a %s %s is not %s', (kind, one, other) => {
  expect(parsePayeeAccount({ kind, value: one })).not.toEqual(parsePayeeAccount({ kind, value: other }))
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
