import { describe, expect, test } from 'vitest'
import { openTestDatabase } from '#tests/harness/open-test-database.ts'
import { withClient } from '../../scripts/database/prepare-database.ts'

const database = await openTestDatabase()
const refused = /permission denied|must be owner|append-only/

/** What opens, makes or recognises a code, a token, a password or a caller; none of the web process's business. */
const secretTables = [
  'enrollment_secret',
  'otp_code',
  'activation_token_secret',
  'card_fingerprint',
  'staff_credential',
  'channel_client_secret',
  'sms_body',
  'request_outcome',
  'registration_code',
  'proof_code',
]

async function tryAs(url: string, statement: string): Promise<string> {
  return await withClient(url, async (client) => {
    await client.query('BEGIN')
    const outcome = await client.query(statement).then(
      () => 'done',
      (error: Error) => error.message,
    )
    await client.query('ROLLBACK')
    return outcome
  })
}

async function listRelations(kinds: string): Promise<string[]> {
  const { rows } = await withClient(database.superuserUrl, (client) =>
    client.query<{ name: string }>(
      `SELECT c.relname AS name FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
       WHERE n.nspname = 'public' AND c.relkind = ANY(string_to_array($1, ',')) ORDER BY 1`,
      [kinds],
    ),
  )
  return rows.map(({ name }) => name)
}

describe.each(secretTables)('from the web role’s connection, %s', (table) => {
  const statements = [
    `SELECT * FROM ${table} LIMIT 1`,
    `SELECT count(*) FROM ${table}`,
    `COPY ${table} TO STDOUT`,
    `INSERT INTO ${table} SELECT * FROM ${table}`,
    `INSERT INTO ${table} DEFAULT VALUES`,
    `DELETE FROM ${table}`,
    `TRUNCATE ${table}`,
    `LOCK TABLE ${table}`,
  ]
  test.each(statements)('answers nothing to %s', async (statement) => {
    expect(await tryAs(database.webUrl, statement)).toMatch(refused)
  })

  test('has no column that the role may read or write, by itself or through a partition or view', async () => {
    const { rows } = await withClient(database.superuserUrl, (client) =>
      client.query(
        `SELECT c.relname, a.attname FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0
         WHERE c.relnamespace = 'public'::regnamespace AND (c.relname = $1 OR c.oid IN (SELECT inhrelid FROM pg_inherits
           WHERE inhparent = $1::regclass) OR c.oid IN (SELECT w.ev_class FROM pg_depend d JOIN pg_rewrite w ON w.oid = d.objid
           WHERE d.refobjid = $1::regclass AND d.classid = 'pg_rewrite'::regclass))
           AND (has_column_privilege('ramzban_web', c.oid, a.attnum, 'SELECT, INSERT, UPDATE, REFERENCES')
             OR has_table_privilege('ramzban_web', c.oid, 'DELETE, TRUNCATE, TRIGGER'))`,
        [table],
      ),
    )
    expect(rows).toEqual([])
  })
})

test('the web role may do nothing to a code, its rows or the log but what an operator’s act is made of', async () => {
  const statements = [
    `UPDATE activation SET last_time_step = 0`,
    `UPDATE otp_request SET tries = 0`,
    `UPDATE otp_request SET expires_at = now()`,
    `UPDATE guard SET card_status = 'active'`,
    `UPDATE verification SET reason = 'accepted'`,
    `DELETE FROM verification`,
    `INSERT INTO verification DEFAULT VALUES`,
    `UPDATE audit_event SET reason = ''`,
    `DELETE FROM audit_event`,
    `UPDATE operator SET role = 'admin'`,
    `UPDATE staff_session SET operator_id = operator_id`,
    `INSERT INTO staff_session DEFAULT VALUES`,
    `UPDATE channel_client SET disabled_at = NULL`,
    `UPDATE customer SET mobile = NULL`,
    `UPDATE proof SET state = 'passed'`,
    `INSERT INTO proof DEFAULT VALUES`,
    `DELETE FROM proof`,
    `DELETE FROM complaint`,
    `UPDATE complaint SET customer_id = NULL`,
    `UPDATE complaint_event SET note = ''`,
    `UPDATE device SET signing_key = '{}'`,
    `UPDATE policy SET overrides = '{}'`,
    `SELECT ensure_partitions(1)`,
    `SELECT forget_receipt()`,
  ]
  for (const statement of statements) {
    expect(await tryAs(database.webUrl, statement), statement).toMatch(
      /permission denied|can only be called as triggers/,
    )
  }
})

test('the worker and channel roles cannot drop, truncate, alter or take over any table, partitions and views included', async () => {
  const tables = await listRelations('r,p')
  const views = await listRelations('v,m')
  expect(tables.length).toBeGreaterThan(50)
  const statements = [
    ...tables.flatMap((name) => [
      `DROP TABLE ${name} CASCADE`,
      `TRUNCATE ${name} CASCADE`,
      `ALTER TABLE ${name} ADD COLUMN intruder int`,
      `ALTER TABLE ${name} DISABLE TRIGGER ALL`,
      `CREATE INDEX ON ${name} ((1))`,
    ]),
    ...views.flatMap((name) => [`DROP VIEW ${name} CASCADE`, `CREATE OR REPLACE VIEW ${name} AS SELECT 1`]),
  ]
  for (const url of [database.workerUrl, database.channelUrl]) {
    const done = await withClient(url, async (client) => {
      const outcomes: string[] = []
      for (const statement of statements) {
        const outcome = await client.query(`BEGIN; ${statement}; ROLLBACK`).catch(async (error: Error) => {
          await client.query('ROLLBACK')
          return error.message
        })
        if (typeof outcome !== 'string' || !refused.test(outcome)) outcomes.push(`${statement}: ${outcome}`)
      }
      return outcomes
    })
    expect(done).toEqual([])
  }
})

test('the worker changes no verdict and no record, and opens no secret of an enrollment, a token or a caller', async () => {
  const statements = [
    `UPDATE verification SET reason = 'accepted'`,
    `DELETE FROM verification`,
    `UPDATE audit_event SET reason = ''`,
    `DELETE FROM audit_event`,
    `SELECT 1 FROM enrollment_secret`,
    `SELECT 1 FROM activation_token_secret`,
    `SELECT 1 FROM card_fingerprint`,
    `SELECT 1 FROM staff_credential`,
    `SELECT 1 FROM channel_client_secret`,
    `DELETE FROM customer`,
    `UPDATE operator SET role = 'admin'`,
  ]
  for (const statement of statements) {
    expect(await tryAs(database.workerUrl, statement), statement).toMatch(refused)
  }
})

test('no serving role may make a table, a function, a schema, a role or a file, or become another', async () => {
  const statements = [
    'CREATE TABLE intruder (id int)',
    `CREATE FUNCTION intruder() RETURNS int LANGUAGE sql AS 'SELECT 1'`,
    'CREATE SCHEMA intruder',
    'CREATE ROLE intruder',
    'SET ROLE ramzban_owner',
    `COPY (SELECT 1) TO '/tmp/intruder'`,
    `SELECT pg_read_file('postgresql.conf')`,
    'ALTER SYSTEM SET fsync = off',
  ]
  for (const url of [database.webUrl, database.channelUrl, database.workerUrl]) {
    for (const statement of statements) {
      const outcome = await withClient(url, (client) =>
        client.query(statement).then(
          () => 'done',
          (error: Error) => error.message,
        ),
      )
      expect(outcome, statement).toMatch(/permission denied|must be/)
    }
  }
})
