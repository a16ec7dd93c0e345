import { expect, test } from 'vitest'
import { listTextDifferences } from '#domain/reason/list-text-differences.ts'

const parts = { title: 'a', explanation: 'b', nextStep: 'c', script: 'd' }
const texts = { fa: parts, en: parts }

test('texts that are worded the same have no difference', () => {
  expect(listTextDifferences(texts, structuredClone(texts))).toEqual([])
})

test('each text that is worded otherwise stands beside what it was, Persian first', () => {
  const after = { fa: { ...parts, script: 'D' }, en: { ...parts, title: 'A', explanation: '' } }
  expect(listTextDifferences(texts, after)).toEqual([
    { locale: 'fa', part: 'script', from: 'd', to: 'D' },
    { locale: 'en', part: 'title', from: 'a', to: 'A' },
    { locale: 'en', part: 'explanation', from: 'b', to: '' },
  ])
})
