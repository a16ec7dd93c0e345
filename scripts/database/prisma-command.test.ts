import { expect, test } from 'vitest'
import { describeDatabase } from './prisma-command.ts'

test('the password is no part of the address, which the command line shows to everybody', () => {
  const { DATABASE_URL, PGPASSWORD } = describeDatabase('postgresql://ramzban_owner:p%40s%2Fs@db.example:5433/ramzban')
  expect(DATABASE_URL).toBe('postgresql://ramzban_owner@db.example:5433/ramzban')
  expect(PGPASSWORD).toBe('p@s/s')
})
