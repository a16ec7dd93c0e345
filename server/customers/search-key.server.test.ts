import fc from 'fast-check'
import { expect, test } from 'vitest'
import { searchKey } from '#domain/text/text-folding.ts'
import { findCustomers } from '#server/customers/find-customers.ts'
import { makeCustomer } from '#tests/harness/make-customer.ts'
import { makeOperator } from '#tests/harness/make-operator.ts'
import { openTestDatabase } from '#tests/harness/open-test-database.ts'
import { manyLookUps, openTestDesk } from '#tests/harness/open-test-desk.ts'
import { openTestServices } from '#tests/harness/open-test-services.ts'
import { spellings, twoHundredNames } from './name-spellings.fixture.ts'

const STRINGS = 100_000
const database = await openTestDatabase()
const { services, owner } = openTestServices(database)

const inRange = (min: number, max: number) => fc.integer({ min, max }).map((code) => String.fromCodePoint(code))
/** Every block of Arabic script: basic, supplement, extended A to C, presentation forms, numerals, mathematical letters. */
const arabicBlocks = [
  inRange(0x0600, 0x06ff),
  inRange(0x0750, 0x077f),
  inRange(0x0870, 0x08ff),
  inRange(0xfb50, 0xfdff),
  inRange(0xfe70, 0xfeff),
  inRange(0x10e60, 0x10e7f),
  inRange(0x10ec0, 0x10eff),
  inRange(0x1ee00, 0x1eeff),
]
const ignorables = Array.from({ length: 0x10ffff }, (_, code) => code)
  .filter((code) => /\p{Default_Ignorable_Code_Point}/u.test(String.fromCodePoint(code)))
  .map((code) => String.fromCodePoint(code))

const unit = fc.oneof(
  { weight: 6, arbitrary: inRange(0x0600, 0x06ff) },
  { weight: 6, arbitrary: fc.oneof(...arabicBlocks) },
  {
    weight: 3,
    arbitrary: fc.constantFrom(
      ...'يىېئكةۀأإآٱؤھہەۂۃۿےێۍڪګ¬یکهاو\u0654\u0653\u064b\u0670\u0640\u200c\u200d\u200e\u200f\u202a\u2066\u00a0',
    ),
  },
  { weight: 2, arbitrary: fc.constantFrom(...ignorables) },
  { weight: 2, arbitrary: inRange(0x0300, 0x036f) },
  { weight: 1, arbitrary: inRange(0x1100, 0x11ff) },
  { weight: 1, arbitrary: inRange(0x2000, 0x206f) },
  { weight: 2, arbitrary: inRange(0x20, 0x24f) },
  { weight: 2, arbitrary: fc.constantFrom(...' \t\n\v\f\r\u0085\u1680\u3000۰۵۹٠٥٩09AZazİıßＡ７') },
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

test('every code point that PostgreSQL knows has one key in both, and one that shows nothing has none', async () => {
  const points = Array.from({ length: 0x1_ffff }, (_, code) => code + 1)
    .filter((code) => code < 0xd800 || code > 0xdfff)
    .map((code) => `ا${String.fromCodePoint(code)}ب`)
  const { rows } = await owner.query<{ name: string; key: string }>(
    'SELECT name, search_key(name) AS key FROM unnest($1::text[]) AS names (name) WHERE unicode_assigned(name)',
    [points],
  )
  expect(rows.filter(({ name, key }) => key !== searchKey(name)).map(({ name }) => escapeAll(name))).toEqual([])
  const seen = ignorables.filter((one) => one !== '\u200c' && searchKey(`ا${one}ب`) !== 'اب')
  expect(seen.map(escapeAll)).toEqual([])
}, 60_000)

test.each([
  ['مھدی کاوه‌پرست', 'مهدی کاوه پرست'],
  ['سیدہ زھرا مۆسوی', 'سیده زهرا موسوی'],
  ['سعید\u00adه رحیم\u200bی', 'سعیده رحیمی'],
  ['ڪاظم ګل¬محمدی', 'کاظم گل‌محمدی'],
  ['عَلـــے رضائێ', 'علی رضایی'],
])('a customer whom core banking calls «%s» is found by «%s», and the reverse', async (stored, typed) => {
  const nowMs = Date.now()
  const support = await makeOperator(owner, { role: 'support', nowMs })
  const web = openTestDesk(database, manyLookUps)
  for (const [name, query] of [
    [stored, typed],
    [typed, stored],
  ] as const) {
    const { customerId } = await makeCustomer(owner, services.keys, { nowMs })
    await owner.query('UPDATE customer SET name = $2, name_search = search_key($2) WHERE id = $1', [customerId, name])
    for (const way of [query, query.replace(/[ \u200c¬]/g, '')]) {
      const { customers } = await findCustomers(web, support.ctx(nowMs), { query: way })
      expect(customers.map(({ id }) => id)).toContain(customerId)
    }
  }
})

test('each of 200 real names is found by every way of writing it', async () => {
  const nowMs = Date.now()
  const support = await makeOperator(owner, { role: 'support', nowMs })
  const desk = openTestDesk(database, manyLookUps)
  const missed: Record<string, string[]> = {}
  for (const name of twoHundredNames()) {
    const { customerId } = await makeCustomer(owner, services.keys, { nowMs })
    await owner.query('UPDATE customer SET name = $2, name_search = search_key($2) WHERE id = $1', [customerId, name])
    await Promise.all(
      spellings(name).map(async ({ typed, way }) => {
        const { customers } = await findCustomers(desk, support.ctx(nowMs), { query: typed })
        if (!customers.some(({ id }) => id === customerId)) missed[way] = [...(missed[way] ?? []), `${name} ← ${typed}`]
      }),
    )
  }
  expect(missed).toEqual({})
}, 180_000)

function escapeAll(text: string): string {
  return [...text].map((letter) => `\\u{${letter.codePointAt(0)?.toString(16)}}`).join('')
}
