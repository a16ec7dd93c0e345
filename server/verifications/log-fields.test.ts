import { expect, test } from 'vitest'
import { z } from 'zod'
import { catalogues } from '#messages/catalogue.ts'
import { listedLogFields } from '#server/verifications/log-fields.ts'

const oneToN = (columns: readonly number[]): number[] => columns.map((_, place) => place + 1)

test.each(['file', 'list'] as const)('the columns of the %s are numbered from 1, each once', (part) => {
  const columns = listedLogFields.flatMap((field) => field[part]?.column ?? [])
  expect(columns.toSorted((a, b) => a - b)).toEqual(oneToN(columns))
})

test('what is counted, listed or exported is read, and can be asked for where it is counted', () => {
  for (const { name, row, type, filter, facet, list, file } of listedLogFields) {
    if (list || file) expect([name, row, type]).not.toContain(undefined)
    if (facet) expect([name, filter]).not.toContain(undefined)
  }
})

test('every filter can be chosen from its counts, typed, or followed from a record', () => {
  const unreachable = listedLogFields.filter(
    ({ filter, facet }) => filter && !facet && !filter.typedLengthMax && filter.kind !== 'record',
  )
  expect(unreachable.map(({ name }) => name)).toEqual([])
})

test('every value of a closed list has a word', () => {
  for (const { name, words, filter } of listedLogFields) {
    if (!words || words === 'reasons' || !(filter?.value instanceof z.ZodEnum)) continue
    expect([name, ...Object.keys(catalogues.fa.verifications[words])]).toEqual(
      expect.arrayContaining(filter.value.options.map(String)),
    )
  }
})
