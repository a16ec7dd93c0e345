import { createTranslator } from 'use-intl/core'
import { expect, test } from 'vitest'
import { catalogues } from '#messages/catalogue.ts'
import { sayFigureChange } from './say-figure-change.ts'

const t = createTranslator({ locale: 'fa', messages: catalogues.fa, namespace: 'settings' })

test('a changed figure is said by its name and in its unit', () => {
  const change = { key: 'codeLengthFirstDigits', from: 6, to: 7 }
  expect(sayFigureChange(change, 'fa', t)).toBe('طول رمز اول پویا: ۶ رقم ← ۷ رقم')
  const ladder = { key: 'guardLadderSeconds', from: [900, 3600], to: [900] }
  expect(sayFigureChange(ladder, 'fa', t)).toMatch(/: ۱۵ دقیقه ← ۱ ساعت ← ۱۵ دقیقه$/)
})

test('a figure that the policy no longer has keeps its own name', () => {
  expect(sayFigureChange({ key: 'goneMax', from: 1, to: 'many' }, 'fa', t)).toMatch(/^goneMax: .* ← many$/)
})
