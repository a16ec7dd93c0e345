import { inspect } from 'node:util'
import { expect, test } from 'vitest'
import { Pan } from './pan.ts'

const text = '5076771234567891'.slice(0, 15)
const digits = [...'0123456789'].map((check) => text + check).find((candidate) => Pan.parse(candidate)) ?? ''

test('a card number prints, logs and serialises masked, whichever way it is asked', () => {
  const pan = Pan.parse(digits)
  const shown = [String(pan), `${pan}`, JSON.stringify({ pan }), inspect({ pan }, { showHidden: true, depth: 9 })]
  for (const one of shown) {
    expect(one).toContain(`507677******${digits.slice(-4)}`)
    expect(one).not.toContain(digits)
  }
  expect(pan?.reveal()).toBe(digits)
})

test('Persian digits are the same card', () => {
  const persian = digits.replace(/[0-9]/g, (digit) => '۰۱۲۳۴۵۶۷۸۹'[Number(digit)] ?? '')
  expect(Pan.parse(persian)?.reveal()).toBe(digits)
})

test('a wrong check digit, spaces or another length is no card number', () => {
  const wrong = digits.slice(0, 15) + ((Number(digits[15]) + 1) % 10)
  for (const bad of [wrong, `${digits} `, digits.slice(1), `${digits}0`, '']) expect(Pan.parse(bad)).toBeNull()
})
