import fc from 'fast-check'
import { expect, test } from 'vitest'
import { holdsCardNumber, maskCardNumbers } from '#domain/card/holds-card-number.ts'

test.each([
  'گفت کارتش 5892101234567895 است',
  '۵۸۹۲ ۱۰۱۲ ۳۴۵۶ ۷۸۹۵',
  '٥٨٩٢-١٠١٢-٣٤٥٦-٧٨٩٥',
  '5892\u200c1012\u20103456\u20157895',
  '5892 .- 1012_/*3456\u22127895',
  '5 8 9 2 1 0 1 2 3 4 5 6 7 8 9 5',
  '5892\n1012\n3456\n7895',
  '5892,1012,3456,7895',
  '5892\u200b1012\u2060345\u00ad67895',
  '۵۸۹۲،۱۰۱۲٬۳۴۵۶|۷۸۹۵',
  '5892:1012•3456·7895',
  '５８９２１０１２３４５６７８９５',
  '5892ـ1012ـــ3456ـ7895',
  '५८९२ १०१२ ३४५६ ७८९५',
  '(5892)[1012]{3456}<7895>',
  '5️⃣892 1012 3456 7895',
  '5892\u30641012 3456 7895'.replace('\u3064', '\u3164'),
  '⑤892+1012=3456…7895',
  '㊾⑩⑫㉞㊺⑱⑫⑱',
])('«%s» holds a whole card number', (text) => expect(holdsCardNumber(text)).toBe(true))

test.each([
  '5892101234567891',
  '5892101234567890',
  '589210123456789',
  'کارت ۵۸۹۲۱۰******۷۸۹۲',
  'ساعت ۲۰:۱۴ مبلغ ۴٬۸۷۰٬۰۰۰',
  'بدون شماره',
  '',
])('«%s» holds none', (text) => expect(holdsCardNumber(text)).toBe(false))

test('it is found at the beginning, in the middle and at the end of more digits, and in any of several numbers', () => {
  for (const text of [
    '58921012345678951405890',
    '1405890 5892101234567895',
    '14 5892101234567895 90',
    '5892101234567891 و 5892101234567895',
    '5892101234567895 و 5892101234567891',
  ])
    expect(holdsCardNumber(text), text).toBe(true)
})

test('what is not a letter never hides a card number, wherever it stands', () => {
  const sign = fc
    .string({ unit: 'binary', minLength: 1, maxLength: 1 })
    .filter((one) => !/(?!\p{Lm})\p{L}|\p{N}/u.test(one.normalize('NFKC')))
  fc.assert(
    fc.property(fc.array(sign, { minLength: 16, maxLength: 16 }), (signs) => {
      const text = signs.map((one, index) => one + '5892101234567895'.charAt(index)).join('')
      expect(holdsCardNumber(text)).toBe(true)
      expect(holdsCardNumber(maskCardNumbers(text))).toBe(false)
    }),
  )
})

test.each([
  ['پرداخت به کارت 5892101234567895', 'پرداخت به کارت 589210******7895'],
  ['۵۸۹۲-۱۰۱۲-۳۴۵۶-۷۸۹۵ رضایی', '۵۸۹۲-۱۰**-****-۷۸۹۵ رضایی'],
  ['فروشگاه نمونه ۱۴۰۵', 'فروشگاه نمونه ۱۴۰۵'],
  ['5892101234567891', '5892101234567891'],
])('«%s» is shown as «%s»', (text, shown) => expect(maskCardNumbers(text)).toBe(shown))
