import { createTranslator } from 'use-intl/core'
import { expect, test } from 'vitest'
import { auditActions } from '#domain/operator/audit.ts'
import { catalogues } from '#messages/catalogue.ts'
import { actionWord } from './action-word.ts'

test.each(['fa', 'en'] as const)('every action that leaves an audit row is said in words of its own (%s)', (locale) => {
  const t = createTranslator({ locale, messages: catalogues[locale], namespace: 'audit' })
  const words = auditActions.map((action) => actionWord(action, t))
  expect(new Set(words).size).toBe(auditActions.length)
  expect(Object.keys(catalogues[locale].audit.actions).sort()).toEqual(
    auditActions.map((action) => action.replace('.', '_')).sort(),
  )
})

test('an action of a later version is shown as some other act', () => {
  const t = createTranslator({ locale: 'en', messages: catalogues.en, namespace: 'audit' })
  expect(actionWord('moon.landed', t)).toBe('Another act')
})
