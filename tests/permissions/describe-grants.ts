import type { Pool } from '#server/database.ts'

export const servingRoles = ['ramzban_web', 'ramzban_channel', 'ramzban_worker'] as const
export type ServingRole = (typeof servingRoles)[number]

const privileges = ['SELECT', 'INSERT', 'UPDATE', 'DELETE', 'TRUNCATE', 'REFERENCES', 'TRIGGER', 'MAINTAIN']

/** Everything that PostgreSQL lets a role do in this database, as lines of a page. */
export async function describeGrants(sql: Pool, role: ServingRole): Promise<string[]> {
  return [
    `## ${role}`,
    '',
    await describeRole(sql, role),
    '',
    '| relation | may |',
    '|---|---|',
    ...(await listRelations(sql, role)),
    '',
    `Functions of the product: ${await listFunctions(sql, role, 'public')}.`,
    '',
    `PostgreSQL’s own that change with every call (volatile): ${await listFunctions(sql, role, 'pg_catalog')}.`,
    '',
  ]
}

async function describeRole(sql: Pool, role: ServingRole): Promise<string> {
  const { rows } = await sql.query(
    `SELECT r.rolconnlimit AS "limit", coalesce(r.rolsuper OR r.rolcreaterole OR r.rolcreatedb OR r.rolreplication OR r.rolbypassrls, false)
         AS "isMore", array_to_string(ARRAY(SELECT s FROM unnest(r.rolconfig) s ORDER BY s), '\`, \`') AS config,
       ARRAY(SELECT g.rolname FROM pg_auth_members m JOIN pg_roles g ON g.oid = m.roleid WHERE m.member = r.oid)::text[] AS groups,
       has_database_privilege(r.oid, current_database(), 'TEMP') AS temp,
       has_database_privilege(r.oid, current_database(), 'CREATE') OR has_schema_privilege(r.oid, 'public', 'CREATE') AS "create",
       has_language_privilege(r.oid, 'plpgsql', 'USAGE') AS "plpgsql"
     FROM pg_roles r WHERE r.rolname = $1`,
    [role],
  )
  const { limit, isMore, config, groups, temp, create, plpgsql } = rows[0]
  const yes = (is: boolean): string => (is ? 'YES' : 'no')
  const connections = limit < 0 ? 'no limit of connections' : `at most ${limit} connections`
  return (
    `Superuser or the like: ${yes(isMore)}; member of: ${groups.join(', ') || 'nothing'}; temporary tables: ${yes(temp)}; ` +
    `new objects: ${yes(create)}; DO blocks: ${yes(plpgsql)}; ${connections}. Starts with \`${config}\`.`
  )
}

async function listRelations(sql: Pool, role: ServingRole): Promise<string[]> {
  const { rows } = await sql.query<{ name: string; may: string }>(
    `SELECT c.relname AS name, string_agg(coalesce(whole.said, parts.said), ', ' ORDER BY p.place) AS may
     FROM pg_class c CROSS JOIN unnest($2::text[]) WITH ORDINALITY p (privilege, place)
       LEFT JOIN LATERAL (SELECT p.privilege AS said WHERE CASE c.relkind
         WHEN 'S' THEN p.privilege IN ('SELECT', 'UPDATE') AND has_sequence_privilege($1, c.oid, p.privilege)
         ELSE has_table_privilege($1, c.oid, p.privilege) END) whole ON true
       LEFT JOIN LATERAL (SELECT p.privilege || ' (' || string_agg(a.attname, ', ' ORDER BY a.attname) || ')' AS said
         FROM pg_attribute a WHERE c.relkind <> 'S' AND p.privilege IN ('SELECT', 'INSERT', 'UPDATE', 'REFERENCES') AND a.attrelid = c.oid
           AND a.attnum > 0 AND NOT a.attisdropped AND has_column_privilege($1, c.oid, a.attnum, p.privilege)) parts ON true
     WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p', 'v', 'm', 'S', 'f') AND NOT c.relispartition
       AND coalesce(whole.said, parts.said) IS NOT NULL
     GROUP BY c.relname ORDER BY c.relname COLLATE "C"`,
    [role, privileges],
  )
  return rows.map(({ name, may }) => `| ${name} | ${may} |`)
}

async function listFunctions(sql: Pool, role: ServingRole, schema: 'public' | 'pg_catalog'): Promise<string> {
  const { rows } = await sql.query<{ name: string }>(
    `SELECT DISTINCT p.proname AS name FROM pg_proc p
     WHERE p.pronamespace = $2::text::regnamespace AND p.prorettype <> 'trigger'::regtype AND has_function_privilege($1, p.oid, 'EXECUTE')
       AND ($2::text = 'public' OR p.provolatile = 'v')
       AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.objid = p.oid AND d.deptype = 'e')
     ORDER BY 1`,
    [role, schema],
  )
  return rows.map(({ name }) => `\`${name}\``).join(', ') || 'none'
}
