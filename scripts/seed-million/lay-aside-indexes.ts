import type pg from 'pg'

type Making = { table: string; text: string }
/** What makes tables whole again: first their indexes and keys, in any order, then the foreign keys. */
export type LaidAside = { indexes: Making[]; foreignKeys: Making[] }

/** Takes a plain table's indexes, keys and foreign keys off, and those of others that lead to it. */
export async function layAsideIndexes(client: pg.Client, tables: readonly string[]): Promise<LaidAside> {
  const foreignKeys = await readConstraints(
    client,
    `k.contype = 'f' AND (k.conrelid = ANY($1) OR k.confrelid = ANY($1))`,
    tables,
  )
  const keys = await readConstraints(client, `k.contype IN ('p', 'u') AND k.conrelid = ANY($1)`, tables)
  const { rows: plain } = await client.query<Constraint>(
    `SELECT i.indrelid::regclass::text AS table, i.indexrelid::regclass::text AS name, pg_get_indexdef(i.indexrelid) AS text FROM pg_index i
     WHERE i.indrelid = ANY($1::regclass[]) AND NOT EXISTS (SELECT FROM pg_constraint k WHERE k.conindid = i.indexrelid)
     ORDER BY 1, 2`,
    [tables],
  )
  for (const { table, name } of [...foreignKeys, ...keys])
    await client.query(`ALTER TABLE ${table} DROP CONSTRAINT ${name}`)
  for (const { name } of plain) await client.query(`DROP INDEX ${name}`)
  return {
    indexes: [...keys.map(addingOf), ...plain],
    foreignKeys: foreignKeys.map(addingOf),
  }
}

type Constraint = { table: string; name: string; text: string }

async function readConstraints(client: pg.Client, condition: string, tables: readonly string[]): Promise<Constraint[]> {
  const { rows } = await client.query<Constraint>(
    `SELECT k.conrelid::regclass::text AS table, quote_ident(k.conname) AS name, pg_get_constraintdef(k.oid) AS text
     FROM pg_constraint k WHERE ${condition.replaceAll('$1', '$1::regclass[]')} ORDER BY 1, 2`,
    [tables],
  )
  return rows
}

function addingOf({ table, name, text }: Constraint): Making {
  return { table, text: `ALTER TABLE ${table} ADD CONSTRAINT ${name} ${text}` }
}

export type Partition = { parent: string; name: string; bound: string }

/** The partitions of a table in the order of their months, with what they hold. */
export async function listPartitions(client: pg.Client, parent: string): Promise<Partition[]> {
  const { rows } = await client.query<Partition>(
    `SELECT i.inhparent::regclass::text AS parent, c.relname AS name, pg_get_expr(c.relpartbound, c.oid) AS bound
     FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhrelid WHERE i.inhparent = $1::regclass ORDER BY c.relname`,
    [parent],
  )
  return rows
}

export async function detach(client: pg.Client, { parent, name }: Partition): Promise<void> {
  await client.query(`ALTER TABLE ${parent} DETACH PARTITION ${name}`)
}

export async function attach(client: pg.Client, { parent, name, bound }: Partition): Promise<void> {
  await client.query(`ALTER TABLE ${parent} ATTACH PARTITION ${name} ${bound}`)
}
