import { readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { maskMobile } from '#domain/enrollment/mobile.ts'
import { maskNationalId } from '#domain/enrollment/national-id.ts'
import { openTestDatabase } from '#tests/harness/open-test-database.ts'
import { openTestServices } from '#tests/harness/open-test-services.ts'
import { seedDemo } from '../../scripts/run/seed-demo.ts'

const database = await openTestDatabase()
const { owner } = openTestServices(database)
/** The web process's connection in the hands of somebody else. */
const intruder = new pg.Client({ connectionString: database.webUrl })
const dataFolder = dirname(dirname(database.keyFiles.channel))

type Relation = { name: string; columns: string[] }
let relations: Relation[]
let mobiles: Set<string>
let nationalIds: Set<string>
let pans: Set<string>

beforeAll(async () => {
  const environment = {
    DATA_DIR: dataFolder,
    LOG_LEVEL: 'info',
    RAMZBAN_DEMO: '1',
    OWNER_DATABASE_URL: database.ownerUrl,
    CHANNEL_KEYS_FILE: database.keyFiles.channel,
  }
  await seedDemo({ environment, logFolder: join(dataFolder, 'logs') })
  await intruder.connect()
  const listed = await owner.query<Relation>(
    `SELECT c.oid::regclass::text AS name, ARRAY(SELECT quote_ident(attname) FROM pg_attribute a
       WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped)::text[] AS columns
     FROM pg_class c WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p', 'v', 'm')`,
  )
  relations = listed.rows
  const { rows } = await owner.query<{ mobile: string | null; nationalId: string }>(
    'SELECT mobile, national_id AS "nationalId" FROM customer',
  )
  mobiles = new Set(rows.flatMap(({ mobile }) => (mobile === null ? [] : [mobile.slice(-10)])))
  nationalIds = new Set(rows.map(({ nationalId }) => nationalId))
  const made = JSON.parse(readFileSync(join(dataFolder, 'demo-customers.json'), 'utf8')) as {
    cards: { pan: string }[]
  }[]
  pans = new Set(made.flatMap(({ cards }) => cards.map(({ pan }) => pan)))
}, 240_000)
afterAll(() => intruder.end())

/** Every column of every relation, asked for one by one: what it is answered, as text. */
async function dump(): Promise<Map<string, string>> {
  const read = new Map<string, string>()
  for (const { name, columns } of relations) {
    for (const column of columns) {
      const asked = await intruder.query(`SELECT DISTINCT ${column}::text AS value FROM ${name}`).catch(() => null)
      if (asked) read.set(`${name}.${column}`, asked.rows.map(({ value }) => value ?? '').join('\n'))
    }
  }
  return read
}

/** Which of `sought` stand in the text as a run of digits, or as the end of one that a mobile's country is written before. */
function found(text: string, length: number, sought: ReadonlySet<string>): string[] {
  return [...text.matchAll(/\d+/g)].flatMap(([run]) => {
    const places = Math.max(0, run.length - length + 1)
    return Array.from({ length: Math.min(places, 30) }, (_, place) => run.slice(place, place + length)).filter((part) =>
      sought.has(part),
    )
  })
}

test('of all that the web’s role can read of the demo, nothing is a whole mobile, national id or card number', async () => {
  const read = await dump()
  expect(read.size).toBeGreaterThan(200)
  expect([mobiles.size, nationalIds.size, pans.size].every((size) => size > 60)).toBe(true)
  const leaks = [...read].flatMap(([column, text]) => [
    ...(found(text, 10, mobiles).length > 0 ? [`${column}: mobile`] : []),
    ...(found(text, 10, nationalIds).length > 0 ? [`${column}: national id`] : []),
    ...(found(text, 16, pans).length > 0 ? [`${column}: card number`] : []),
  ])
  expect(leaks).toEqual([])
  const names = [...read.keys()]
  console.info(`${names.length} columns read of ${relations.flatMap(({ columns }) => columns).length}`)
  for (const never of ['customer.mobile', 'customer.national_id', 'sms_message.mobile', 'known_device.mark_hash'])
    expect(names).not.toContain(never)
}, 240_000)

test('the search would find them: they stand where other roles read', async () => {
  for (const [column, sought] of [
    ['mobile', mobiles],
    ['national_id', nationalIds],
  ] as const) {
    const { rows } = await owner.query(`SELECT ${column} AS value FROM customer WHERE ${column} IS NOT NULL`)
    expect(found(rows.map(({ value }) => value).join('\n'), 10, sought).length).toBeGreaterThanOrEqual(rows.length)
  }
})

test('nor can it compare, join, order, count or filter by one', async () => {
  const [mobile] = mobiles
  const attempts = [
    `SELECT id FROM customer WHERE mobile = '+98${mobile}'`,
    `SELECT id FROM customer WHERE national_id LIKE '00%'`,
    'SELECT d.id FROM device d JOIN customer k ON k.mobile = d.mobile',
    'SELECT id FROM customer ORDER BY mobile',
    'SELECT count(DISTINCT mobile) FROM sms_message',
    'SELECT k FROM customer k',
    'SELECT to_jsonb(k) FROM customer k',
    'SELECT * FROM customer',
    'SELECT most_common_vals FROM pg_stats WHERE attname = $$mobile$$ AND most_common_vals IS NOT NULL',
    'SELECT row_to_json(s) FROM sms_message s',
    'TABLE activation_token',
  ]
  for (const statement of attempts) {
    const answer = await intruder.query(statement).then(
      ({ rowCount }) => rowCount,
      (error: Error) => error.message,
    )
    expect(statement.includes('pg_stats') ? answer === 0 : /permission denied/.test(String(answer)), statement).toBe(
      true,
    )
  }
})

test('what a mask leaves of a number is not the number', () => {
  const [mobile = ''] = mobiles
  const [nationalId = ''] = nationalIds
  expect(found(maskMobile(`+98${mobile}`), 10, mobiles)).toEqual([])
  expect(found(maskNationalId(nationalId), 10, nationalIds)).toEqual([])
})
