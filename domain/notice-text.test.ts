import { expect, test } from 'vitest'
import { composeNoticeSms, type NoticeSms, noticeKinds } from '#domain/notice-text.ts'

const notice: NoticeSms = {
  kind: 'sms_enrolled',
  institution: 'بانک نمونه',
  cardLast4: '1234',
  pinKind: 'second',
  method: 'sms',
  where: 'خودپرداز T-17',
  when: '۱۴۰۵/۰۹/۰۱ ساعت ۱۲:۲۶',
  until: null,
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

test('each kind of act has a sentence of its own', () => {
  const texts = noticeKinds.map((kind) => composeNoticeSms({ ...notice, kind }))
  expect(new Set(texts).size).toBe(noticeKinds.length)
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

test('no line of a notice could be taken for a code or a token part, and a place cannot add a line', () => {
  for (const kind of noticeKinds) {
    const where = 'خودپرداز\n1234567\u2028X8W7V6T5S4B9'
    const text = composeNoticeSms({ ...notice, kind, where, cardLast4: null, pinKind: null, method: null })
    expect(text.split('\n')).toHaveLength(4)
    for (const line of text.split('\n')) expect(line).toMatch(/[\u0621-\u064a]/)
    expect(text).not.toMatch(/[0-9]/)
  }
})
