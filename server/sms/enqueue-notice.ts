import type { NoticeKind } from '#domain/text/notice-text.ts'
import type { Sql } from '#server/database.ts'
import { drawId } from '#server/draw-id.ts'
import { insertSms } from '#server/sms/repository.ts'

const NOTICE_KEPT_TRYING_MS = 24 * 3_600_000

/** `where`: the terminal, branch or installation's model, in words; never a secret. */
export type Notice = {
  kind: NoticeKind
  atMs: number
  mobile: string
  customerId: string
  cardLast4: string | null
  pinKind: 'first' | 'second' | null
  method: 'sms' | 'app' | null
  where: string | null
  untilMs?: number | null
  /** A complaint's. */
  number?: number
}

/** Tells the customer of an act on their record; the worker composes the text when it sends it. */
export async function enqueueNotice(sql: Sql, notice: Notice): Promise<void> {
  const { kind, atMs, mobile, customerId, cardLast4, pinKind, method, where, untilMs, number } = notice
  await insertSms(sql, {
    id: drawId(atMs),
    atMs,
    customerId,
    mobile,
    template: 'notice',
    noticeKind: kind,
    otpRequestId: null,
    activationTokenId: null,
    notice: { kind, atMs, cardLast4, pinKind, method, where, untilMs: untilMs ?? null, ...(number && { number }) },
    sealed: null,
    notAfterMs: atMs + NOTICE_KEPT_TRYING_MS,
  })
}
