import { expect, test } from 'vitest'
import { defaultPolicy } from '#domain/operator/policy.ts'
import { policyGroups } from './policy-groups.ts'

test('every figure of the policy is shown, once', () => {
  expect(Object.values(policyGroups).flat().sort()).toEqual(Object.keys(defaultPolicy).sort())
})
