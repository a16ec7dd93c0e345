import fc from 'fast-check'
import { expect, test } from 'vitest'
import { hasVisibleLetter } from '#domain/text/has-visible-letter.ts'

test.each(['علی', 'ﻋﻠﯽ', 'O’Brien', '李', '۱ علی', '\u200cع', 'É', 'ﷲ'])('%s is a name', (name) =>
  expect(hasVisibleLetter(name)).toBe(true),
)

test.each([
  '',
  ' ',
  '\u00a0',
  '\u200c',
  '\u200c\u200b\u2060\ufeff',
  '\u00ad',
  '\u3164',
  '\uffa0',
  '\u115f\u1160',
  '\u2800',
  '\u064e\u0651',
  'ـــ',
  '۱۲۳',
  '123',
  '...',
  '—',
  '؟',
  '😀',
  '👨‍👩‍👧',
  '¿?!',
  '\u{13441}\u{13442}',
  '\ufffd',
  '\u{e0061}',
  '\u0300',
])('%j is none', (name) => expect(hasVisibleLetter(name)).toBe(false))

test('a letter makes a name whatever invisible stands around it', () => {
  const filler = fc
    .array(fc.constantFrom('\u200c', '\u200d', '\u3164', '\u00ad', ' ', '۱', '\u064e', '.'))
    .map((all) => all.join(''))
  fc.assert(
    fc.property(filler, filler, (before, after) => {
      expect(hasVisibleLetter(before + after)).toBe(false)
      expect(hasVisibleLetter(`${before}ژ${after}`)).toBe(true)
    }),
  )
})
