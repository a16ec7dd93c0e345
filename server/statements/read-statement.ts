import { DAY_MS } from '#domain/calendar/day.ts'
import { AppError } from '#server/app-error.ts'
import { recordAuditEvent } from '#server/audit/record-audit-event.ts'
import { withTransaction } from '#server/database.ts'
import { authorize } from '#server/operators/authorize.ts'
import { isCustomerInReach } from '#server/reach/customer-scope-repository.ts'
import type { RequestContext } from '#server/request-context.ts'
import type { DeskServices } from '#server/services.ts'
import {
  listStatementActs,
  listStatementVerifications,
  type StatementAct,
  type StatementVerification,
} from '#server/statements/statement-repository.ts'
import { mayReadVerificationsOf } from '#server/verifications/authorize-reading.ts'

export type { StatementAct, StatementVerification } from '#server/statements/statement-repository.ts'
export type StatementDays = (typeof statementDays)[number]
export type Statement = {
  fromMs: number
  toMs: number
  verifications: StatementVerification[]
  acts: StatementAct[]
  /** Whether the period had more than a statement holds; the newest are on it. */
  isCut: boolean
}

export const statementDays = [7, 30, 90] as const
const ROWS_MAX = 300

/**
 * What a customer's statement says beside the record itself: what was tried and done in the last days. Anyone who draws one may
 * hand it over, so each is recorded. It needs what reading the customer's verifications needs.
 * @throws AppError unauthenticated, forbidden, not_found (also: out of reach, or not in hand)
 */
export async function readStatement(
  services: DeskServices,
  ctx: RequestContext,
  { customerId, days }: { customerId: string; days: StatementDays },
): Promise<Statement> {
  await authorize(services, ctx, 'customer:read')
  const operator = await authorize(services, ctx, 'verification:read')
  const { nowMs } = ctx
  return await withTransaction(services.pool, async (tx) => {
    const isInReach =
      (await isCustomerInReach(tx, operator, { customerId, nowMs })) &&
      (await mayReadVerificationsOf(tx, operator, customerId, nowMs))
    if (!isInReach) throw new AppError('not_found')
    const period = { customerId, fromMs: nowMs - days * DAY_MS, toMs: nowMs, limit: ROWS_MAX + 1 }
    const verifications = await listStatementVerifications(tx, period)
    const acts = await listStatementActs(tx, period)
    const data = { fromMs: period.fromMs, toMs: nowMs }
    await recordAuditEvent(tx, ctx, { action: 'statement.printed', customerId, data }, operator)
    return {
      fromMs: period.fromMs,
      toMs: nowMs,
      verifications: verifications.slice(0, ROWS_MAX),
      acts: acts.slice(0, ROWS_MAX),
      isCut: verifications.length > ROWS_MAX || acts.length > ROWS_MAX,
    }
  })
}
