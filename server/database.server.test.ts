import { setTimeout as pause } from 'node:timers/promises'
import { afterAll, expect, test } from 'vitest'
import { openPool, withTransaction } from '#server/database.ts'
import { openTestDatabase } from '#tests/harness/open-test-database.ts'

const database = await openTestDatabase()
const pool = openPool({ connectionString: database.channelUrl, max: 1, applicationName: 'pool-test' })
const superuser = openPool({ connectionString: database.superuserUrl, max: 1, applicationName: 'pool-test-superuser' })
afterAll(() => Promise.all([pool.end(), superuser.end()]))

test('a connection that dies between two queries of a transaction fails that transaction, not the process', async () => {
  const work = withTransaction(pool, async (tx) => {
    const { rows } = await tx.query('SELECT pg_backend_pid() AS pid')
    await superuser.query('SELECT pg_terminate_backend($1)', [rows[0].pid])
    await pause(100)
    await tx.query('SELECT 1')
  })
  await expect(work).rejects.toThrow(/connection|terminat/i)
  expect((await pool.query('SELECT 1 AS one')).rows).toEqual([{ one: 1 }])
})
