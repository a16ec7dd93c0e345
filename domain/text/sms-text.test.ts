import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { normaliseTokenPart, TOKEN_ALPHABET } from '#domain/activation/token-alphabet.ts'
import {
  composeActivationTokenSms,
  composeOtpSms,
  composeProofCodeSms,
  composeRegistrationCodeSms,
  type OtpSms,
} from '#domain/text/sms-text.ts'
import { timesUsualRuns } from '#tests/harness/random-runs.ts'

const purchase: OtpSms = {
  institution: 'بانک نمونه',
  processType: 'purchase',
  payee: { name: 'فروشگاه نوین 24', merchantId: 'M-1', account: null },
  amountRials: 1_250_000,
  validitySeconds: 120,
  code: '0483920',
}

/** What a reader or a phone could take for a code or a token part. */
function looksLikeCode(line: string): boolean {
  return [...normaliseTokenPart(line)].every((character) => TOKEN_ALPHABET.includes(character))
}

test('the SMS of a purchase names bank, type, payee, amount and validity, and ends with the code', () => {
  expect(composeOtpSms(purchase)).toBe(
    [
      'رمز پویای بانک نمونه',
      'نوع: خرید',
      'پذیرنده: فروشگاه نوین ۲۴',
      'مبلغ: ۱٬۲۵۰٬۰۰۰ ریال',
      'اعتبار: ۱۲۰ ثانیه',
      '0483920',
    ].join('\n'),
  )
})

test('the SMS of a transfer names the account by its ending only', () => {
  const account = { kind: 'card', value: '6037997123456783' } as const
  const text = composeOtpSms({ ...purchase, processType: 'transfer', payee: { ...purchase.payee, account } })
  expect(text).toContain('نوع: انتقال وجه\n')
  expect(text).toContain('به کارت: ****۶۷۸۳\n')
  expect(text).not.toContain('6037')
  expect(text).not.toContain('۶۰۳۷')
})

test.each([
  ['purchase', 'خرید'],
  ['bill_payment', 'پرداخت قبض'],
  ['transfer', 'انتقال وجه'],
  ['charge', 'خرید شارژ'],
  ['balance_inquiry', 'مانده‌گیری'],
  ['password_confirm', 'تأیید رمز'],
] as const)('a request for %s is told as «%s»', (processType, words) => {
  expect(composeOtpSms({ ...purchase, processType }).split('\n')[1]).toBe(`نوع: ${words}`)
})

test.each([
  [{ kind: 'card', value: '6037997123456783' }, 'به کارت: ****۶۷۸۳'],
  [{ kind: 'iban', value: 'IR062960000000100324200001' }, 'به شبا: ****۰۰۰۱'],
  [{ kind: 'deposit', value: '123.45-67' }, 'به سپرده: ****۵۶۷'],
  [{ kind: 'bill', value: '7748317800142' }, 'شناسهٔ قبض: ****۰۱۴۲'],
  [{ kind: 'mobile', value: '+989121234567' }, 'شمارهٔ همراه: ****۴۵۶۷'],
] as const)('the account %j is told as «%s»', (account, line) => {
  const text = composeOtpSms({ ...purchase, payee: { ...purchase.payee, account } })
  expect(text.split('\n')[3]).toBe(line)
})

test('the SMS of a balance inquiry has no line for an amount or an account', () => {
  const text = composeOtpSms({ ...purchase, processType: 'balance_inquiry', amountRials: null })
  expect(text.split('\n')).toEqual([
    'رمز پویای بانک نمونه',
    'نوع: مانده‌گیری',
    'پذیرنده: فروشگاه نوین ۲۴',
    'اعتبار: ۱۲۰ ثانیه',
    '0483920',
  ])
})

describe('a code that proves the customer to an operator', () => {
  const proof = { institution: 'بانک نمونه', branchName: 'شعبهٔ ونک', validitySeconds: 300, code: '482913' }

  test('says for whom it is, when to keep it to oneself, and for how long it is good', () => {
    expect(composeProofCodeSms(proof)).toBe(
      [
        'بانک نمونه: کد شناسایی شما برای همکار ما در شعبهٔ ونک',
        'تنها اگر خودتان تماس گرفته‌اید یا پای باجه هستید آن را بگویید؛ بانک هرگز خودش برای پرسیدن کد تماس نمی‌گیرد.',
        'اعتبار: ۳۰۰ ثانیه',
        '482913',
      ].join('\n'),
    )
  })

  test('for the telephone desk names no branch', () => {
    expect(composeProofCodeSms({ ...proof, branchName: null }).split('\n')[0]).toBe(
      'بانک نمونه: کد شناسایی شما برای پشتیبانی تلفنی بانک',
    )
  })

  test('has no line that the names of the bank or the branch brought', () => {
    const text = composeProofCodeSms({ ...proof, institution: 'بانک\nنمونه', branchName: 'شعبه\u20281234567' })
    expect(text.split(/[\n\u2028]/)).toHaveLength(4)
  })
})

describe('whatever the payee calls itself', () => {
  const pieces = [
    '1234567',
    '۱۲۳۴۵۶۷',
    '9X8W7V6T5S4B',
    'abc',
    '\n',
    '\r\n',
    '\u2028',
    '\u0085',
    '\u202e',
    '\u2067',
    '\u200f',
    'http://evil.com/1',
    'evil.com',
    ' ',
    '-',
    'ن',
    '😀',
  ]
  const hostile = fc.array(fc.constantFrom(...pieces), { minLength: 1, maxLength: 20 }).map((parts) => parts.join(''))
  const anyName = fc.oneof(hostile, fc.string({ unit: 'binary', minLength: 1, maxLength: 60 }))
  const code = fc.stringMatching(/^[0-9]{5,8}$/)
  const merchantId = fc.stringMatching(/^[A-Za-z0-9_-]{1,32}$/)

  test('the code is one whole line, and no other line could be taken for a code or a token part', () => {
    fc.assert(
      fc.property(anyName, merchantId, code, (name, merchant, presented) => {
        const text = composeOtpSms({
          ...purchase,
          payee: { name, merchantId: merchant, account: null },
          code: presented,
        })
        const lines = text.split(/[\n\r\v\f\u0085\u2028\u2029]/)
        expect(lines).toHaveLength(6)
        expect(lines.filter(looksLikeCode)).toEqual([presented])
      }),
      timesUsualRuns(10),
    )
  })

  test('the only ASCII digits are the code, and there is neither a link nor a bidi control', () => {
    fc.assert(
      fc.property(anyName, merchantId, (name, merchant) => {
        const text = composeOtpSms({ ...purchase, payee: { name, merchantId: merchant, account: null } })
        expect(text.replace(/[^0-9]/g, '')).toBe(purchase.code)
        expect(text).not.toMatch(/:\/\/|\p{L}\.\p{L}|[\u200e\u200f\u202a-\u202e\u2066-\u2069]/u)
      }),
      timesUsualRuns(10),
    )
  })
})

test('a bank whose name is Latin or digits does not make a line like a code', () => {
  for (const institution of ['RAMZ', '1234567', 'A\nB']) {
    expect(
      composeOtpSms({ ...purchase, institution })
        .split('\n')
        .filter(looksLikeCode),
    ).toEqual(['0483920'])
    const registration = composeRegistrationCodeSms({ institution, validitySeconds: 180, code: '123456' })
    expect(registration.split('\n').filter(looksLikeCode)).toEqual(['123456'])
  }
})

test('the registration code is a whole line by itself', () => {
  const text = composeRegistrationCodeSms({ institution: 'بانک نمونه', validitySeconds: 180, code: '004213' })
  expect(text.split('\n')).toEqual([
    'بانک نمونه: کد تأیید شماره برای نصب برنامک',
    'اعتبار: ۱۸۰ ثانیه',
    'این کد را به هیچ‌کس ندهید، حتی به کارمند بانک.',
    '004213',
  ])
})

test('the SMS half of a token is a whole line by itself, upper case, and the card is named by its ending', () => {
  const sms = { institution: 'بانک نمونه', pinKind: 'second', cardLast4: '1234', smsPart: '9X8W7V6T5S4B' } as const
  const text = composeActivationTokenSms(sms)
  expect(text.split('\n').filter(looksLikeCode)).toEqual(['9X8W7V6T5S4B'])
  expect(text.split('\n')).toEqual([
    'بانک نمونه: بخش پیامکی توکن فعال‌سازی رمز دوم کارت منتهی به ۱۲۳۴',
    'آن را همراه بخش روی رسید در برنامک وارد کنید و به هیچ‌کس ندهید.',
    '9X8W7V6T5S4B',
  ])
  expect(composeActivationTokenSms({ ...sms, pinKind: 'first' })).toContain('توکن فعال‌سازی رمز اول کارت')
  for (const smsPart of ['9x8w7v6t5s4b', '9X8W7V6T5S4', '9X8W7V6T5S4BB', 'UUUUUUUUUUUU', '9X8W7V6T5S4U']) {
    expect(() => composeActivationTokenSms({ ...sms, smsPart })).toThrow(new RangeError('not a canonical SMS part'))
  }
})

test('a code that is not 5 to 8 ASCII digits is never written into an SMS', () => {
  for (const code of ['1234', '123456789', 'x12345', '12345x', '۱۲۳۴۵۶۷', '12345\n'])
    expect(() => composeOtpSms({ ...purchase, code })).toThrow(new RangeError('a code has 5 to 8 ASCII digits'))
})
