import fc from 'fast-check'
import { expect, test } from 'vitest'
import { joinedSearchKey, searchKey } from '#domain/text/text-folding.ts'

test.each([
  ['presentation forms', 'ﻋﻠﻲ', 'علی'],
  ['Arabic yeh and kaf', 'علي كريمي', 'علی کریمی'],
  ['alef maksura and Pashto yeh', 'مصطفى ېاس', 'مصطفی یاس'],
  ['teh marbuta and heh with yeh above, either way', 'فاطمة خانۀ خانهٔ', 'فاطمه خانه خانه'],
  ['alefs', 'أحمد إبراهیم آرش ٱمیر', 'احمد ابراهیم ارش امیر'],
  ['hamza on waw and yeh', 'مؤمنی رئیسی', 'مومنی رییسی'],
  ['harakat, dagger alef and tatweel', 'مُحَمَّد رحمٰن عـــلی', 'محمد رحمن علی'],
  ['bidi marks', '\u200fعلی\u202b رضا\u2069', 'علی رضا'],
  ['ZWNJ and no-break space', 'علی\u200cرضا\u00a0محمدی', 'علی رضا محمدی'],
  ['digits of three scripts', 'شعبه ۱٢3', 'شعبه 123'],
  ['hehs of Urdu, Kurdish and Pashto keyboards', 'مھدی سیدہ مهرە خانۂ فاطمۃ', 'مهدی سیده مهره خانه فاطمه'],
  ['yehs of the same', 'علے رێبین خدېجۍ کبرى', 'علی ریبین خدیجی کبری'],
  ['kafs and gafs of the same', 'ڪریم ګلنار ػیان', 'کریم گلنار کیان'],
  ['Kurdish and Pashto letters beside them', 'ڕۆژین ڵاله ښهلا', 'روژین لاله شهلا'],
  ['soft hyphen, zero-width space and the other ignorables', 'زه\u00adرا\u200b \u2060مری\ufe0fم\u{e0020}', 'زهرا مریم'],
  ['a not sign for the half-space', 'علی¬رضا', 'علی رضا'],
  ['Quranic marks and high hamza', 'رحم\u06d6ا\u0674ن \u0610علی', 'رحمان علی'],
  ['spaces of every width', 'علی\u2003رضا\u3000محمدی\u2028پور', 'علی رضا محمدی پور'],
  ['Latin case and space', '  ALI \t\v \n\f\r Reza\v', 'ali reza'],
])('%s do not matter to the key', (_what, name, key) => {
  expect(searchKey(name)).toBe(key)
})

test('a name found joined, spaced or with a ZWNJ has one joined key', () => {
  expect(new Set(['علی رضا', 'علی\u200cرضا', 'عليرضا'].map(joinedSearchKey))).toEqual(new Set(['علیرضا']))
})

test('words of the plain spelling come through unchanged', () => {
  expect(searchKey('چنگیز پژمان گودرزی')).toBe('چنگیز پژمان گودرزی')
})

test('the key of a key is itself', () => {
  const letters = fc.constantFrom(
    ...'\u1100\u1161\u3164\u0bc6\u0bbe\u0e31ھہەۂۃےێڪګ¬\u00ad\u200bيىېئكةۀأإآٱؤهٔ\u064b\u0640\u200c\u200f\u00a0 \n۱٢3Zﻋ',
  )
  const anyText = fc.oneof(fc.string({ unit: 'grapheme' }), fc.string({ unit: letters }))
  fc.assert(
    fc.property(anyText, (text) => {
      const key = searchKey(text)
      expect(searchKey(key)).toBe(key)
    }),
  )
})
