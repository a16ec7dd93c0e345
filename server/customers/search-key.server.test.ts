import fc from 'fast-check'
import { expect, test } from 'vitest'
import { searchKey } from '#domain/text-folding.ts'
import { findCustomers } from '#server/customers/find-customers.ts'
import { makeCustomer } from '#tests/harness/make-customer.ts'
import { makeOperator } from '#tests/harness/make-operator.ts'
import { openTestDatabase } from '#tests/harness/open-test-database.ts'
import { openTestServices } from '#tests/harness/open-test-services.ts'
import { openTestWeb } from '#tests/harness/open-test-web.ts'
import { spellings, twoHundredNames } from './name-spellings.fixture.ts'

const STRINGS = 100_000
const database = await openTestDatabase()
const { services, owner } = openTestServices(database)

const unit = fc.oneof(
  { weight: 6, arbitrary: fc.integer({ min: 0x0600, max: 0x06ff }).map((code) => String.fromCodePoint(code)) },
  {
    weight: 3,
    arbitrary: fc.constantFrom(
      ...'يىېئكةۀأإآٱؤیکهاو\u0654\u0653\u064b\u0670\u0640\u200c\u200d\u200e\u200f\u202a\u2066\u00a0',
    ),
  },
  { weight: 2, arbitrary: fc.integer({ min: 0x20, max: 0x24f }).map((code) => String.fromCodePoint(code)) },
  { weight: 2, arbitrary: fc.constantFrom(...' \t\n\v\f\r۰۵۹٠٥٩09AZazİıß') },
  { weight: 1, arbitrary: fc.integer({ min: 0xfb50, max: 0xfefc }).map((code) => String.fromCodePoint(code)) },
)

test(`the key that PostgreSQL makes is the one TypeScript makes, for ${STRINGS.toLocaleString('en')} strings of Persian, Arabic and Latin`, async () => {
  const names = fc.sample(fc.string({ unit, maxLength: 24 }), STRINGS)
  const { rows } = await owner.query<{ name: string; key: string }>(
    'SELECT name, search_key(name) AS key FROM unnest($1::text[]) AS names (name)',
    [names],
  )
  expect(rows).toHaveLength(STRINGS)
  const apart = rows.filter(({ name, key }) => key !== searchKey(name))
  expect(
    apart.slice(0, 3).map(({ name, key }) => ({ name: escapeAll(name), sql: key, typescript: searchKey(name) })),
  ).toEqual([])
}, 60_000)

test('each of 200 real names is found by every way of writing it', async () => {
  const nowMs = Date.now()
  const support = await makeOperator(owner, { role: 'support', nowMs })
  const web = openTestWeb(database)
  const missed: Record<string, string[]> = {}
  for (const name of twoHundredNames()) {
    const { customerId } = await makeCustomer(owner, services.keys, { nowMs })
    await owner.query('UPDATE customer SET name = $2, name_search = search_key($2) WHERE id = $1', [customerId, name])
    await Promise.all(
      spellings(name).map(async ({ typed, way }) => {
        const { customers } = await findCustomers(web, support.ctx(nowMs), { query: typed })
        if (!customers.some(({ id }) => id === customerId)) missed[way] = [...(missed[way] ?? []), `${name} ← ${typed}`]
      }),
    )
  }
  expect(missed).toEqual({})
}, 180_000)

function escapeAll(text: string): string {
  return [...text].map((letter) => `\\u{${letter.codePointAt(0)?.toString(16)}}`).join('')
}
