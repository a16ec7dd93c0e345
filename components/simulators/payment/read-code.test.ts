import { expect, test } from 'vitest'
import { readCode } from './read-code.ts'

test('a code copied from the app with the space between its digits is the same code', () => {
  const fields = new FormData()
  fields.set('code', ' ۷۳۳ 2024 ')
  expect(readCode(fields)).toBe('7332024')
  expect(readCode(new FormData())).toBe('')
})
