import { expect, test } from 'vitest'
import { recogniseQuestion } from './recognise-question.ts'

test.each([
  'برنامک به چه درد می‌خورد',
  'اپ را برای چی نصب کنم', // asks to install: the answer about the file says it too
  'وقتی باید خودپرداز برم چرا اپلیکیشن',
  'why do i need the app',
])('%s is a question about the app', (typed) => {
  expect(recogniseQuestion(typed)).not.toBeNull()
})

test.each(['فایل برنامه باز نمی‌شود', 'برنامک نصب نمي‌شود', 'فايل دانلود شده باز نشد', 'apk does not open'])(
  '%s is about a file that does not open',
  (typed) => {
    expect(recogniseQuestion(typed)).toBe('app_will_not_install')
  },
)

test('what the app is for is told from what keeps it from opening', () => {
  expect(recogniseQuestion('برنامک به چه درد می‌خورد')).toBe('app_or_sms_question')
  expect(recogniseQuestion('وقتی باید خودپرداز برم چرا اپلیکیشن')).toBe('app_or_sms_question')
})

test.each([
  'علی‌رضا محمدی‌نژاد',
  'پریروز ۴۸۷ هزار تومن دیجی‌کالا',
  '09121234567',
  'آپادانا',
  'برنامکی',
  'نصب دزدگیر',
  'چرا رمز نیامد',
  'فایل',
  '',
])('%s asks nothing', (typed) => {
  expect(recogniseQuestion(typed)).toBeNull()
})
