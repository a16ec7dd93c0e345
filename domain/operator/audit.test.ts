import { expect, test } from 'vitest'
import { auditActions } from '#domain/operator/audit.ts'

test('every audit action is a noun and what happened to it, in the words of the product', () => {
  for (const action of auditActions) expect(action).toMatch(/^[a-z]+(_[a-z]+)*\.[a-z]+(_[a-z]+)*$/)
})

test('the list is in order and names nothing twice', () => {
  expect([...auditActions]).toEqual([...new Set(auditActions)].sort())
})
