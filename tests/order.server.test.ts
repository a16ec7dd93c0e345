import { afterAll, beforeAll, expect, test } from 'vitest'
import { compareTexts } from '#components/format/compare-texts.ts'
import { openPool } from '#server/database.ts'
import { openTestDatabase } from '#tests/harness/open-test-database.ts'
import { listOrders, readOrders } from './harness/list-orders.ts'
import { listProjectFiles, readProjectFile } from './harness/project-files.ts'

const database = await openTestDatabase()
const superuser = openPool({ connectionString: database.superuserUrl, max: 1, applicationName: 'order' })
afterAll(() => superuser.end())

const forPeople = /COLLATE "fa-x-icu"/

/** Orders of texts, or of what is not told by its name, that no one reads as a list of words. */
const forMachines: Record<string, string> = {
  'prisma/migrations/20261122141000_find/migration.sql': '1, 2: locks are taken in one order',
  'prisma/migrations/20261130173300_web_reads_no_whole_number/migration.sql': 'attnum: a number of PostgreSQL’s',
  'scripts/seed-million/fill-database.ts': 'relpages, oid: sizes of tables',
  'scripts/seed-million/lay-aside-indexes.ts': '1, 2, c.relname: names of indexes, for the maker’s own repeatability',
  'scripts/seed-million/learn-words.ts': '1: rows of a key in the order of its index',
  'server/audit/list-repository.ts': 'username: ASCII, between two of one name',
  'server/catalogue/catalogue-repository.ts': 'reason: DISTINCT ON asks for it; the page orders by title',
  'server/channel-clients/refused-signature-repository.ts':
    '1, 2, 3, method, path, address: locks are taken in one order',
  'server/complaints/list-repository.ts': '{column}, seconds: instants and a length of time',
  'server/customers/desk-repository.ts': 'g.pin_kind, e.pin_kind, e.method: two words each, in a set order',
  'server/customers/find-payees-repository.ts': 'max(word_similarity($1, search)), max(hits): figures',
  'server/customers/find-payments-repository.ts': '{order}: distance in time',
  'server/customers/find-repository.ts':
    'mobile, name_search USING ~<~: which of many come first, off the index; found-customers orders those by name',
  'server/customers/found-customers-repository.ts': 'k.customer_number: digits, between two of one name',
  'server/devices/held-enrollments-repository.ts': 'a.status: two words, in a set order',
  'server/devices/signing-device-repository.ts': '1: an id',
  'server/enrollments/repository.ts': 'pin_kind, method: two words each, for machines',
  'server/overview/ceiling-alarm-repository.ts': 'action: DISTINCT ON asks for it; "atMs": an instant',
  'server/operators/sign-in-repository.ts': '1: locks are taken in one order',
  'server/overview/guess-alarm-repository.ts': '"atMs": an instant',
  'server/overview/health-repository.ts':
    'extract(epoch FROM ended_at - at)::float8, s.seen: a length of time, an instant',
  'server/proofs/passed-proof-repository.ts': 'p.level: two words, the stronger first',
  'server/rates/repository.ts': '1, 2, 3: locks are taken in one order',
  'server/settings/repository.ts': 'kind, o.role: the groups of a list; o.username: ASCII, between two of one name',
  'server/sms/early-report-repository.ts': 'bucket, r.status: locks are taken in one order',
  'server/verifications/around-repository.ts': '3, 1, 2: an instant, then ids',
  'server/verifications/facts-repository.ts': 'place, q.place: numbers',
  'server/verifications/log-counts-repository.ts':
    '2, 1: codes of equal counts, which the page orders by their words; an instant',
  'server/verifications/verdict-repository.ts': '1: locks are taken in one order',
}

const columns = new Map<string, boolean>()

beforeAll(async () => {
  const { rows } = await superuser.query<{ name: string; isText: boolean }>(
    `SELECT column_name AS name, bool_or(data_type IN ('text', 'character varying', 'character', 'name', 'inet')) AS "isText"
     FROM information_schema.columns WHERE table_schema = 'public' GROUP BY 1`,
  )
  for (const { name, isText } of rows) columns.set(name, isText)
  expect(columns.get('name')).toBe(true)
  expect(columns.get('at')).toBe(false)
})

const words = new Set(
  'and or not is null true false distinct from in case when then else end like using least'.split(' '),
)

const truth = /\s(=|<>|[<>]=?|IN|(NOT )?LIKE|IS (NOT )?NULL|IS DISTINCT FROM)\s/

/** Whether an order is of instants, numbers, truths and ids alone, as their columns say. */
function isOfNoText(item: string): boolean {
  if (truth.test(`${item} `) && !/\b(USING|CASE)\b/i.test(item)) return true
  if (/\{|^\d+$/.test(item)) return false
  const names = item
    .replace(/'[^']*'|\$\d+|::\w+(\[\])?/g, '')
    .replace(/\b\w+\./g, '')
    .match(/[A-Za-z_]\w*(?!\w*\()/g)
  return (names ?? []).every(
    (name) => words.has(name.toLowerCase()) || /^(\w+_)?id$/.test(name) || columns.get(name) === false,
  )
}

test('every ORDER BY of texts is in the Persian alphabet’s order, or is named here with the reason why not', () => {
  const orders = listOrders()
  expect(orders.length).toBeGreaterThan(60)
  const others = orders.filter(({ item }) => !forPeople.test(item) && !isOfNoText(item))
  const isNamed = (file: string, item: string): boolean => itemsNamed(file).includes(item)
  expect(others.filter(({ file, item }) => !isNamed(file, item))).toEqual([])
  const unused = Object.keys(forMachines).flatMap((file) =>
    itemsNamed(file).filter((item) => !orders.some((order) => order.file === file && order.item === item)),
  )
  expect(unused).toEqual([])
})

/** What stands before each colon of a reason. */
function itemsNamed(file: string): string[] {
  const stretches = (forMachines[file] ?? '').split(/; (?=[^;]*:(?!:))/)
  return stretches.flatMap((stretch) => stretch.slice(0, stretch.search(/:(?!:)(?<!::)/)).split(/, (?![^(]*\))/))
}

test.each([
  ['`SELECT name FROM operator ORDER BY name`', ['name']],
  ['`… ORDER BY o.name DESC NULLS LAST, o.id LIMIT #{most}`', ['o.name', 'o.id']],
  ['`… ORDER BY #{way} #{direction}, c.id #{order} LIMIT 1`', ['{way}', 'c.id']],
  ['`… (SELECT array_agg(b.name ORDER BY b.name, upper(b.code)) FROM branch b)`', ['b.name', 'upper(b.code)']],
  [
    '`… order  by a.state = \'x, y\' DESC,\n b.name COLLATE "fa-x-icu" FOR UPDATE`',
    ["a.state = 'x, y'", 'b.name COLLATE "fa-x-icu"'],
  ],
  ["'ORDER BY username' + ' LIMIT 3'", ['username']],
])('in %s the orders are told apart', (source, items) => {
  expect(readOrders('x.ts', `const sql = ${source.replaceAll('#{', '${')}`).map(({ item }) => item)).toEqual(items)
})

test('an order by a name, however it is written, is one of texts', () => {
  const texts = [
    'name',
    'o.name',
    'lower(name)',
    'max(payee_name)',
    'name USING <',
    '2',
    '{way}',
    'label',
    "CASE WHEN kind = 'a' THEN name END",
    'name COLLATE "C"',
  ]
  const others = ['at', 'v.id', 'branch_id', 'count(*)', "(status = 'active')", 'due_at IS NULL']
  expect(texts.filter(isOfNoText)).toEqual([])
  expect(others.filter((item) => !isOfNoText(item))).toEqual([])
})

const names = [
  'وحید',
  'پرویز',
  'بهرام',
  'آرش',
  'ژاله',
  'زهرا',
  'گلی',
  'کیوان',
  'فرید',
  'چنگیز',
  'جمشید',
  'یاسر',
  'هاله',
  'علی‌رضا',
  'علیا',
  'Zed',
  'ali',
  '۱۲',
]

test('the pages and the database order names alike, and as the Persian alphabet does', async () => {
  const { rows } = await superuser.query<{ name: string }>(
    'SELECT name FROM unnest($1::text[]) AS name ORDER BY name COLLATE "fa-x-icu"',
    [names],
  )
  const ordered = rows.map(({ name }) => name)
  expect(names.toSorted((a, b) => compareTexts(a, b, 'fa'))).toEqual(ordered)
  const persian = ordered.filter((name) => /^[آ-ی]/.test(name))
  expect(persian).toEqual([
    'آرش',
    'بهرام',
    'پرویز',
    'جمشید',
    'چنگیز',
    'زهرا',
    'ژاله',
    'علیا',
    'علی‌رضا',
    'فرید',
    'کیوان',
    'گلی',
    'وحید',
    'هاله',
    'یاسر',
  ])
})

/** Sorts without a comparator, or by the machine's own locale: of ids, paths and keys alone. */
const byInstant = 'Prisma’s orderBy of instants and ids'
const plainSorts: Record<string, string> = {
  'channel/http/find-allowed-methods.ts': 'methods of HTTP, in a header',
  'components/rima/client/open-secret-jwe.ts': 'members of a header, to compare',
  'domain/operator/approval-facts.ts': 'names of fields, for one form of the same facts',
  'domain/reason/check-catalogue-texts.ts': 'forms of a placeholder, to compare',
  'server/approvals/policy-step.ts': 'keys of figures, for one form of the same change',
  'server/catalogue/catalogue-repository.ts': 'Prisma’s orderBy of numbers of versions',
  'server/channel-clients/refused-signature-repository.ts': byInstant,
  'server/complaints/event-repository.ts': byInstant,
  'server/complaints/page-repository.ts': byInstant,
  'server/complaints/view-repository.ts': byInstant,
  'server/customers/event-repository.ts': byInstant,
  'server/customers/first-mobile-repository.ts': byInstant,
  'server/operators/own-account-repository.ts': byInstant,
  'server/operators/staff-session-repository.ts': byInstant,
  'server/overview/client-change-repository.ts': byInstant,
  'server/settings/branch-repository.ts': 'Prisma’s orderBy of codes, which are digits',
}

test('a page sorts texts by the collator of its language, and nothing by the machine’s', () => {
  const files = listProjectFiles(/^(app|channel|components|domain|server|worker)\/.*\.tsx?$/).filter(
    (file) => !/\.test\.tsx?$/.test(file),
  )
  const plain = files.filter((file) => /\.(sort|toSorted)\(\)|localeCompare|orderBy\b/.test(readProjectFile(file)))
  expect(plain.filter((file) => plainSorts[file] === undefined)).toEqual([])
  expect(Object.keys(plainSorts).filter((file) => !plain.includes(file))).toEqual([])
  const collators = files.filter((file) => readProjectFile(file).includes('Intl.Collator('))
  expect(collators).toEqual(['components/format/compare-texts.ts'])
})
