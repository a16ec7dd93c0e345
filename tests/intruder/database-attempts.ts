import type pg from 'pg'

export type Attempt = { what: string; statement: string }

/** Whatever could change a row, hold one, or change what a relation is, tried on each by name. */
export function attemptsOn(relation: string, columns: readonly string[]): Attempt[] {
  const of = (what: string, statement: string): Attempt => ({ what, statement })
  return [
    of('INSERT', `INSERT INTO ${relation} DEFAULT VALUES`),
    of('INSERT', `INSERT INTO ${relation} SELECT * FROM ${relation}`),
    of('COPY', `COPY ${relation} FROM PROGRAM 'true'`),
    of('DELETE', `DELETE FROM ${relation}`),
    of('TRUNCATE', `TRUNCATE ${relation} CASCADE`),
    of('MERGE', `MERGE INTO ${relation} a USING (SELECT 1) b ON false WHEN NOT MATCHED THEN INSERT DEFAULT VALUES`),
    ...columns.map((column) => of('UPDATE', `UPDATE ${relation} SET ${column} = ${column}`)),
    ...['UPDATE', 'NO KEY UPDATE', 'SHARE', 'KEY SHARE'].map((lock) =>
      of('row lock', `SELECT 1 FROM ${relation} FOR ${lock}`),
    ),
    ...['ROW SHARE', 'ROW EXCLUSIVE', 'SHARE UPDATE EXCLUSIVE', 'SHARE', 'EXCLUSIVE', 'ACCESS EXCLUSIVE'].map((mode) =>
      of('table lock', `LOCK TABLE ${relation} IN ${mode} MODE`),
    ),
    of('DDL', `ALTER TABLE ${relation} DISABLE TRIGGER ALL`),
    of('DDL', `DROP TABLE ${relation} CASCADE`),
    of('DDL', `CREATE INDEX ON ${relation} ((1))`),
    of('DDL', `CREATE TRIGGER t BEFORE INSERT ON ${relation} EXECUTE FUNCTION suppress_redundant_updates_trigger()`),
    of('DDL', `CREATE RULE r AS ON SELECT TO ${relation} DO ALSO NOTHING`),
    of('DDL', `COMMENT ON TABLE ${relation} IS 'x'`),
    of('DDL', `CLUSTER ${relation}`),
  ]
}

/** What needs no relation. */
export const otherAttempts: readonly Attempt[] = [
  ...[
    'pg_advisory_lock(1)',
    'pg_try_advisory_lock(1)',
    'pg_advisory_lock_shared(1)',
    'pg_advisory_xact_lock(1, 2)',
  ].map((call) => ({ what: 'advisory lock', statement: `SELECT ${call}` })),
  ...[
    'lo_create(0)',
    'lo_creat(-1)',
    `lo_from_bytea(0, 'x')`,
    `lo_import('/etc/passwd')`,
    `lo_export(1, '/tmp/x')`,
    'lo_unlink(1)',
    `lo_put(1, 0, 'x')`,
    'lo_open(1, 131072)',
  ].map((call) => ({ what: 'large object', statement: `SELECT ${call}` })),
  ...[
    'pg_current_xact_id()',
    'txid_current()',
    `pg_logical_emit_message(false, 'a', 'b')`,
    `pg_logical_emit_message(true, 'a', 'b')`,
    `pg_notify('a', 'b')`,
    'pg_export_snapshot()',
    'pg_cancel_backend(pg_backend_pid())',
    'pg_terminate_backend(1)',
    `change_policy(gen_random_uuid())`,
    `change_catalogue(gen_random_uuid())`,
    `take_approved_change(gen_random_uuid(), 'policy:change')`,
    `create_channel_client(gen_random_uuid(), 1, 'k', 'x', 't', 'j')`,
    `rotate_channel_client(gen_random_uuid(), 2, 'k', 'x', 't', 'j')`,
    `readdress_channel_client(gen_random_uuid())`,
    `hold_guard(gen_random_uuid(), 0)`,
    'ensure_partitions(1, 1)',
    'learn_payees(now())',
    'learn_name_words()',
    'end_overstays(0)',
    `setval('complaint_number_seq', 1)`,
    `nextval('complaint_number_seq')`,
    `pg_read_file('postgresql.conf')`,
    `pg_ls_dir('.')`,
    'pg_reload_conf()',
    'pg_stat_reset()',
    'pg_switch_wal()',
    `pg_create_physical_replication_slot('x')`,
    `pg_create_logical_replication_slot('x', 'test_decoding')`,
    "pg_import_system_collations('public')",
    `pg_clear_relation_stats('public', 'customer')`,
    `pg_restore_relation_stats('schemaname', 'public', 'relname', 'customer', 'relpages', 1)`,
  ].map((call) => ({ what: 'function', statement: `SELECT ${call}` })),
  ...[
    'CREATE TEMP TABLE t (a int)',
    'CREATE TABLE t (a int)',
    'CREATE SCHEMA s',
    'CREATE VIEW v AS SELECT 1',
    `CREATE FUNCTION f() RETURNS int LANGUAGE sql AS 'SELECT 1'`,
    'CREATE EXTENSION dblink',
    'CREATE ROLE r',
    'CREATE PUBLICATION p',
    `DO 'BEGIN PERFORM 1; END'`,
    `COPY (SELECT 1) TO '/tmp/x'`,
    `COPY (SELECT 1) TO PROGRAM 'cat'`,
    'CHECKPOINT',
    'SET ROLE ramzban_channel',
    'SET SESSION AUTHORIZATION ramzban_owner',
    'SET session_replication_role = replica',
    'SET temp_file_limit = -1',
    'SET log_statement = none',
    'ALTER ROLE ramzban_web CONNECTION LIMIT -1',
    'ALTER ROLE ramzban_web SUPERUSER',
    'GRANT ramzban_channel TO ramzban_web',
    `LOAD 'auto_explain'`,
    `PREPARE TRANSACTION 'x'`,
  ].map((statement) => ({ what: 'statement', statement })),
]

/** What PostgreSQL takes in no transaction. */
export const loneAttempts: readonly Attempt[] = [
  'CREATE DATABASE d',
  `CREATE SUBSCRIPTION s CONNECTION 'host=127.0.0.1' PUBLICATION p WITH (connect = false)`,
  'ALTER SYSTEM SET fsync = off',
  'REINDEX SCHEMA public',
  `CREATE TABLESPACE t LOCATION '/tmp'`,
].map((statement) => ({ what: 'statement', statement }))

/** What is granted to everybody or to oneself by PostgreSQL, and what comes of it: nothing of anybody else's. */
export const leftToIt: readonly (Attempt & { comesTo: string })[] = [
  { what: 'message', statement: 'LISTEN a', comesTo: 'nobody speaks' },
  { what: 'message', statement: `NOTIFY a, 'b'`, comesTo: 'nobody listens; the queue is half a megabyte' },
  {
    what: 'snapshot',
    statement: 'DECLARE c CURSOR FOR SELECT id, name FROM customer',
    comesTo: 'ended by the worker after 12 s',
  },
  { what: 'table lock', statement: 'LOCK TABLE branch IN ACCESS SHARE MODE', comesTo: 'the same as reading' },
  { what: 'memory', statement: `SET work_mem = '2GB'`, comesTo: 'as much as 30 connections can sort' },
  { what: 'time', statement: 'SELECT pg_sleep(0.01)', comesTo: 'ended by the worker after 12 s' },
  { what: 'itself', statement: 'ALTER ROLE ramzban_web SET statement_timeout = 0', comesTo: 'until the next start' },
  {
    what: 'itself',
    statement: `ALTER ROLE ramzban_web PASSWORD 'x'`,
    comesTo: 'it locks itself out, until the next start',
  },
  { what: 'grant', statement: 'GRANT SELECT ON branch TO PUBLIC', comesTo: 'a warning: it has nothing to give' },
  {
    what: 'grant',
    statement: 'ALTER DEFAULT PRIVILEGES GRANT ALL ON TABLES TO PUBLIC',
    comesTo: 'of what it would make, and it can make nothing',
  },
]

/** `refused`, or what came of it; whatever it was is undone. */
export async function outcomeOf(client: pg.Client, { statement }: Attempt, alone = false): Promise<string> {
  const outcome = await client.query(alone ? statement : `BEGIN READ WRITE; ${statement}; ROLLBACK`).then(
    () => 'done',
    (error: Error & { code?: string }) => (isRefusal(error) ? 'refused' : `${error.code} ${error.message}`),
  )
  if (outcome !== 'done' && !alone) await client.query('ROLLBACK')
  return outcome
}

// 42501: insufficient_privilege. What nobody could do at all is refused before it is asked who wants it.
const refusedToAll =
  /must be (owner|superuser)|prepared transactions are disabled|cannot (insert into|delete from|update) view|non-DEFAULT value|only be updated to DEFAULT|is not a table|cannot lock/

function isRefusal({ code, message }: Error & { code?: string }): boolean {
  return code === '42501' || refusedToAll.test(message)
}
