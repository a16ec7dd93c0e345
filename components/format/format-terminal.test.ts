import { expect, test } from 'vitest'
import { formatTerminalId } from '#components/format/format-terminal.ts'

test('a terminal’s number is read in the reader’s digits', () => {
  expect(formatTerminalId('900144', 'fa')).toBe('۹۰۰۱۴۴')
  expect(formatTerminalId('900144', 'en')).toBe('900144')
})

test('a terminal’s id with Latin letters stays as it is on the machine, and apart from the sentence around it', () => {
  expect(formatTerminalId('ATM0101-1', 'fa')).toBe('\u2066ATM0101-1\u2069')
})
