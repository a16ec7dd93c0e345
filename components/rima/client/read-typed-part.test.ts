import { expect, test } from 'vitest'
import { texts } from '#components/rima/texts.ts'
import { readTypedPart } from './read-typed-part.ts'

test('a half is taken as customers write it: lower case, spaces, dashes, O for 0, Persian digits', () => {
  expect(readTypedPart('receipt', 'abcd-efgg', false)).toEqual({ part: 'ABCDEFGG', error: null })
  expect(readTypedPart('receipt', 'O۱۲۳ ۴۵۶Z', false).part).toBe('0123456Z')
  expect(readTypedPart('sms', '9X8W 7V6T 5S4B', false).part).toBe('9X8W7V6T5S4B')
})

test('the half that is mistyped is named as soon as it is full', () => {
  expect(readTypedPart('receipt', 'ABCDEFGH', false).error).toBe(texts.token.receiptMistyped)
  expect(readTypedPart('sms', '9X8W7V6T5S4C', false).error).toBe(texts.token.smsMistyped)
})

test('a character no token has is told at once', () => {
  expect(readTypedPart('receipt', 'AU', false).error).toBe(texts.token.receiptMistyped)
})

test('a short half is told only after its field is left', () => {
  expect(readTypedPart('sms', '9X8W', false).error).toBeNull()
  expect(readTypedPart('sms', '9X8W', true).error).toBe(texts.token.smsShort)
})
