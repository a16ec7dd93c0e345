import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { payeeNameText } from '#domain/card/payee-name.ts'
import { timesUsualRuns } from '#tests/harness/random-runs.ts'

const named = (name: string): string => payeeNameText({ name, merchantId: 'M-1001' })

test('an ordinary name comes through, its digits Persian', () => {
  expect(named('فروشگاه نوین شعبه 12')).toBe('فروشگاه نوین شعبه ۱۲')
  expect(named('کتاب\u200cفروشی ٢٤')).toBe('کتاب\u200cفروشی ۲۴')
  expect(named('Cafe No.5')).toBe('Cafe No.۵')
})

test('a name longer than 40 characters is cut to 40, and what is astral is not cut in two', () => {
  expect(named('ن'.repeat(60))).toBe('ن'.repeat(40))
  expect([...named(`${'ن'.repeat(39)}😀😀`)]).toHaveLength(40)
  expect(named(`${'ن'.repeat(39)} نوین`)).toBe('ن'.repeat(39))
})

test.each([
  ['line and paragraph separators and control characters', 'الف\u2028\u2029ب\u0007پ\u0085ت', 'الف ب پ ت'],
  ['runs of spaces', '  الف \u00a0 ب  ', 'الف ب'],
])('%s become one space', (_what, name, text) => {
  expect(named(name)).toBe(text)
})

test.each([
  ['bidi controls', 'ال\u202eف\u2066'],
  ['joiners and soft hyphens', 'ا\u200dل\u00adف\u2060'],
  ['lone surrogates', 'ا\ud800لف\udfff'],
  ['private characters', 'ا\ue000ل\u{f0000}ف'],
])('%s vanish', (_what, name) => {
  expect(named(name)).toBe('الف')
})

describe('links are removed:', () => {
  test.each<readonly [what: string, name: string, text: string]>([
    ['with a scheme', 'فروشگاه https://evil.example/a?b=1 نوین', 'فروشگاه نوین'],
    ['of a bare host', 'فروشگاه evil.com نوین', 'فروشگاه نوین'],
    ['of a host with a path and digits', 'فروشگاه x24.ir/pay1', 'فروشگاه'],
    ['in capitals', 'فروشگاه WWW.EVIL.COM', 'فروشگاه'],
    ['of full-width letters and dots', 'فروشگاه ｅｖｉｌ．ｃｏｍ', 'فروشگاه'],
    ['with a Persian host', 'فروشگاه بانک.ایران', 'فروشگاه'],
    ['with an invisible character in it', 'فروشگاه ev\u200bil.c\u2060om', 'فروشگاه'],
    ['an e-mail address', 'فروشگاه a.b@evil.com', 'فروشگاه'],
    ['an IP address', 'فروشگاه 10.0.0.1/pay', 'فروشگاه'],
    ['to call', 'فروشگاه tel:+98900', 'فروشگاه'],
    ['glued to the name', 'دیجی(evil.com)', 'دیجی( )'],
    ['with a scheme of letters, digits and signs', 'فروشگاه git2+s-h://a/b?c نوین', 'فروشگاه نوین'],
    ['with a scheme in capitals', 'فروشگاه HTTPS://نوین', 'فروشگاه'],
    ['of which the scheme is left', 'فروشگاه://نوین', 'فروشگاه نوین'],
    ['of a host with a port', 'فروشگاه evil.com:8080 نوین', 'فروشگاه نوین'],
    ['of a host with a query', 'فروشگاه evil.com?a=1 نوین', 'فروشگاه نوین'],
    ['of a host with an anchor', 'فروشگاه evil.com#a نوین', 'فروشگاه نوین'],
    ['of many labels', 'فروشگاه a-b.c_d.e2.evil.com نوین', 'فروشگاه نوین'],
    ['of an encoded top level', 'فروشگاه evil.xn--p1ai نوین', 'فروشگاه نوین'],
    ['with ideographic dots', 'فروشگاه evil。com نوین', 'فروشگاه نوین'],
    ['of a host with combining marks', 'فروشگاه दुकान.com نوین', 'فروشگاه نوین'],
    ['of a Persian host with a half-space', 'فروشگاه کتاب\u200cفروشی.com نوین', 'فروشگاه نوین'],
    ['an IP address with a port', 'فروشگاه 192.168.100.200:80/x نوین', 'فروشگاه نوین'],
    ['an IP address between words', 'فروشگاه 8.8.8.8 نوین', 'فروشگاه نوین'],
    ...['mailto:a', 'TEL:1', 'sms:1', 'smsto:1', 'intent:x', 'market:x', 'javascript:x', 'data:,x'].map(
      (link) => [`that a phone acts on, ${link}`, `فروشگاه ${link} نوین`, 'فروشگاه نوین'] as const,
    ),
  ])('%s', (_what, name, text) => {
    expect(named(name)).toBe(text)
  })

  test.each([
    ['شرکت.سهامی', 'شرکت. سهامی'],
    ['شرکت。سهامی', 'شرکت. سهامی'],
    ['a.b', 'a. b'],
    ['شرکت.کِ', 'شرکت. کِ'],
    ['شعبه 2.5', 'شعبه ۲.۵'],
    ['شرکت. سهامی...', 'شرکت. سهامی...'],
    ['hotel:5 ساعت 7:30', 'hotel:۵ ساعت ۷:۳۰'],
  ])('what is none stays, words around a dot parted: "%s" is "%s"', (name, text) => {
    expect(named(name)).toBe(text)
  })
})

test('a name of nothing but links or invisible characters becomes the merchant number', () => {
  for (const name of ['evil.com', '\u202e\u200f', ' \n ', 'http://a.b']) expect(named(name)).toBe('پذیرندهٔ M-۱۰۰۱')
})

test('whatever the name, the text is one visible line of 1–40 characters with no link and no ASCII digit', () => {
  const piece = fc.constantFrom(
    'evil.com',
    'a.b',
    '.',
    '://',
    'http:',
    '/',
    '1234567',
    '۷',
    '\u202e',
    '\u2066',
    '\n',
    '\u2028',
    '\r',
    '\t',
    ' ',
    '\u200c',
    'ن',
    'X8',
    '@',
    'ａ',
    '。',
    '\ud800',
    '😀',
  )
  const hostile = fc.array(piece, { minLength: 1, maxLength: 30 }).map((pieces) => pieces.join(''))
  fc.assert(
    fc.property(fc.oneof(hostile, fc.string({ unit: 'binary' })), (name) => {
      const text = named(name)
      expect([...text].length).toBeGreaterThan(0)
      expect([...text].length).toBeLessThanOrEqual(40)
      expect(text).not.toMatch(/[0-9٠-٩]|:\/\/|[\p{L}\p{N}]\.\p{L}/u)
      expect(text).not.toMatch(/[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\u200e\u200f\u202a-\u202e\u2066-\u2069]/u)
      expect(text.isWellFormed()).toBe(true)
    }),
    timesUsualRuns(10),
  )
})
