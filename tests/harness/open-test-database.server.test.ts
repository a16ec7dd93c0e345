import { expect, test } from 'vitest'
import { withClient } from '../../scripts/database/prepare-database.ts'
import { openTestDatabase } from './open-test-database.ts'

const database = await openTestDatabase()

const roles = [
  ['owner', database.ownerUrl],
  ['web', database.webUrl],
  ['channel', database.channelUrl],
  ['worker', database.workerUrl],
] as const

test.each(roles)('the %s role connects to a migrated database and is no superuser', async (role, url) => {
  const { rows } = await withClient(url, (client) =>
    client.query('SELECT current_user AS name, rolsuper FROM pg_roles WHERE rolname = current_user'),
  )
  expect(rows).toEqual([{ name: `ramzban_${role}`, rolsuper: false }])
})

test('no transaction of a serving process may stay open past its limit', async () => {
  for (const url of [database.webUrl, database.channelUrl, database.workerUrl]) {
    const { rows } = await withClient(url, (client) =>
      client.query(`SELECT current_setting('transaction_timeout') AS whole,
        current_setting('idle_in_transaction_session_timeout') AS idle`),
    )
    expect(rows).toEqual([{ whole: '10s', idle: '5s' }])
  }
})

test('Persian words have trigrams, so that a name is found by a part of it', async () => {
  const { rows } = await withClient(database.webUrl, (client) =>
    client.query(`SELECT similarity('علیرضا محمدی', 'محمدی') > 0.3 AS alike`),
  )
  expect(rows).toEqual([{ alike: true }])
})

test('a serving role cannot make tables', async () => {
  await expect(withClient(database.webUrl, (client) => client.query('CREATE TABLE intruder (id int)'))).rejects.toThrow(
    /permission denied/,
  )
})
