import fc from 'fast-check'
import { expect, test } from 'vitest'
import { isSeenText, seenText } from '#domain/text/seen-text.ts'
import { timesUsualRuns } from '#tests/harness/random-runs.ts'

const tags = [...'evil'].map((sign) => String.fromCodePoint(0xe0000 + (sign.codePointAt(0) ?? 0))).join('')

test.each([
  ['tags', `فروشگاه${tags} نوین`, 'فروشگاه نوین'],
  ['a zero-width space', 'فرو\u200bشگاه', 'فروشگاه'],
  ['a zero-width space beside a ZWNJ', 'می\u200b\u200c\u200bرود', 'می\u200cرود'],
  ['ZWNJ at the ends and beside a space', '\u200cکتاب\u200c خانه\u200c', 'کتاب خانه'],
  ['soft hyphens, fillers and selectors', 'a\u00adb\u115f\u3164\uffa0c\ufe0f\u{e0100}', 'abc'],
  ['a mark of byte order, a word joiner, a grapheme joiner', '\ufeffa\u2060b\u034fc', 'abc'],
  ['a joiner between digits', '6037\u200c9971\u200d2345', '603799712345'],
  ['nothing but the unseen', `\u200b\u200c\u200d${tags}`, ''],
])('%s are left out', (_what, text, seen) => {
  expect(seenText(text)).toBe(seen)
  expect(isSeenText(text)).toBe(false)
})

test.each(['کتاب\u200cفروشی', 'می\u200cرود', 'क्\u200dष', 'هٔ\u200cای', 'Café 12', '😀 ok'])('%j is as it is', (text) => {
  expect(seenText(text)).toBe(text)
})

test('whatever comes, nothing unseen is left but joiners in words, nothing seen is lost, and twice is once', () => {
  const piece = fc.oneof(
    fc.constantFrom('\u200b', '\u200c', '\u200d', '\ufe0f', '\u{e0041}', '\u3164', 'ا', 'b', ' ', '5', 'ً'),
    fc.string({ unit: 'binary', maxLength: 2 }),
  )
  const property = fc.property(fc.array(piece, { maxLength: 20 }), (pieces) => {
    const text = pieces.join('')
    const seen = seenText(text)
    expect(seenText(seen)).toBe(seen)
    expect(seen.replace(/[\u200c\u200d]/g, '')).toBe(text.replace(/\p{Default_Ignorable_Code_Point}/gu, ''))
    expect(seen).not.toMatch(/(?<![\p{L}\p{M}])[\u200c\u200d]|[\u200c\u200d](?![\p{L}\p{M}])/u)
  })
  fc.assert(property, timesUsualRuns(5))
})
