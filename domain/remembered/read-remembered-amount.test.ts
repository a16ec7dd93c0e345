import { describe, expect, test } from 'vitest'
import { readRememberedAmounts } from '#domain/remembered/read-remembered-amount.ts'

/** Each reading as exact, least and most rials. */
const read = (text: string): [exact: number, from: number, to: number][] =>
  readRememberedAmounts(text).amounts.map(({ exactRials, fromRials, toRials }) => [exactRials, fromRials, toRials])

describe('millions', () => {
  test.each([
    ['3 میلیون تومن', 30_000_000, 29_500_000, 30_500_000],
    ['3 million rials', 3_000_000, 2_950_000, 3_050_000],
    ['3 میلیون و نیم تومن', 35_000_000, 34_500_000, 35_500_000],
    ['3 و نیم میلیون تومن', 35_000_000, 34_500_000, 35_500_000],
    ['نیم میلیون تومن', 5_000_000, 4_500_000, 5_500_000],
    ['1.2 میلیون تومن', 12_000_000, 11_500_000, 12_500_000],
    ['1.25 میلیون تومن', 12_500_000, 12_450_000, 12_550_000],
    ['3 میلیون و 200 هزار تومن', 32_000_000, 31_990_000, 32_010_000],
    ['3 میلیون و 200 ریال', 3_200_000, 3_199_000, 3_201_000],
    ['8 میلیون و خرده ای تومن', 80_000_000, 70_000_000, 90_000_000],
    ['2 میلیون و خرده تومن', 20_000_000, 15_000_000, 30_000_000],
    ['0.02 میلیون تومن', 200_000, 150_000, 250_000],
    ['حدود 3 میلیون تومن', 30_000_000, 27_000_000, 33_000_000],
    ['حدود 3 میلیون و خرده ای تومن', 30_000_000, 20_000_000, 40_000_000],
    ['حدود 1 میلیون و خرده ای تومن', 10_000_000, 1, 20_000_000],
    ['almost 3 million tomans', 30_000_000, 27_000_000, 33_000_000],
  ])('«%s» is %i, from %i to %i rials', (text, ...reading) => expect(read(text)).toEqual([reading]))
})

describe('thousands', () => {
  test.each([
    ['12 هزار تومن', 120_000, 110_000, 130_000],
    ['12 و نیم هزار تومن', 125_000, 115_000, 135_000],
    ['12 هزار و خرده ای تومن', 120_000, 110_000, 130_000],
    ['12 هزار و 500 تومن', 125_000, 125_000, 125_000],
    ['2 هزار تومن', 20_000, 15_000, 25_000],
    ['حدود 12 هزار و 500 تومن', 125_000, 112_500, 137_500],
    ['حدود 2 هزار تومن', 20_000, 10_000, 30_000],
    ['12 k irr', 12_000, 11_000, 13_000],
    ['12 هزار ریالی', 12_000, 11_000, 13_000],
  ])('«%s» is %i, from %i to %i rials', (text, ...reading) => expect(read(text)).toEqual([reading]))
})

describe('an amount with its currency', () => {
  test.each([
    ['1000 تومن', [[10_000, 10_000, 10_000]]],
    ['1234 ریال', [[1234, 1234, 1234]]],
    ['999 ریال', [[999, 999, 999]]],
    ['حدود 1234 تومن', [[12_340, 11_106, 13_574]]],
    ['مبلغ 1000 و خرده ای تومن', [[10_000, 10_000, 10_000]]],
  ])('«%s» is meant as it is', (text, readings) => expect(read(text)).toEqual(readings))

  test('less than a thousand tomans is said of thousands, up to fifty of millions too, and may be the number itself', () => {
    expect(read('999 تومن')).toEqual([
      [9_990_000, 9_980_000, 10_000_000],
      [9_990, 9_990, 9_990],
    ])
    expect(read('51 تومن')).toEqual([
      [510_000, 500_000, 520_000],
      [510, 510, 510],
    ])
    expect(read('50 تومن')).toEqual([
      [500_000, 490_000, 510_000],
      [500_000_000, 499_500_000, 500_500_000],
      [500, 500, 500],
    ])
  })

  test('a currency that is not said is either', () => {
    expect(read('12 هزار')).toEqual([
      [120_000, 110_000, 130_000],
      [12_000, 11_000, 13_000],
    ])
  })
})

describe('a number alone', () => {
  test('of three digits is said of thousands of tomans, or is tomans', () => {
    expect(read('487')).toEqual([
      [4_870_000, 4_860_000, 4_880_000],
      [4_870, 4_870, 4_870],
    ])
    expect(read('حدود 487')[0]).toEqual([4_870_000, 4_383_000, 5_357_000])
  })

  test('of more is tomans or rials', () => {
    expect(read('48700')).toEqual([
      [487_000, 487_000, 487_000],
      [48_700, 48_700, 48_700],
    ])
    expect(read('1000')).toEqual([
      [10_000, 10_000, 10_000],
      [1000, 1000, 1000],
    ])
  })

  test('of four digits may be a card’s: it is told apart, and beside an amount it is none', () => {
    expect(readRememberedAmounts('رضایی 1234')).toMatchObject({ bareFour: '1234', isUnitSaid: false, rest: 'رضایی |' })
    const beside = readRememberedAmounts('سلام 12 هزار تومن 1234')
    expect(beside.amounts).toHaveLength(1)
    expect(beside).toMatchObject({ bareFour: '1234', isUnitSaid: true, rest: 'سلام | |' })
  })

  test('of other lengths is no card’s, and beside an amount it stays in the text', () => {
    expect(readRememberedAmounts('رضایی 12345')).toMatchObject({ bareFour: null, rest: 'رضایی |' })
    expect(readRememberedAmounts('12 هزار تومن 12345')).toMatchObject({ bareFour: null, rest: '| 12345' })
    for (const text of ['12', '1234567890'])
      expect(readRememberedAmounts(text)).toEqual({ amounts: [], isUnitSaid: false, bareFour: null, rest: text })
  })
})

test('nothing is paid of nothing, nor of more than a thousand billion tomans', () => {
  expect(read('0 تومن')).toEqual([])
  expect(read('1000000000000 تومن')).toEqual([[10_000_000_000_000, 10_000_000_000_000, 10_000_000_000_000]])
  expect(read('1000000000001 تومن')).toEqual([])
})

test('a caller who names ever more amounts is heard to six readings', () => {
  const text = ['11', '12', '13', '14', '15', '16', '17'].map((each) => `${each} هزار تومن`).join(' ')
  const heard = readRememberedAmounts(text)
  expect(heard.amounts.map(({ exactRials }) => exactRials / 10_000)).toEqual([11, 12, 13, 14, 15, 16])
  expect(heard.rest).toContain('17 هزار تومن')
})

test('a text without an amount stays as it is', () => {
  expect(readRememberedAmounts('دیجی کالا')).toEqual({
    amounts: [],
    isUnitSaid: false,
    bareFour: null,
    rest: 'دیجی کالا',
  })
})
