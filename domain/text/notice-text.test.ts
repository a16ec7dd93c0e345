import { expect, test } from 'vitest'
import { composeNoticeSms, type NoticeSms, noticeKinds } from '#domain/text/notice-text.ts'

const notice: NoticeSms = {
  kind: 'sms_enrolled',
  institution: 'بانک نمونه',
  cardLast4: '1234',
  pinKind: 'second',
  method: 'sms',
  where: 'خودپرداز T-17',
  when: '۱۴۰۵/۰۹/۰۱ ساعت ۱۲:۲۶',
  until: null,
  number: null,
  phone: '۰۲۱-۸۲۴۴',
}

test('a notice says what, where, when and whom to call', () => {
  expect(composeNoticeSms(notice)).toBe(
    [
      'بانک نمونه: رمز پویای پیامکی برای رمز دوم کارت منتهی به ۱۲۳۴ فعال شد.',
      'محل: خودپرداز T-۱۷',
      'زمان: ۱۴۰۵/۰۹/۰۱ ساعت ۱۲:۲۶',
      'اگر کار شما نبوده است، با ۰۲۱-۸۲۴۴ تماس بگیرید.',
    ].join('\n'),
  )
})

const card = 'رمز دوم کارت منتهی به ۱۲۳۴'
const sentences: [NoticeSms['kind'], string][] = [
  ['sms_enrolled', `رمز پویای پیامکی برای ${card} فعال شد.`],
  ['token_issued', `توکن فعال‌سازی برنامک برای ${card} صادر شد.`],
  ['token_reprinted', `بخش رسید توکن فعال‌سازی برنامک برای ${card} دوباره چاپ شد.`],
  ['activated', `برنامک برای ${card} فعال شد.`],
  ['resynchronised', `ساعت برنامک برای ${card} با بانک هماهنگ شد.`],
  ['deactivated', `رمز پویای پیامکی برای ${card} غیرفعال شد.`],
  ['device_deactivated', 'یک دستگاه شما و رمزهای آن غیرفعال شد.'],
  ['device_blocked', 'بانک برای پیشگیری از سوءاستفاده یک دستگاه شما و رمزهای آن را برای همیشه مسدود کرد.'],
  ['locked', `رمز پویای پیامکی برای ${card} پس از چند رمز نادرست تا بررسی بانک بسته شد.`],
  ['unlocked', `رمز پویای پیامکی برای ${card} دوباره باز شد.`],
  ['suspended', `رمز پویای پیامکی برای ${card} معلق شد.`],
  ['unsuspended', `تعلیق رمز پویای پیامکی برای ${card} برداشته شد.`],
  ['mobile_changed_old', 'شمارهٔ همراه شما نزد بانک عوض شد؛ رمزها دیگر به این شماره نمی‌آیند.'],
  ['mobile_changed_new', 'این شماره برای پیامک‌های بانک به نام شما ثبت شد.'],
  [
    'cooling_off_lifted',
    'دورهٔ انتظار پس از تغییر شمارهٔ همراه شما پیش از موعد پایان یافت؛ رمز پویا با شمارهٔ تازه فعال می‌شود.',
  ],
  ['complaint_opened', 'شکایت شما ثبت شد و به آن رسیدگی می‌شود.'],
  ['complaint_answered', 'به شکایت شما رسیدگی و پاسخ آن ثبت شد.'],
]

test.each(sentences)('a notice of %s tells the customer «%s»', (kind, sentence) => {
  expect(composeNoticeSms({ ...notice, kind }).split('\n')[0]).toBe(`بانک نمونه: ${sentence}`)
})

test('each kind of act has a sentence of its own, and no kind is left out', () => {
  expect(sentences.map(([kind]) => kind)).toEqual([...noticeKinds])
  expect(new Set(sentences.map(([, sentence]) => sentence)).size).toBe(noticeKinds.length)
})

test.each([
  ['first', '1234', 'رمز اول کارت منتهی به ۱۲۳۴'],
  ['second', null, 'رمز دوم کارت شما'],
  [null, '1234', 'رمزهای کارت منتهی به ۱۲۳۴'],
  [null, null, 'رمزهای کارت شما'],
] as const)('of the %s PIN and card %s it says «%s»', (pinKind, cardLast4, words) => {
  const text = composeNoticeSms({ ...notice, kind: 'suspended', method: null, pinKind, cardLast4 })
  expect(text).toContain(`: رمز پویا برای ${words} معلق شد.\n`)
})

test('an act without a place has no line for one', () => {
  const lines = composeNoticeSms({ ...notice, where: null }).split('\n')
  expect(lines).toHaveLength(3)
  expect(lines[1]).toBe('زمان: ۱۴۰۵/۰۹/۰۱ ساعت ۱۲:۲۶')
})

test('a lock says until when, and one that staff must release says so', () => {
  const locked = { ...notice, kind: 'locked', method: 'app' } as const
  expect(composeNoticeSms({ ...locked, until: '۱۲:۴۱' })).toContain('رمز پویای برنامک برای رمز دوم کارت منتهی به ۱۲۳۴')
  expect(composeNoticeSms({ ...locked, until: '۱۲:۴۱' })).toContain('تا ۱۲:۴۱ بسته شد')
  expect(composeNoticeSms(locked)).toContain('تا بررسی بانک بسته شد')
})

test('a changed mobile is told to the old number and to the new one, each in its own words', () => {
  expect(composeNoticeSms({ ...notice, kind: 'mobile_changed_old' })).toContain('دیگر به این شماره نمی‌آیند')
  expect(composeNoticeSms({ ...notice, kind: 'mobile_changed_new', until: '۱۲:۴۱' })).toContain('تا ۱۲:۴۱ به آن')
  expect(composeNoticeSms({ ...notice, kind: 'mobile_changed_new' })).toContain('ثبت شد')
})

test('a complaint is told with the number to ask about it by', () => {
  const number = '100123'
  expect(composeNoticeSms({ ...notice, kind: 'complaint_opened', number })).toContain('با شمارهٔ پیگیری ۱۰۰۱۲۳ ثبت شد')
  expect(composeNoticeSms({ ...notice, kind: 'complaint_answered', number })).toContain('با شمارهٔ پیگیری ۱۰۰۱۲۳ رسیدگی')
})

test('no line of a notice could be taken for a code or a token part, and a place cannot add a line', () => {
  for (const kind of noticeKinds) {
    const where = 'خودپرداز\n1234567\u2028X8W7V6T5S4B9'
    const text = composeNoticeSms({ ...notice, kind, where, cardLast4: null, pinKind: null, method: null })
    expect(text.split('\n')).toHaveLength(4)
    for (const line of text.split('\n')) expect(line).toMatch(/[\u0621-\u064a]/)
    expect(text).not.toMatch(/[0-9]/)
  }
})
