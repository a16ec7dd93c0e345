import { expect, test } from 'vitest'
import { namePatterns } from '#server/customers/find-query.ts'

test.each([
  ['رضا محمدی', ['%رضا%', '%محمدی%']],
  ['پی نیک', ['%پی%', '%نیک%']],
  ['نیک پی', ['%نیک%', '%پی%']],
  ['سید علی محمدی', ['%سید%', '%علی%', '%محمدی%']],
  ['علی ای محمدی', ['%علی%', '%محمدی%']],
  ['م رضا', ['%مرضا%']],
  ['تی تی', ['%تیتی%']],
  ['پی', ['%پی%']],
])('the parts of «%s» that a name must have, in any order', (key, parts) => {
  expect(namePatterns(key).parts).toEqual(parts)
})
