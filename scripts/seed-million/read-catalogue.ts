import type pg from 'pg'

const texts = [
  `SELECT format('relation %s %s of %s, options %s, bound %s, access %s', c.relkind, c.relname, pg_get_userbyid(c.relowner),
     c.reloptions, pg_get_expr(c.relpartbound, c.oid), c.relacl) FROM pg_class c WHERE c.relnamespace = 'public'::regnamespace
     AND c.relkind NOT IN ('t', 'c')`,
  `SELECT format('column %s.%s %s %s %s', c.relname, a.attname, format_type(a.atttypid, a.atttypmod), a.attnotnull,
     pg_get_expr(d.adbin, d.adrelid)) FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid
     LEFT JOIN pg_attrdef d ON d.adrelid = a.attrelid AND d.adnum = a.attnum
     WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p', 'v') AND a.attnum > 0`,
  `SELECT format('constraint %s of %s: %s, valid %s, inherited %s, local %s', k.conname, k.conrelid::regclass,
     pg_get_constraintdef(k.oid), k.convalidated, k.coninhcount, k.conislocal) FROM pg_constraint k
     WHERE k.connamespace = 'public'::regnamespace`,
  `SELECT format('index %s, valid %s, part of %s', pg_get_indexdef(i.indexrelid), i.indisvalid AND i.indisready, h.inhparent::regclass)
     FROM pg_index i JOIN pg_class c ON c.oid = i.indrelid LEFT JOIN pg_inherits h ON h.inhrelid = i.indexrelid
     WHERE c.relnamespace = 'public'::regnamespace`,
  `SELECT format('trigger %s, enabled %s, of a parent %s', pg_get_triggerdef(t.oid), t.tgenabled, t.tgparentid <> 0)
     FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid
     WHERE c.relnamespace = 'public'::regnamespace AND NOT t.tgisinternal`,
]

/** All that a migration says of the schema, a line each: what differs between two of them was not put back. */
export async function readCatalogue(client: pg.Client): Promise<string[]> {
  const { rows } = await client.query<{ line: string }>(
    `SELECT line FROM (${texts.join(' UNION ALL ')}) all_of_it (line)`,
  )
  return rows.map(({ line }) => line).sort()
}

/** @throws Error naming every line that only one of them has */
export function assertSameCatalogue(before: readonly string[], after: readonly string[]): void {
  const [lost, added] = [new Set(before).difference(new Set(after)), new Set(after).difference(new Set(before))]
  const differences = [...[...lost].map((line) => `- ${line}`), ...[...added].map((line) => `+ ${line}`)]
  if (differences.length > 0) throw new Error(`The schema is not what the migrations made:\n${differences.join('\n')}`)
}
