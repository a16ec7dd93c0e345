import { expect, test } from 'vitest'
import { digitsOfSpokenNumbers } from '#domain/remembered/spoken-numbers.ts'

test.each([
  ['یک هزار', '1 هزار'],
  ['نوزده میلیون', '19 میلیون'],
  ['بیست و یک هزار تومن', '21 هزار تومن'],
  ['چهارصد و هشتاد و هفت هزار', '487 هزار'],
  ['هفت روز', '7 روز'],
  ['هفتاد روز', '70 روز'],
  ['هفتصد تومن', '700 تومن'],
  ['چهارده ساعت', '14 ساعت'],
  ['two days ago', '2 days ago'],
  ['twelve am', '12 am'],
])('«%s» is «%s»: a unit follows', (words, digits) => expect(digitsOfSpokenNumbers(words)).toBe(digits))

test.each([
  ['ساعت هشت', 'ساعت 8'],
  ['حدود پنجاه', 'حدود 50'],
  ['at eight', 'at 8'],
  ['about hundred', 'about 100'],
  ['ساعتای بیست و دو رفت', 'ساعتای 22 رفت'],
  ['ساعت هشت حدود پنجاه', 'ساعت 8 حدود 50'],
])('«%s» is «%s»: the words before say that it is a number', (words, digits) =>
  expect(digitsOfSpokenNumbers(words)).toBe(digits),
)

test.each(['یک رضایی', 'سه', 'سیمین هزار', 'صدف', 'one shop', 'ساعتی هشت', 'ساعت هشتم'])(
  '«%s» stays in words: it may be a name',
  (words) => expect(digitsOfSpokenNumbers(words)).toBe(words),
)
