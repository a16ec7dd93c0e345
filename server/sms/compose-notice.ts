import { tehranWallMs } from '#domain/calendar/tehran-time.ts'
import { toPersianDigits } from '#domain/text/digits.ts'
import { composeNoticeSms, type NoticeKind } from '#domain/text/notice-text.ts'
import type { Institution } from '#server/services.ts'
import type { Notice } from '#server/sms/enqueue-notice.ts'

const jalaliMinutes = new Intl.DateTimeFormat('en-US-u-ca-persian-nu-latn', {
  timeZone: 'UTC',
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
  hour: '2-digit',
  minute: '2-digit',
  hourCycle: 'h23',
})

/** The text of a notice in the outbox, for the customer to read. */
export function composeNotice(institution: Institution, notice: Record<string, unknown>): string {
  const { kind, atMs, cardLast4, pinKind, method, where, untilMs, number } = notice as Omit<Notice, 'kind'> & {
    kind: NoticeKind
  }
  return composeNoticeSms({
    kind,
    institution: institution.name,
    cardLast4,
    pinKind,
    method,
    where,
    when: momentInWords(atMs),
    until: untilMs == null ? null : momentInWords(untilMs),
    number: number === undefined ? null : String(number),
    phone: institution.supportPhone,
  })
}

/** `۱۴۰۵/۰۹/۰۱ ساعت ۱۲:۳۴`, Jalali date and Tehran time. */
function momentInWords(ms: number): string {
  const parts = Object.fromEntries(
    jalaliMinutes.formatToParts(tehranWallMs(ms)).map(({ type, value }) => [type, value]),
  )
  return toPersianDigits(`${parts.year}/${parts.month}/${parts.day} ساعت ${parts.hour}:${parts.minute}`)
}
