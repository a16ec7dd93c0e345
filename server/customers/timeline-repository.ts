import { at, type Sql } from '#server/database.ts'
import { type KeysetPlace, rowsBeyond } from '#server/keyset.ts'

export const timelineKinds = ['otp_request', 'sms', 'verification', 'atm', 'app', 'staff', 'bank', 'complaint'] as const
export type TimelineKind = (typeof timelineKinds)[number]
export type TimelineRow = {
  kind: TimelineKind
  id: string
  atMs: number
  facts: Record<string, unknown>
}
type TimelineQuery = {
  customerId: string
  before: KeysetPlace | null
  kind: TimelineKind | null
  /** Whether verifications are among the rows. */
  tellsTries: boolean
  limit: number
}

const olderThanPlace = (table: string): string => rowsBeyond([`${table}.at`, `${table}.id`], 'DESC', 2)

const otpRequests = `
  SELECT 'otp_request' AS kind, r.id, r.at, jsonb_build_object('state', r.state, 'reason', r.suppressed_reason, 'overRateOf', r.over_rate_of,
    'payee', r.payee_name, 'amountRials', r.amount, 'processType', r.process_type, 'reference', r.reference_number,
    'last4', c.last4, 'coolingOffUntilMs', extract(epoch FROM k.cooling_off_until) * 1000) AS facts
  FROM otp_request r LEFT JOIN card c ON c.id = r.card_id LEFT JOIN customer k ON k.id = r.customer_id
  WHERE r.customer_id = $1 AND ${olderThanPlace('r')} ORDER BY r.at DESC, r.id DESC LIMIT $4`

const smsMessages = `
  SELECT 'sms' AS kind, m.id, m.at, jsonb_build_object('state', m.state, 'template', m.template, 'notice', m.notice_kind,
    'acceptedSeconds', round(extract(epoch FROM m.accepted_at - m.at)),
    'endedSeconds', round(extract(epoch FROM m.ended_at - m.at)), 'errorCode', m.error_code,
    'provider', CASE WHEN m.provider_message_id IS NULL THEN NULL ELSE split_part(m.provider_message_id, ':', 1) END) AS facts
  FROM sms_message m
  WHERE m.customer_id = $1 AND ${olderThanPlace('m')} ORDER BY m.at DESC, m.id DESC LIMIT $4`

const verifications = `
  SELECT 'verification' AS kind, v.id, v.at, jsonb_build_object('outcome', v.outcome, 'reason', v.reason,
    'payee', v.payee_name, 'amountRials', v.amount, 'processType', v.process_type, 'pinKind', v.pin_kind,
    'method', v.method, 'last4', right(v.card_masked, 4), 'terminalId', v.terminal_id, 'details', v.details) AS facts
  FROM verification v
  WHERE v.customer_id = $1 AND ${olderThanPlace('v')} ORDER BY v.at DESC, v.id DESC LIMIT $4`

// What a channel's call brought about without being the customer's own act at a machine.
const byBank = `(a.action = 'guard.locked' OR a.action LIKE 'customer.%' OR a.action LIKE 'card.%')`
const actors = {
  atm: `a.actor_kind = 'channel' AND NOT ${byBank}`,
  app: `a.actor_kind = 'device'`,
  staff: `a.actor_kind = 'operator' AND a.action NOT LIKE 'complaint.%'`,
  bank: `(a.actor_kind = 'system' OR a.actor_kind = 'channel' AND ${byBank})`,
} as const
type ActorKind = keyof typeof actors

const audited = (kind: ActorKind): string => `
  SELECT '${kind}' AS kind, a.id, a.at, jsonb_build_object('action', a.action, 'actorName', a.actor_name,
    'actorRole', a.actor_role, 'branchName', a.branch_name, 'reason', a.reason, 'proof', a.proof, 'data', a.data) AS facts
  FROM audit_event a
  WHERE a.customer_id = $1 AND ${actors[kind]} AND ${olderThanPlace('a')}
  ORDER BY a.at DESC, a.id DESC LIMIT $4`

const complaints = `
  SELECT 'complaint' AS kind, e.id, e.at, jsonb_build_object('complaintId', c.id, 'number', c.number, 'complaintKind', c.kind,
    'event', e.kind, 'note', e.note, 'outcome', e.outcome, 'assignee', a.name, 'dueAtMs', extract(epoch FROM e.due_at) * 1000,
    'actorName', o.name, 'branchName', b.name) AS facts
  FROM complaint c JOIN complaint_event e ON e.complaint_id = c.id JOIN operator o ON o.id = e.operator_id
    LEFT JOIN branch b ON b.id = o.branch_id LEFT JOIN operator a ON a.id = e.assignee_id
  WHERE c.customer_id = $1 AND ${olderThanPlace('e')} ORDER BY e.at DESC, e.id DESC LIMIT $4`

const sources: Record<TimelineKind, string> = {
  otp_request: otpRequests,
  sms: smsMessages,
  verification: verifications,
  atm: audited('atm'),
  app: audited('app'),
  staff: audited('staff'),
  bank: audited('bank'),
  complaint: complaints,
}

const latest = { atMs: 253_402_300_799_000, id: 'ffffffff-ffff-ffff-ffff-ffffffffffff' }

/**
 * The newest `limit` rows before a place, of one kind or merged from all; every source is read by its own index. Kept
 * prepared: making the plan over every month of every source costs several times what carrying it out does.
 */
export async function listTimeline(
  sql: Sql,
  { customerId, before, kind, tellsTries, limit }: TimelineQuery,
): Promise<TimelineRow[]> {
  const kinds = timelineKinds.filter((each) => (kind ?? each) === each && (tellsTries || each !== 'verification'))
  if (kinds.length === 0) return []
  const from = before ?? latest
  const { rows } = await sql.query<TimelineRow>({
    name: `list_timeline_${kind ?? (tellsTries ? 'all' : 'without_tries')}`,
    text: `SELECT kind, id, at AS "atMs", facts FROM (${kinds.map((each) => `(${sources[each]})`).join(' UNION ALL ')}) all_of_it
     ORDER BY at DESC, id DESC LIMIT $4`,
    values: [customerId, at(from.atMs), from.id, limit],
  })
  return rows
}
