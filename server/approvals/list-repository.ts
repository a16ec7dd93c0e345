import type { ApprovalView } from '#server/approvals/approval-view.ts'
import { at, type Sql } from '#server/database.ts'
import { type KeysetPage, seekPage } from '#server/keyset.ts'

export type ApprovalRow = Omit<ApprovalView, 'isMine' | 'mayDecide' | 'mayWithdraw' | 'changes'> & {
  changes: ApprovalView['changes'] | null
  factsVersion: string
  /** Of the customer, as it is now; of the maker where the act concerns none. */
  branchId: string | null
}

// The maker as they were when they asked, the checker as they are.
const maker = `jsonb_build_object('id', m.id, 'name', m.name, 'role', a.maker_role, 'branchName', mb.name)`
const checker = `CASE WHEN c.id IS NULL THEN NULL ELSE
  jsonb_build_object('id', c.id, 'name', c.name, 'role', c.role, 'branchName', cb.name) END`

const selectRows = (from: string, order: string): string => `
  SELECT a.id, a.act, a.state, a.customer_id AS "customerId", k.name AS "customerName", a.card_id AS "cardId",
    a.subject_kind AS "subjectKind", a.subject_id AS "subjectId", a.payload, a.shown, a.facts_version AS "factsVersion",
    a.reason, a.proof, ${maker} AS maker, a.requested_at AS "requestedAtMs", a.expires_at AS "expiresAtMs",
    ${checker} AS checker, a.decided_at AS "decidedAtMs", a.decision_reason AS "decisionReason", a.changes,
    a.standing_until AS "standingUntilMs", a.done_at AS "doneAtMs",
    coalesce(k.branch_id, a.maker_branch_id) AS "branchId"
  FROM (${from}) a
    JOIN operator m ON m.id = a.maker_id LEFT JOIN branch mb ON mb.id = a.maker_branch_id
    LEFT JOIN operator c ON c.id = a.checker_id LEFT JOIN branch cb ON cb.id = c.branch_id
    LEFT JOIN customer k ON k.id = a.customer_id
  ORDER BY a.requested_at ${order}, a.id ${order}`

/** Whose list: the acts that they check, of one branch's customers and people or of all (`branchId` null); see `readerOf`. */
export type Reader = { operatorId: string; acts: readonly string[]; branchId: string | null }
export const approvalTabs = ['waiting', 'mine', 'decided'] as const
export type ApprovalTab = (typeof approvalTabs)[number]

// $1 reader, $2 the acts they check, $3 their branch or null, $4 now
const asked = `CASE a.act WHEN 'ceiling:raise' THEN a.act || ' ' || a.maker_role ELSE a.act END`
const checked = `a.maker_id <> $1 AND ${asked} = ANY($2) AND ($3::uuid IS NULL OR $3 = CASE
  WHEN a.customer_id IS NULL THEN a.maker_branch_id ELSE (SELECT k.branch_id FROM customer k WHERE k.id = a.customer_id) END)`
const isOpen = `a.state = 'open' AND a.expires_at > $4`
const conditions: Record<ApprovalTab, string> = {
  waiting: `${isOpen} AND ${checked}`,
  mine: `a.maker_id = $1 AND $2::text[] IS NOT NULL AND $3::uuid IS NULL AND $4::timestamptz IS NOT NULL`,
  decided: `NOT (${isOpen}) AND (a.maker_id = $1 OR (${checked}))`,
}

/** Newest first. */
export async function selectApprovals(
  sql: Sql,
  { reader, tab, nowMs }: { reader: Reader; tab: ApprovalTab; nowMs: number },
  page: KeysetPage,
): Promise<ApprovalRow[]> {
  const values: unknown[] = [
    reader.operatorId,
    reader.acts,
    tab === 'mine' ? null : reader.branchId,
    at(nowMs),
    page.limit,
  ]
  const { where, direction } = seekPage(page, ['a.requested_at', 'a.id'], values)
  const from = `SELECT * FROM approval a WHERE ${[conditions[tab], ...where].join(' AND ')}
    ORDER BY a.requested_at ${direction}, a.id ${direction} LIMIT $5`
  const { rows } = await sql.query<ApprovalRow>(selectRows(from, 'DESC'), values)
  return rows
}

export const COUNT_MAX = 100
export type ApprovalCounts = { waiting: number; mine: number }

/** Open requests, counted up to a hundred: those that wait for the reader, and the reader's own. */
export async function countOpenApprovals(sql: Sql, reader: Reader, nowMs: number): Promise<ApprovalCounts> {
  const { rows } = await sql.query<ApprovalCounts>(
    `SELECT (SELECT count(*) FROM (SELECT FROM approval a WHERE ${conditions.waiting} LIMIT ${COUNT_MAX}) w) AS waiting,
       (SELECT count(*) FROM (SELECT FROM approval a WHERE ${isOpen} AND a.maker_id = $1 LIMIT ${COUNT_MAX}) o) AS mine`,
    [reader.operatorId, reader.acts, reader.branchId, at(nowMs)],
  )
  return rows[0] ?? { waiting: 0, mine: 0 }
}

type OnRecord = { customerId: string; nowMs: number; decidedSinceMs: number; limit: number }

/** What a customer's record shows: open, approved and not done yet, and, where there is room, what was decided lately. */
export async function selectApprovalsOfCustomer(sql: Sql, wish: OnRecord): Promise<ApprovalRow[]> {
  const from = `SELECT * FROM approval a WHERE a.customer_id = $1
      AND (a.state = 'open' OR a.decided_at >= $3 OR (a.done_at IS NULL AND a.standing_until > $2))
    ORDER BY (a.state = 'open' OR (a.done_at IS NULL AND a.standing_until IS NOT NULL AND a.standing_until > $2)) DESC,
      a.requested_at DESC, a.id DESC LIMIT $4`
  const values = [wish.customerId, at(wish.nowMs), at(wish.decidedSinceMs), wish.limit]
  const { rows } = await sql.query<ApprovalRow>(selectRows(from, 'DESC'), values)
  return rows
}
