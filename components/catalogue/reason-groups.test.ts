import { expect, test } from 'vitest'
import { reasons } from '#domain/reason/reason.ts'
import { groupOf, reasonGroupNames } from './reason-groups.ts'

test('every reason stands in a group, and no group is empty', () => {
  expect(new Set(reasons.map(groupOf))).toEqual(new Set(reasonGroupNames))
})
