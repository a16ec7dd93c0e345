import { ceilingKinds } from '#domain/operator/ceiling.ts'
import { approvalTabs, selectApprovals } from '#server/approvals/list-repository.ts'
import { selectAuditRows } from '#server/audit/list-repository.ts'
import { countUse, countUseQuickly } from '#server/ceilings/ceiling-repository.ts'
import { findPayments } from '#server/customers/find-payments-repository.ts'
import { probeKinds } from '#server/customers/find-query.ts'
import { findBySpellings, findCustomerIds } from '#server/customers/find-repository.ts'
import { listTimeline, timelineKinds } from '#server/customers/timeline-repository.ts'
import type { Pool } from '#server/database.ts'
import { countByTime, countFacets } from '#server/verifications/log-counts-repository.ts'
import { countNewer, selectLogRows } from '#server/verifications/log-repository.ts'
import { type LogFilters, logFilterNames } from '#server/verifications/log-schemas.ts'
import {
  type Verdict,
  type VerificationRow,
  writeVerdict,
  writeVerdicts,
} from '#server/verifications/verdict-repository.ts'

type Run = (sql: Pool) => Promise<unknown>

const id = '01930000-0000-7000-8000-000000000000'
const window = { fromMs: 0, toMs: 1 }
const everyFilter = (value: string): LogFilters =>
  Object.fromEntries(logFilterNames.map((name) => [name, value])) as LogFilters
const logQueries = [{}, everyFilter('1'), everyFilter('none')].map((filters) => ({ window, filters }))
const pages = [{}, { afterId: id }, { beforeId: id }]
const audits = [window, { ...window, operatorId: id, action: 'staff.locked', customerId: id }]
const reader = { operatorId: id, acts: [], branchId: id }
const use = { operatorId: id, kind: ceilingKinds[0], subject: 's', max: 1, nowMs: 0 }

const columns: Record<keyof VerificationRow, null> = {
  id: null,
  at: null,
  guard_id: null,
  card_id: null,
  customer_id: null,
  card_masked: null,
  pin_kind: null,
  outcome: null,
  reason: null,
  response_code: null,
  counted: null,
  method: null,
  enrollment_id: null,
  activation_id: null,
  device_id: null,
  otp_request_id: null,
  process_type: null,
  amount: null,
  merchant_id: null,
  payee_name: null,
  terminal_id: null,
  account_kind: null,
  account_masked: null,
  channel_client_id: null,
  client_ip: null,
  payment_reference: null,
  requester_id: null,
  attempts_left: null,
  details: null,
}
const atZero = { appClosedUntilMs: null, allClosedUntilMs: null, heldSinceMs: null, lastCountedAtMs: null, day: null }
const counters = { runCount: 0, heldCount: 0, dayCount: 0, closingStep: 0, sources: [], ...atZero }
const request = { clientId: 'c', requestId: 'r', bodyMac: Buffer.alloc(0), atMs: 0, keptSinceMs: 0 }
const verdicts: Verdict[] = [[], [{ id, triesDelta: 1 }]].flatMap((otpRequests) =>
  [null, { activationId: id, lastTimeStep: 1, driftSteps: 0, driftRun: 0 }].map((appBinding) => ({
    guardId: id,
    guardVersion: 1,
    counters,
    request,
    answer: {},
    verification: columns as unknown as VerificationRow,
    otpRequests,
    appBinding,
  })),
)

const amount = { exactRials: 1, fromRials: 1, toRials: 2 }
const payments = [[], [amount], [{ ...amount, toRials: 1 }, amount]].flatMap((amounts) =>
  [[], ['shop']].flatMap((merchantIds) =>
    [null, '1234'].flatMap((last4) =>
      [[], [1, 2]].map((centresMs) => ({ ...window, amounts, merchantIds, last4, centresMs })),
    ),
  ),
)

/** The statements whose text is put together while they run, each with calls that make every form of it. */
export const runs: Readonly<Record<string, Run[]>> = {
  'server/approvals/list-repository.ts#selectApprovals': approvalTabs.flatMap((tab) =>
    pages.map(
      (page): Run =>
        (sql) =>
          selectApprovals(sql, { reader, tab, nowMs: 0 }, { limit: 1, ...page }),
    ),
  ),
  'server/audit/list-repository.ts#selectAuditRows': audits.flatMap((query) =>
    pages.map(
      (page): Run =>
        (sql) =>
          selectAuditRows(sql, query, { limit: 1, ...page }),
    ),
  ),
  'server/ceilings/ceiling-repository.ts#count': [(sql) => countUse(sql, use), (sql) => countUseQuickly(sql, use)],
  'server/customers/find-payments-repository.ts#findPayments': payments.map(
    (wish): Run =>
      (sql) =>
        findPayments(sql, wish),
  ),
  'server/customers/find-repository.ts#findCustomerIds': (
    Object.keys(probeKinds) as (keyof typeof probeKinds)[]
  ).flatMap((by) =>
    [null, id].map(
      (branchId): Run =>
        (sql) =>
          findCustomerIds(sql, { by, value: by === 'record_id' ? id : '12' }, branchId),
    ),
  ),
  'server/customers/find-repository.ts#findBySpellings': [(sql) => findBySpellings(sql, [['one', 'won'], ['two']])],
  'server/customers/timeline-repository.ts#listTimeline': [null, ...timelineKinds].flatMap((kind) =>
    [true, false].map(
      (tellsTries): Run =>
        (sql) =>
          listTimeline(sql, { customerId: id, before: null, kind, tellsTries, limit: 1 }),
    ),
  ),
  'server/verifications/log-counts-repository.ts#countFacets': logQueries.map(
    (query): Run =>
      (sql) =>
        countFacets(sql, query, 1),
  ),
  'server/verifications/log-counts-repository.ts#countByTime': logQueries.map(
    (query): Run =>
      (sql) =>
        countByTime(sql, query, { stretchMs: 1, limit: 1 }),
  ),
  'server/verifications/log-repository.ts#selectLogRows': logQueries.flatMap((query) =>
    pages.map(
      (page): Run =>
        (sql) =>
          selectLogRows(sql, query, { limit: 1, ...page }),
    ),
  ),
  'server/verifications/log-repository.ts#countNewer': logQueries.map(
    (query): Run =>
      (sql) =>
        countNewer(sql, query, id, 1),
  ),
  'server/verifications/verdict-repository.ts#writeAll': verdicts.flatMap((verdict): Run[] => [
    (sql) => writeVerdict(sql, verdict),
    (sql) => writeVerdicts(sql, [verdict]),
  ]),
}

/** The texts that a call would send; nothing is sent, and it finds nothing. */
export async function recordTexts(run: Run): Promise<string[]> {
  const texts: string[] = []
  const query = async (asked: string | { text: string }): Promise<{ rows: never[]; rowCount: number }> => {
    texts.push(typeof asked === 'string' ? asked : asked.text)
    return { rows: [], rowCount: 0 }
  }
  try {
    await run({ query } as unknown as Pool)
  } catch (error) {
    // Some must find a row: their text is known by then.
    if (texts.length === 0) throw error
  }
  return texts
}
