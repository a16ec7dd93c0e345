import { singleLine } from '#domain/card/payee-name.ts'
import { pinKindWords } from '#domain/text/sms-text.ts'

export const noticeKinds = [
  'sms_enrolled',
  'token_issued',
  'token_reprinted',
  'activated',
  'resynchronised',
  'deactivated',
  'device_deactivated',
  'device_blocked',
  'locked',
  'unlocked',
  'suspended',
  'unsuspended',
  'mobile_changed_old',
  'mobile_changed_new',
  'cooling_off_lifted',
  'complaint_opened',
  'complaint_answered',
] as const
export type NoticeKind = (typeof noticeKinds)[number]

/**
 * `when`, `until`: Jalali date and time in Tehran, already in words; `until` null: no known end. `number`: of a complaint.
 */
export type NoticeSms = {
  kind: NoticeKind
  institution: string
  cardLast4: string | null
  pinKind: 'first' | 'second' | null
  method: 'sms' | 'app' | null
  where: string | null
  when: string
  until: string | null
  number: string | null
  phone: string
}

/** What happened on the customer's record, where, when, and whom to call. It never carries a code or a line of digits. */
export function composeNoticeSms(notice: NoticeSms): string {
  return [
    `${singleLine(notice.institution)}: ${noticeSentences[notice.kind](notice)}`,
    ...(notice.where === null ? [] : [`محل: ${singleLine(notice.where)}`]),
    `زمان: ${singleLine(notice.when)}`,
    `اگر کار شما نبوده است، با ${singleLine(notice.phone)} تماس بگیرید.`,
  ].join('\n')
}

const noticeSentences: Readonly<Record<NoticeKind, (notice: NoticeSms) => string>> = {
  sms_enrolled: (notice) => `رمز پویای پیامکی برای ${pinOfCard(notice)} فعال شد.`,
  token_issued: (notice) => `توکن فعال‌سازی برنامک برای ${pinOfCard(notice)} صادر شد.`,
  token_reprinted: (notice) => `بخش رسید توکن فعال‌سازی برنامک برای ${pinOfCard(notice)} دوباره چاپ شد.`,
  activated: (notice) => `برنامک برای ${pinOfCard(notice)} فعال شد.`,
  resynchronised: (notice) => `ساعت برنامک برای ${pinOfCard(notice)} با بانک هماهنگ شد.`,
  deactivated: (notice) => `${dynamicPassword(notice)} برای ${pinOfCard(notice)} غیرفعال شد.`,
  device_deactivated: () => 'یک دستگاه شما و رمزهای آن غیرفعال شد.',
  device_blocked: () => 'بانک برای پیشگیری از سوءاستفاده یک دستگاه شما و رمزهای آن را برای همیشه مسدود کرد.',
  locked: (notice) =>
    `${dynamicPassword(notice)} برای ${pinOfCard(notice)} پس از چند رمز نادرست${lockedWhere(notice)} ${untilWords(notice)} بسته شد.`,
  unlocked: (notice) => `${dynamicPassword(notice)} برای ${pinOfCard(notice)} دوباره باز شد.`,
  suspended: (notice) => `${dynamicPassword(notice)} برای ${pinOfCard(notice)} معلق شد.`,
  unsuspended: (notice) => `تعلیق ${dynamicPassword(notice)} برای ${pinOfCard(notice)} برداشته شد.`,
  mobile_changed_old: () => 'شمارهٔ همراه شما نزد بانک عوض شد؛ رمزها دیگر به این شماره نمی‌آیند.',
  mobile_changed_new: ({ until }) =>
    until === null
      ? 'این شماره برای پیامک‌های بانک به نام شما ثبت شد.'
      : `این شماره به نام شما ثبت شد؛ رمزها تا ${singleLine(until)} به آن فرستاده نمی‌شوند.`,
  cooling_off_lifted: () =>
    'دورهٔ انتظار پس از تغییر شمارهٔ همراه شما پیش از موعد پایان یافت؛ رمز پویا با شمارهٔ تازه فعال می‌شود.',
  complaint_opened: ({ number }) => `شکایت شما ${numberWords(number)}ثبت شد و به آن رسیدگی می‌شود.`,
  complaint_answered: ({ number }) => `به شکایت شما ${numberWords(number)}رسیدگی و پاسخ آن ثبت شد.`,
}

/** A second PIN is closed to who guessed: to the one place, or to all where the customer has not paid before. */
function lockedWhere({ pinKind, method, until }: NoticeSms): string {
  if (pinKind !== 'second' || until === null) return ''
  return method === 'app' ? ' از این محل' : ' برای جاهایی که پیش‌تر در آن‌ها نپرداخته‌اید'
}

function pinOfCard({ pinKind, cardLast4 }: NoticeSms): string {
  const pin = pinKind === null ? 'رمزهای' : pinKindWords[pinKind]
  return cardLast4 === null ? `${pin} کارت شما` : `${pin} کارت منتهی به ${singleLine(cardLast4)}`
}

function dynamicPassword({ method }: NoticeSms): string {
  return method === null ? 'رمز پویا' : { sms: 'رمز پویای پیامکی', app: 'رمز پویای برنامک' }[method]
}

function numberWords(number: string | null): string {
  return number === null ? '' : `با شمارهٔ پیگیری ${singleLine(number)} `
}

function untilWords({ until }: NoticeSms): string {
  return until === null ? 'تا بررسی بانک' : `تا ${singleLine(until)}`
}
