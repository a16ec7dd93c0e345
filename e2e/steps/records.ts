import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import pg from 'pg'

export function ownerUrl(): string {
  return JSON.parse(readFileSync(join(process.env.E2E_DATA_DIR ?? '', 'secrets', 'urls.json'), 'utf8')).owner
}

/** Asks the running system's database as its owner: to prepare what a test starts from, never to judge what came of it. */
export async function asOwner<Row extends object>(text: string, values: unknown[] = []): Promise<Row[]> {
  const client = new pg.Client({ connectionString: ownerUrl() })
  await client.connect()
  try {
    return (await client.query<Row>(text, values)).rows
  } finally {
    await client.end()
  }
}

export type BranchCustomer = { customerId: string; name: string; cardId: string; nationalId: string; mobile: string }

const taken: string[] = []

/** Another customer of branch 0101, in nobody's hand, who has paid before. */
export async function takeCustomer(): Promise<BranchCustomer> {
  return await take(`c.status = 'active'`)
}

/** Another one whose one card has codes by an app on one phone, and on whom no member of staff has acted yet. */
export async function takeAppCustomer(): Promise<BranchCustomer> {
  return await take(
    `c.status = 'active' AND c.expires_at > now()
     AND EXISTS (SELECT FROM enrollment e JOIN activation a ON a.enrollment_id = e.id AND a.ended_at IS NULL
                   JOIN device d ON d.id = a.device_id AND d.status = 'active' AND d.mobile = k.mobile
                 WHERE e.card_id = c.id AND e.method = 'app' AND e.pin_kind = 'second' AND e.status = 'active')
     AND 1 = (SELECT count(*) FROM card o WHERE o.customer_id = k.id)
     AND 1 = (SELECT count(*) FROM customer o WHERE o.mobile = k.mobile)
     AND 1 = (SELECT count(*) FROM device o WHERE o.mobile = k.mobile AND o.status IN ('registered', 'active'))
     AND NOT EXISTS (SELECT FROM guard g WHERE g.card_id = c.id AND (g.suspended_at IS NOT NULL
                     OR g.held_since IS NOT NULL OR g.app_closed_until > now() OR g.all_closed_until > now()))
     AND NOT EXISTS (SELECT FROM audit_event a
                     WHERE a.customer_id = k.id AND a.actor_kind = 'operator' AND a.reason IS NOT NULL)`,
  )
}

async function take(condition: string): Promise<BranchCustomer> {
  const [found] = await asOwner<BranchCustomer>(
    `SELECT k.id AS "customerId", k.name, c.id AS "cardId", k.national_id AS "nationalId", '0' || substr(k.mobile, 4) AS mobile
     FROM customer k JOIN branch b ON b.id = k.branch_id AND b.code = '0101' JOIN card c ON c.customer_id = k.id
     WHERE k.id <> ALL($1::uuid[]) AND k.mobile NOT LIKE '+98911%'
       AND EXISTS (SELECT FROM verification v WHERE v.customer_id = k.id) AND ${condition}
     ORDER BY k.id LIMIT 1`,
    [taken],
  )
  if (!found) throw new Error('the demo has no further customer of branch 0101 like that')
  taken.push(found.customerId)
  await asOwner('DELETE FROM customer_in_hand WHERE customer_id = $1', [found.customerId])
  return found
}
