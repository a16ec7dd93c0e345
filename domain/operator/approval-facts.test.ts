import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type ApprovalFacts, findChanges, writeFactsVersion } from '#domain/operator/approval-facts.ts'

const facts = fc.dictionary(
  fc.string({ minLength: 1 }).filter((name) => name !== '__proto__'),
  fc.oneof(fc.string(), fc.integer(), fc.boolean(), fc.constant(null)),
)

test('facts that are what they were have no change, in whatever order they were collected', () => {
  fc.assert(
    fc.property(facts, (were) => {
      const shuffled: ApprovalFacts = Object.fromEntries(Object.entries(were).reverse())
      expect(writeFactsVersion(shuffled)).toBe(writeFactsVersion(were))
      expect(findChanges(writeFactsVersion(were), shuffled)).toEqual([])
    }),
  )
})

test('facts are written by name, so that two versions are compared as they stand', () => {
  expect(writeFactsVersion({ b: 1, a: 'x', c: null })).toBe('{"a":"x","b":1,"c":null}')
})

test('each fact that is another is named with what it was and what it is; one that came or went too', () => {
  const version = writeFactsVersion({ status: 'active', untilMs: 5, kept: true, gone: 'x' })
  expect(findChanges(version, { status: 'deactivated', untilMs: null, kept: true, new: 1 })).toEqual([
    { fact: 'gone', was: 'x', is: null },
    { fact: 'new', was: null, is: 1 },
    { fact: 'status', was: 'active', is: 'deactivated' },
    { fact: 'untilMs', was: 5, is: null },
  ])
})
