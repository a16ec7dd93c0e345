import fc from 'fast-check'
import { createTranslator } from 'use-intl/core'
import { describe, expect, test } from 'vitest'
import { parseCatalogueText } from '#domain/reason/catalogue-text.ts'
import {
  type CatalogueTexts,
  catalogueParts,
  checkCatalogueTexts,
  placeholdersOf,
} from '#domain/reason/check-catalogue-texts.ts'
import { reasons } from '#domain/reason/reason.ts'
import en from '#messages/reasons.en.json' with { type: 'json' }
import fa from '#messages/reasons.fa.json' with { type: 'json' }

const late: CatalogueTexts = { fa: fa.code_expired, en: en.code_expired }
const locked: CatalogueTexts = { fa: fa.enrollment_locked, en: en.enrollment_locked }

function edit(texts: CatalogueTexts, part: 'title' | 'explanation' | 'nextStep' | 'script', text: string) {
  return checkCatalogueTexts({ ...texts, fa: { ...texts.fa, [part]: text } }, texts).map(({ fault, name }) =>
    name === null ? fault : `${fault} ${name}`,
  )
}

test('the built-in texts of every reason pass', () => {
  for (const reason of reasons) {
    const builtIn = { fa: fa[reason], en: en[reason] }
    expect(checkCatalogueTexts(builtIn, builtIn), reason).toEqual([])
  }
})

describe('refused, by name:', () => {
  test.each([
    ['a placeholder this reason keeps nothing for', 'nextStep', 'تا {until} صبر کنند.', ['unknown_placeholder until']],
    ['a brace left open', 'explanation', 'رمز {secondsLate ثانیه دیر بود.', ['malformed']],
    ['a brace closed twice', 'explanation', 'رمز {secondsLate}} دیر بود.', ['malformed']],
    ['a kind of placeholder the catalogue does not have', 'script', 'شد {secondsLate, number} ثانیه.', ['malformed']],
    [
      'a figure in the title, which lists show without figures',
      'title',
      '{secondsLate} ثانیه دیر',
      ['placeholder_in_title'],
    ],
    ['an empty text', 'script', '   ', ['empty']],
    ['a title too long for a list', 'title', 'د'.repeat(81), ['too_long']],
    ['a tag', 'script', '<b>دیر</b> شد {secondsLate}.', ['forbidden_sign']],
    [
      'a script of three sentences',
      'script',
      'سلام. رمز {secondsLate} دیر شد. دوباره بخواهید.',
      ['too_many_sentences'],
    ],
  ] as const)('%s', (_what, part, text, faults) => expect(edit(late, part, text)).toEqual(faults))

  test('no text for its length until it is longer than its place', () => {
    expect(edit(late, 'title', 'د'.repeat(80))).toEqual([])
  })

  test('no text but the script for its sentences; a sign of its own, or what follows the last, is none', () => {
    expect(edit(late, 'nextStep', 'صبر کنند. دوباره بخواهند. بخوانند.')).toEqual([])
    for (const script of ['دیر شد {secondsLate}. راست می‌گویید؟ !', 'دیر شد {secondsLate}. دوباره.  '])
      expect(edit(late, 'script', script)).toEqual([])
  })

  test('nothing, where a figure stands in the script alone', () => {
    expect(edit(late, 'explanation', 'رمز دیر وارد شد.')).toEqual([])
  })

  test('texts of a language in which the figure stands nowhere any more', () => {
    const silent = { ...late, en: { ...late.en, explanation: 'It was late.', script: 'It was late.' } }
    expect(checkCatalogueTexts(silent, late)).toEqual([
      { locale: 'en', part: 'explanation', fault: 'missing_placeholder', name: 'secondsLate' },
    ])
  })

  test('a value with forms that is shown bare, or with a form missing', () => {
    expect(edit(locked, 'nextStep', 'تا {until} صبر کنند.')).toEqual(['wrong_forms until'])
    expect(edit(locked, 'nextStep', 'تا {until, select, other {{until}}} صبر کنند.')).toEqual(['wrong_forms until'])
    expect(edit(locked, 'nextStep', 'تا {until, select, none {فردا} other {{until}}} صبر کنند.')).toEqual([])
  })

  test('a bare value that stands before its forms, beside another’s, or twice', () => {
    const forms = '{until, select, none {فردا} other {{until}}}'
    expect(edit(locked, 'nextStep', `{until} ${forms}`)).toEqual(['wrong_forms until'])
    expect(edit(locked, 'nextStep', '{until} {until}')).toEqual(['wrong_forms until', 'wrong_forms until'])
    expect(edit(locked, 'nextStep', `${forms} {until, select, other {x}}`)).toEqual(['wrong_forms until'])
    const parts = '{part, select, a {x} other {y}}'
    const both = { ...locked, en: { ...locked.en, nextStep: `${parts} ${forms}` } }
    expect(edit(both, 'nextStep', `${parts} {until}`)).toEqual(['wrong_forms until'])
  })
})

test('a built-in text whose braces do not fit names nothing', () => {
  const blank = { title: '', explanation: '', nextStep: '', script: '' }
  expect([...placeholdersOf({ fa: { ...blank, script: '{until' }, en: blank })]).toEqual([])
})

test('whatever is let through can be said: no text that passes breaks where the facts are put in', () => {
  const known = { fa: { x: placeholdersOf(late) } }
  expect(known.fa.x.has('secondsLate')).toBe(true)
  const pieces = fc.constantFrom(
    '{secondsLate}',
    'دیر ',
    '{',
    '}',
    ',',
    'select',
    '{until}',
    'a',
    '’',
    '|',
    ' {secondsLate, select, other {x}}',
  )
  fc.assert(
    fc.property(fc.array(pieces, { maxLength: 8 }), (words) => {
      const text = words.join('')
      if (edit(late, 'nextStep', text).length > 0) return
      const say = createTranslator({
        locale: 'fa',
        messages: { x: text },
        onError: (error) => {
          throw error
        },
      })
      expect(say('x' as never, { secondsLate: '۱۳' } as never)).not.toMatch(/[{}]/)
    }),
    { numRuns: 2_000 },
  )
})

test('every part of every built-in text is one the check reads', () => {
  for (const reason of reasons)
    for (const part of catalogueParts) expect(parseCatalogueText(fa[reason][part]), `${reason}.${part}`).not.toBeNull()
})
