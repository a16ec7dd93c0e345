import { reasonOfAct, reasonOfSms } from '#domain/reason/event-reason.ts'
import { type Reason, reasons } from '#domain/reason/reason.ts'
import { isUuidv7, uuidv7AtMs } from '#domain/text/uuidv7.ts'
import { AppError } from '#server/app-error.ts'
import { type EventSubject, findEventSubject, findLockUntil } from '#server/customers/event-repository.ts'
import { listTimeline, type TimelineRow } from '#server/customers/timeline-repository.ts'
import type { Pool } from '#server/database.ts'
import { idSchema } from '#server/field-schemas.ts'
import { authorize } from '#server/operators/authorize.ts'
import { isCustomerInReach } from '#server/reach/customer-scope-repository.ts'
import type { RequestContext } from '#server/request-context.ts'
import type { DeskServices } from '#server/services.ts'
import { type Around, listAroundCustomer } from '#server/verifications/around-repository.ts'
import { mayReadVerificationsOf } from '#server/verifications/authorize-reading.ts'
import { type AskedRow, findAsked } from '#server/verifications/verification-page-repository.ts'

export type EventPage = {
  entry: TimelineRow
  subject: EventSubject
  /** Null where nothing went against the customer. */
  reason: Reason | null
  details: Record<string, unknown>
  asked: AskedRow | null
  around: Around[]
}

type Input = { customerId: string; eventId: string }

const AROUND_MS = 10 * 60_000
const SAME_INSTANT_MAX = 50
const FIRST_ID = '00000000-0000-0000-0000-000000000000'

/**
 * One entry of a customer's timeline that is no verification, with why it went as it did and what else happened ten minutes
 * around it; verifications among that only for who may read them. What is another customer's, out of reach, or a
 * verification itself (that has a page of its own) is not there.
 * @throws AppError unauthenticated, forbidden, not_found
 */
export async function readEvent(
  services: DeskServices,
  ctx: RequestContext,
  { customerId, eventId }: Input,
): Promise<EventPage> {
  const operator = await authorize(services, ctx, 'customer:read')
  const { pool } = services
  const isNamed = isUuidv7(eventId) && idSchema.safeParse(customerId).success
  const isInReach = isNamed && (await isCustomerInReach(pool, operator, { customerId, nowMs: ctx.nowMs }))
  const entry = isInReach ? await findEntry(pool, { customerId, eventId }) : null
  const subject = entry && (await findEventSubject(pool, { kind: sourceOf(entry), id: eventId }))
  if (!entry || !subject) throw new AppError('not_found')
  const reason = reasonOf(entry, subject, ctx.nowMs)
  const mayReadVerifications = await mayReadVerificationsOf(pool, operator, customerId, ctx.nowMs)
  const [asked, around, details] = await Promise.all([
    subject.otpRequestId === null ? null : findAsked(pool, subject.otpRequestId),
    listAroundCustomer(pool, { customerId, fromMs: entry.atMs - AROUND_MS, toMs: entry.atMs + AROUND_MS }),
    detailsOf(pool, { customerId, entry, subject, reason }),
  ])
  const shown = around.filter(({ id, kind }) => id !== eventId && (kind !== 'verification' || mayReadVerifications))
  return { entry, subject, reason, details, asked, around: shown }
}

async function findEntry(pool: Pool, { customerId, eventId }: Input): Promise<TimelineRow | null> {
  const before = { atMs: uuidv7AtMs(eventId) + 1, id: FIRST_ID }
  const rows = await listTimeline(pool, { customerId, kind: null, tellsTries: false, before, limit: SAME_INSTANT_MAX })
  return rows.find(({ id }) => id === eventId) ?? null
}

function sourceOf({ kind }: TimelineRow): 'otp_request' | 'sms' | 'act' {
  return kind === 'otp_request' || kind === 'sms' ? kind : 'act'
}

function reasonOf({ kind, facts }: TimelineRow, { sms }: EventSubject, nowMs: number): Reason | null {
  const failedSms = sms && reasonOfSms(sms, nowMs)
  if (kind === 'sms') return failedSms
  if (kind !== 'otp_request') return reasonOfAct(String(facts.action), (facts.data ?? {}) as Record<string, unknown>)
  if (facts.state !== 'suppressed') return failedSms ?? 'sent'
  return reasons.find((each) => each === facts.reason) ?? null
}

type EventEntry = { customerId: string; entry: TimelineRow; subject: EventSubject; reason: Reason | null }

async function detailsOf(
  pool: Pool,
  { customerId, entry, subject, reason }: EventEntry,
): Promise<Record<string, unknown>> {
  const { facts, atMs } = entry
  if (sourceOf(entry) === 'act') return (facts.data ?? {}) as Record<string, unknown>
  if (reason === 'cooling_off') return { untilMs: facts.coolingOffUntilMs }
  if (reason !== 'enrollment_locked' || subject.cardId === null) return {}
  return { untilMs: await findLockUntil(pool, { customerId, cardId: subject.cardId, atMs }) }
}
