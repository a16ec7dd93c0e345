import { DAY_MS } from '../../prisma/seed/world.ts'
import type { Row } from './copy-rows.ts'
import * as of from './describe-people.ts'
import { type Drawing, drawAttempt } from './draw-attempt.ts'
import { auditRow } from './list-audit-rows.ts'
import { appEnrollments, tokenSmsIdOf } from './list-enrollment-rows.ts'
import { idAt } from './make-ids.ts'
import type { TableWriter } from './open-writer.ts'
import type { Plan } from './plan-million.ts'
import { type Month, momentOf } from './spread-attempts.ts'

export const monthly = ['verification', 'otp_request', 'sms_message', 'audit_event'] as const
export type MonthlyTable = (typeof monthly)[number]
export type MonthWriters = Record<MonthlyTable, TableWriter>

/** Rows of messages about codes are made for the last months alone: older ones a bank has cleared away. */
const SMS_MONTHS = 4

/** The place of the first event at or after `atMs`, of `count` in the order of time. */
function placeAt(plan: Plan, atMs: number, count: number): number {
  let [low, high] = [0, count]
  while (low < high) {
    const middle = (low + high) >>> 1
    if (momentOf(plan, middle, count) < atMs) low = middle + 1
    else high = middle
  }
  return low
}

/** One month of payments with what was asked and sent for them, of tokens' messages and of audit events. */
export async function loadMonth(
  drawing: Drawing,
  month: Month,
  customers: Uint32Array,
  writers: MonthWriters,
): Promise<void> {
  const { plan } = drawing
  const { verifications, auditEvents } = plan.size
  const withSms = month.fromMs > plan.nowMs - SMS_MONTHS * 31 * DAY_MS
  const flush = async (): Promise<void> => void (await Promise.all(monthly.map((table) => writers[table].flush())))
  const end = placeAt(plan, month.toMs, verifications)
  for (let n = placeAt(plan, month.fromMs, verifications); n < end; n++) {
    const atMs = momentOf(plan, n, verifications)
    const attempt = drawAttempt(drawing, { n, customer: customers[n] ?? 0, atMs, monthFromMs: month.fromMs, withSms })
    writers.verification.add(attempt.verification)
    if (attempt.otpRequest) writers.otp_request.add(attempt.otpRequest)
    if (attempt.sms) writers.sms_message.add(attempt.sms)
    if (n % 128 === 0) await flush()
  }
  for (const row of tokenSmsRows(plan, month)) {
    if (writers.sms_message.add(row)) await flush()
  }
  const last = placeAt(plan, month.toMs, auditEvents)
  for (let n = placeAt(plan, month.fromMs, auditEvents); n < last; n++) {
    if (writers.audit_event.add(auditRow(plan, n, momentOf(plan, n, auditEvents)))) await flush()
  }
}

function* tokenSmsRows(plan: Plan, { fromMs, toMs }: Month): Generator<Row> {
  for (const { card, atMs, token, tokenId } of appEnrollments(plan)) {
    if (atMs < fromMs || atMs >= toMs) continue
    const customer = plan.ownerOf[card] ?? 0
    yield {
      id: tokenSmsIdOf(card, token, atMs),
      at: of.iso(atMs),
      customer_id: of.customerIdOf(plan, customer),
      mobile: of.appMobileOf(customer),
      template: 'activation_token',
      state: 'delivered',
      otp_request_id: null,
      activation_token_id: tokenId,
      provider_message_id: `seeded:${idAt(atMs, 'request', card)}`,
      accepted_at: of.iso(atMs + 400),
      ended_at: of.iso(atMs + 5_000),
    }
  }
}
