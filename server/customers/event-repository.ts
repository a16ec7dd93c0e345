import { uuidv7AtMs } from '#domain/text/uuidv7.ts'
import type { PinKind } from '#domain/verification/verification-types.ts'
import { at, type Pool, type Sql } from '#server/database.ts'
import { prismaOver } from '#server/prisma.ts'

export type EventSubject = {
  otpRequestId: string | null
  cardId: string | null
  cardMasked: string | null
  pinKind: PinKind | null
  deviceId: string | null
  /** The SMS, where the event is one or has one. */
  sms: { state: string; endedAtMs: number | null; usefulUntilMs: number | null } | null
}

type Row = Omit<EventSubject, 'sms'> & {
  smsState: string | null
  smsEndedAtMs: number | null
  usefulUntilMs: number | null
}

const cardOf = (id: string): string => `(SELECT k.bin || '******' || k.last4 FROM card k WHERE k.id = ${id})`

const queries: Readonly<Record<'otp_request' | 'sms' | 'act', string>> = {
  otp_request: `
    SELECT r.id AS "otpRequestId", r.card_id AS "cardId", ${cardOf('r.card_id')} AS "cardMasked", g.pin_kind AS "pinKind",
      NULL AS "deviceId", s.state AS "smsState", s.ended_at AS "smsEndedAtMs", r.expires_at AS "usefulUntilMs"
    FROM otp_request r JOIN guard g ON g.id = r.guard_id
      LEFT JOIN sms_message s ON s.id = r.sms_message_id AND s.at >= r.at AND s.at < r.at + interval '1 minute'
    WHERE r.at = $1 AND r.id = $2`,
  sms: `
    SELECT r.id AS "otpRequestId", r.card_id AS "cardId", ${cardOf('r.card_id')} AS "cardMasked", g.pin_kind AS "pinKind",
      NULL AS "deviceId", s.state AS "smsState", s.ended_at AS "smsEndedAtMs", r.expires_at AS "usefulUntilMs"
    FROM sms_message s
      LEFT JOIN otp_request r ON r.id = s.otp_request_id AND r.at > s.at - interval '1 minute' AND r.at <= s.at
      LEFT JOIN guard g ON g.id = r.guard_id
    WHERE s.at = $1 AND s.id = $2`,
  act: `
    SELECT NULL AS "otpRequestId", a.card_id AS "cardId", ${cardOf('a.card_id')} AS "cardMasked", a.data->>'pinKind' AS "pinKind",
      CASE WHEN a.subject_kind = 'device' THEN a.subject_id END AS "deviceId", NULL AS "smsState",
      NULL::timestamptz AS "smsEndedAtMs", NULL::timestamptz AS "usefulUntilMs"
    FROM audit_event a WHERE a.at = $1 AND a.id = $2`,
}

/** What an entry of the timeline was on; the entry itself was found within its customer's. */
export async function findEventSubject(
  sql: Sql,
  { kind, id }: { kind: 'otp_request' | 'sms' | 'act'; id: string },
): Promise<EventSubject | null> {
  const { rows } = await sql.query<Row>(queries[kind], [at(uuidv7AtMs(id)), id])
  const [row] = rows
  if (row === undefined) return null
  const { smsState, smsEndedAtMs, usefulUntilMs, ...subject } = row
  return {
    ...subject,
    sms: smsState === null ? null : { state: smsState, endedAtMs: smsEndedAtMs, usefulUntilMs },
  }
}

/** Until when the lock held that was put on a card at or before a moment; null where it has no end or none is known. */
export async function findLockUntil(
  pool: Pool,
  { customerId, cardId, atMs }: { customerId: string; cardId: string; atMs: number },
): Promise<number | null> {
  const prisma = await prismaOver(pool)
  const locked = await prisma.auditEvent.findFirst({
    select: { data: true },
    where: { customerId, cardId, action: 'guard.locked', at: { lte: at(atMs) } },
    orderBy: [{ at: 'desc' }, { id: 'desc' }],
  })
  return (locked?.data as { untilMs?: number | null } | undefined)?.untilMs ?? null
}
