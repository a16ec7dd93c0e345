import { describe, expect, test } from 'vitest'
import { END, readableText, START, take } from '#domain/remembered/remembered-text.ts'

describe('a caller’s sentence is read as words, plain numbers, times and dates', () => {
  test.each([
    ['«سلام»، دنیا!', 'سلام دنیا'],
    ['487,000', '487000'],
    ['487٬000', '487000'],
    ['487،000', '487000'],
    ["487'000", '487000'],
    ['1,234,567', '1234567'],
    ['487,00', '487 00'],
    ['487,0001', '487 0001'],
    ['a,123', 'a 123'],
    ['487 000', '487000'],
    ['487 000 000', '487000000'],
    ['487 0001', '487 0001'],
    ['a 000', 'a 000'],
    ['1٫2', '1.2'],
    ['1.2', '1.2'],
    ['1405-08-30', '1405/08/30'],
    ['30-8-1405', '30/8/1405'],
    ['12 - 3 - 4', '12 3 4'],
    ['1/5 میلیون', '1.5 میلیون'],
    ['11/25میلیون', '11.25 میلیون'],
    ['1/5 ملیون', '1.5 ملیون'],
    ['1/5 تومن', '1/5 تومن'],
    ['12هزارتومن', '12 هزار تومن'],
    ['۲میلیونریال', '2 میلیون ریال'],
    ['هزارتایی', 'هزارتایی'],
    ['487k', '487 k'],
    ['ab12cd', 'ab 12 cd'],
    ['ساعت 8:15', 'ساعت 8:15'],
    ['.5 8: a/b', '5 8 a b'],
    ['12/ 5', '12 5'],
    ['  a   b ', 'a b'],
    ['!a!', 'a'],
    ['سه هزار تومن', '3 هزار تومن'],
    ['', ''],
  ])('«%s» is read «%s»', (text, read) => expect(readableText(text)).toBe(read))
})

describe('what is taken out of a text', () => {
  const word = new RegExp(`${START}(دی)روز${END}`)

  test('leaves a gap, so that its neighbours do not come to stand together', () => {
    const { found, rest } = take('سلام دیروز خرید', word)
    expect(found?.[1]).toBe('دی')
    expect(rest).toBe('سلام | خرید')
    expect(take('دیروز', word).rest).toBe('|')
  })

  test('is whole words; where there is none the text stays', () => {
    for (const text of ['پریدیروز', 'دیروزی', 'سلام']) expect(take(text, word)).toEqual({ found: null, rest: text })
  })
})
