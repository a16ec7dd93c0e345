import { expect, test } from 'vitest'
import { readClientSources } from '#domain/channel-client/client-sources.ts'
import { openTestDatabase } from '#tests/harness/open-test-database.ts'
import { openTestServices } from '#tests/harness/open-test-services.ts'

const database = await openTestDatabase()
const { owner } = openTestServices(database)

const many = (count: number) => Array.from({ length: count }, (_, place) => `192.0.2.${place}`)

test.each([
  [[]],
  [['192.0.2.7']],
  [['10.0.0.0/16']],
  [['10.0.0.0/15']],
  [['0.0.0.0/0']],
  [['2001:db8::/48']],
  [['2001:db8::/47']],
  [['::/0']],
  [['192.0.2.7', '192.0.2.7/32']],
  [['192.0.2.7', '192.0.2.0/24']],
  [['192.0.2.0/24', '192.0.3.0/24', '2001:db8::1']],
  [many(32)],
  [many(33)],
])('the database lets a client be bound to %j where the domain does, and nowhere else', async (blocks) => {
  const { rows } = await owner.query('SELECT are_narrow_sources($1::cidr[]) AS lawful', [blocks])
  expect(rows).toEqual([{ lawful: readClientSources(blocks.join(' ')).sources !== null }])
})
