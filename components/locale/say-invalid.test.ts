import { expect, test } from 'vitest'
import { type Control, sayInvalid } from '#components/locale/say-invalid.ts'

const texts = { fill: 'fill', choose: 'choose', longer: 'at least {min}', form: 'form' }
const fine = { valueMissing: false, tooShort: false, patternMismatch: false, badInput: false, typeMismatch: false }
const control = (type: string, wrong: Partial<Control['validity']>, minLength?: number): Control => ({
  type,
  validity: { ...fine, ...wrong },
  ...(minLength !== undefined && { minLength }),
  setCustomValidity: () => {},
})

test.each([
  [control('text', { valueMissing: true }), 'fill'],
  [control('select-one', { valueMissing: true }), 'choose'],
  [control('radio', { valueMissing: true }), 'choose'],
  [control('textarea', { tooShort: true }, 3), 'at least ۳'],
  [control('text', { patternMismatch: true }), 'form'],
  [control('number', { badInput: true }), 'form'],
])('what is missing is said in the page’s words: %#', (asked, said) => {
  expect(sayInvalid(asked, { texts, locale: 'fa' })).toBe(said)
})

test('what has no words of its own is left to the browser', () => {
  expect(sayInvalid(control('text', {}), { texts, locale: 'en' })).toBeNull()
})
