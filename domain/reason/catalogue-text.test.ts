import { describe, expect, test } from 'vitest'
import { parseCatalogueText } from '#domain/reason/catalogue-text.ts'

test('a text knows its placeholders, those inside forms too', () => {
  expect(parseCatalogueText('{until, select, none {a} other {b {until}}} {part}')).toEqual([
    { name: 'until', forms: ['none', 'other'] },
    { name: 'until', forms: null },
    { name: 'part', forms: null },
  ])
})

test.each([
  '{n,select,none{a}other{b}}',
  '{n, select, none {a} other {b}}',
  '{  n  ,  select  ,  none  {a}  other  {b}  }',
  '{n\n, select ,\n none\t{a}\n other {b}\n}',
])('%j: spaces and lines are free', (text) => {
  expect(parseCatalogueText(text)).toEqual([{ name: 'n', forms: ['none', 'other'] }])
})

test('a text without braces names nothing, an empty one too', () => {
  for (const text of ['', 'دیر شد.', 'a, select, b']) expect(parseCatalogueText(text)).toEqual([])
})

describe('no text of the catalogue:', () => {
  test.each([
    ['a name never closed', 'a {n'],
    ['a brace that closes nothing', 'a } b'],
    ['braces around nothing', 'a {} b'],
    ['braces around a sign', '{-}n'],
    ['braces closed twice around nothing', '{}}n'],
    ['a kind other than select', '{n, plural, other {x}}'],
    ['a word before select', '{n xxxxxxxxx a {b, select, c}}'],
    ['forms never closed', '{n, select, other {x'],
    ['the last form closed, the forms not', '{n, select, other {x}'],
    ['the last form closed, the forms not, with spaces', '{n, select, other {x}  '],
    ['a placeholder within a form that is none', '{n, select, other {{-}}}'],
    ['no form at all', '{n, select, }'],
    ['a word in the place of the last brace', '{n, select, other {x}y'],
    ['a word after the forms', '{n, select, other {x} y}'],
    ['a form without a name', '{n, select, {x}}'],
  ])('%s', (_what, text) => expect(parseCatalogueText(text)).toBeNull())
})
