import { expect, test } from 'vitest'
import { listedAuditFields } from '#server/audit/audit-fields.ts'

test.each(['file', 'list'] as const)('the columns of the %s are numbered from 1, each once', (part) => {
  const columns = listedAuditFields.flatMap((field) => field[part]?.column ?? [])
  expect(columns.toSorted((a, b) => a - b)).toEqual(columns.map((_, place) => place + 1))
})
