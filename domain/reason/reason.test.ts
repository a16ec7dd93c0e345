import { createTranslator } from 'use-intl/core'
import { describe, expect, test } from 'vitest'
import {
  familyNames,
  familyOf,
  isReason,
  isVerificationReason,
  reasons,
  severityOf,
  suppressionReasons,
  verificationReasons,
} from '#domain/reason/reason.ts'
import { reasonTable } from '#domain/reason/reason-table.ts'
import en from '#messages/reasons.en.json' with { type: 'json' }
import fa from '#messages/reasons.fa.json' with { type: 'json' }

type Catalogue = Record<string, Record<string, string>>
const catalogues: [locale: 'fa' | 'en', Catalogue][] = [
  ['fa', fa],
  ['en', en],
]
const values = {
  secondsLate: 13,
  driftSteps: 4,
  askedAmount: 'X',
  presentedAmount: 'Y',
  askedProcessType: 'A',
  presentedProcessType: 'B',
  until: 'none',
  part: 'receipt',
  seconds: 240,
  skewSeconds: 300,
}

test('the lists name nothing twice', () => {
  expect(new Set(reasons).size).toBe(reasons.length)
  expect(new Set(verificationReasons).size).toBe(verificationReasons.length)
  expect(new Set(suppressionReasons).size).toBe(suppressionReasons.length)
})

test('every reason stands in a family, and no family is empty', () => {
  expect(new Set(reasons.map(familyOf))).toEqual(new Set(familyNames))
})

test.each(['sms', 'app'] as const)('among codes that match by %s no two reasons have one rank', (method) => {
  const ranks = Object.values(reasonTable).flatMap((row) => (row as { sms?: number; app?: number })[method] ?? [])
  expect(ranks.toSorted((a, b) => a - b)).toEqual(ranks.map((_, place) => place))
  expect(reasonTable.accepted[method]).toBe(0)
})

test('only what is accepted is shown as nothing wrong', () => {
  expect(verificationReasons.filter((reason) => severityOf(reason) === 'none')).toEqual(['accepted'])
  expect(isVerificationReason('sms_late') || isVerificationReason('toString')).toBe(false)
})

describe.each(catalogues)('the %s catalogue', (locale, catalogue) => {
  test('explains every reason the code can write, and no other', () => {
    expect(Object.keys(catalogue).sort()).toEqual([...reasons].sort())
  })

  test('gives each reason a title, an explanation, a next step and a script, none of them empty', () => {
    for (const [reason, entry] of Object.entries(catalogue)) {
      expect(Object.keys(entry), reason).toEqual(['title', 'explanation', 'nextStep', 'script'])
      for (const text of Object.values(entry)) expect(text.trim(), reason).not.toBe('')
    }
  })

  test('is made of whole sentences that can be said with the facts kept beside a reason', () => {
    const translate = createTranslator({
      locale,
      messages: catalogue,
      onError: (error) => {
        throw error
      },
    })
    for (const [reason, entry] of Object.entries(catalogue)) {
      for (const part of Object.keys(entry)) {
        for (const until of ['none', '۱۲:۴۱']) {
          const text = translate(`${reason}.${part}` as never, { ...values, until } as never) as string
          expect(text, reason).not.toMatch(/[{}]/)
          if (part !== 'title') expect(text.trimEnd(), `${reason}.${part}`).toMatch(/[.؛]$/)
        }
      }
    }
  })
})

test('both languages use the same facts for the same reason', () => {
  const facts = (text: string): string[] =>
    [...new Set([...text.matchAll(/\{(\w+)[,}]/g)].map((match) => match[1] ?? ''))].sort()
  for (const reason of reasons) {
    expect(facts(fa[reason].explanation + fa[reason].script), reason).toEqual(
      facts(en[reason].explanation + en[reason].script),
    )
  }
})

test('the Persian catalogue is written in Persian letters and digits', () => {
  for (const [reason, entry] of Object.entries(fa)) {
    for (const text of Object.values(entry)) expect(text, reason).not.toMatch(/[0-9٠-٩كي]/)
  }
})

test('a script is at most two sentences, so that it can be read out', () => {
  for (const [, catalogue] of catalogues) {
    for (const [reason, entry] of Object.entries(catalogue)) {
      const sentences = (entry.script ?? '').split(/[.](?:\s|$)/).filter((sentence) => sentence.trim() !== '')
      expect(sentences.length, reason).toBeLessThanOrEqual(2)
    }
  }
})

test('a word is a reason only if the code can write it', () => {
  for (const reason of reasons) expect(isReason(reason)).toBe(true)
  for (const word of ['because', 'toString', '']) expect(isReason(word)).toBe(false)
})
