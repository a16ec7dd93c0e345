import type pg from 'pg'

type Rule = { names: RegExp; roles: readonly string[] }

const everyRoleButWeb = ['ramzban_owner', 'ramzban_channel', 'ramzban_worker']

/**
 * What PostgreSQL lets everybody call and what leaves something behind or stands in somebody's way: locks by number, ids of
 * transactions (an open one holds back the sealing of audit events), large objects, messages in the log and to listeners.
 */
const rules: readonly Rule[] = [
  { names: /^pg_(try_)?advisory_/, roles: everyRoleButWeb },
  { names: /^(pg_current_xact_id|txid_current)$/, roles: everyRoleButWeb },
  { names: /^(lo_(?!get$|lseek|tell|close)|lowrite$)/, roles: [] },
  { names: /^(pg_notify|pg_logical_emit_message|pg_cancel_backend|pg_terminate_backend)$/, roles: ['ramzban_owner'] },
  { names: /^pg_export_snapshot$/, roles: ['ramzban_owner'] },
]

/**
 * Takes these functions, and blocks of procedural code, from everybody and gives them to the roles that need them. It takes a
 * superuser.
 */
export async function restrictFunctions(client: pg.Client): Promise<void> {
  const { rows } = await client.query<{ name: string; signature: string }>(
    `SELECT p.proname AS name, p.oid::regprocedure::text AS signature FROM pg_proc p
     WHERE p.pronamespace = 'pg_catalog'::regnamespace AND p.prokind = 'f'`,
  )
  const statements = rules.flatMap(({ names, roles }) =>
    rows
      .filter(({ name }) => names.test(name))
      .flatMap(({ signature }) => [
        `REVOKE EXECUTE ON FUNCTION ${signature} FROM PUBLIC`,
        ...roles.map((role) => `GRANT EXECUTE ON FUNCTION ${signature} TO ${role}`),
      ]),
  )
  statements.push('REVOKE USAGE ON LANGUAGE plpgsql FROM PUBLIC', 'GRANT USAGE ON LANGUAGE plpgsql TO ramzban_owner')
  await client.query(statements.join(';\n'))
}
