import fc from 'fast-check'
import { expect, test } from 'vitest'
import { nearSpellings } from '#domain/text/near-spellings.ts'

test.each([
  ['a letter wrong', 'رضابی', 'رضایی'],
  ['a letter missing', 'رضای', 'رضایی'],
  ['a letter too many', 'رضاایی', 'رضایی'],
  ['two neighbours swapped', 'رضییا', 'رضیای'],
  ['a first letter wrong', 'ذضایی', 'رضایی'],
  ['a last letter missing', 'محمدنژا', 'محمدنژاد'],
  ['Latin', 'rezaie', 'rezaee'],
])('%s is one slip', (_what, typed, meant) => {
  expect(nearSpellings(typed)).toContain(meant)
})

test('two slips, another word and the word itself are not near', () => {
  const near = nearSpellings('رضایی')
  for (const other of ['رضایی', 'رصایب', 'کریمی', 'رض']) expect(near).not.toContain(other)
})

test('of four different letters of Latin script there are as many as slips: 126 longer, 4 shorter, 100 + 3 as long', () => {
  const near = nearSpellings('bcde')
  const ofLength = (length: number): number => near.filter((word) => word.length === length).length
  expect([near.length, ofLength(5), ofLength(3), ofLength(4)]).toEqual([233, 126, 4, 103])
  for (const swapped of ['cbde', 'bdce', 'bced']) expect(near).toContain(swapped)
})

test('words of four letters to twenty have some', () => {
  expect(nearSpellings('علیا')).toContain('علی')
  expect(nearSpellings('ا'.repeat(20))).toContain('ا'.repeat(19))
})

test('words of three letters and endless ones have none', () => {
  expect(nearSpellings('علی')).toEqual([])
  expect(nearSpellings('ا'.repeat(21))).toEqual([])
})

test('nearness is mutual among words long enough', () => {
  const word = fc.string({ unit: fc.constantFrom(...'ابرضیمدن'), minLength: 5, maxLength: 8 })
  fc.assert(
    fc.property(word, fc.nat(), (one, pick) => {
      const near = nearSpellings(one)
      const other = near[pick % near.length] ?? one
      expect(nearSpellings(other)).toContain(one)
    }),
    { numRuns: 300 },
  )
})
