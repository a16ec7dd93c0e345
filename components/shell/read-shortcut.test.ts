import { expect, test } from 'vitest'
import { commandOf } from './read-shortcut.ts'

const press = (code: string, more: object = {}) => ({
  code,
  metaKey: false,
  ctrlKey: false,
  altKey: false,
  shiftKey: false,
  isComposing: false,
  target: null,
  ...more,
})
const inField = { target: { closest: () => ({}) } as unknown as EventTarget }

test('command or control with the key of K finds, whatever letter the layout types there', () => {
  expect(commandOf(press('KeyK', { metaKey: true }), false)).toEqual({ kind: 'find' })
  expect(commandOf(press('KeyK', { ctrlKey: true, ...inField }), false)).toEqual({ kind: 'find' })
})

test('the slash finds and the question mark helps', () => {
  expect(commandOf(press('Slash'), false)).toEqual({ kind: 'find' })
  expect(commandOf(press('Slash', { shiftKey: true }), false)).toEqual({ kind: 'help' })
})

test('G and then a letter goes to a place; the letter alone does nothing', () => {
  expect(commandOf(press('KeyG'), false)).toBe('prefix')
  expect(commandOf(press('KeyV'), true)).toEqual({ kind: 'go', area: 'verifications' })
  expect(commandOf(press('KeyV'), false)).toBeNull()
})

test('single keys are left to whoever is typing', () => {
  expect(commandOf(press('Slash', inField), false)).toBeNull()
  expect(commandOf(press('KeyC', inField), true)).toBeNull()
})

test('keys of the browser are left alone', () => {
  expect(commandOf(press('KeyC', { ctrlKey: true }), true)).toBeNull()
  expect(commandOf(press('KeyA', { altKey: true }), true)).toBeNull()
})
