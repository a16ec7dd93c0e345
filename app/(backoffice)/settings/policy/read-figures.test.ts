import { expect, test } from 'vitest'
import { defaultPolicy } from '#domain/operator/policy.ts'
import { readFigures } from './read-figures.ts'

function formOf(fields: Record<string, string>): FormData {
  const form = new FormData()
  for (const [name, value] of Object.entries(fields)) form.set(name, value)
  return form
}

test('only a figure that differs from the policy is a change, in whatever digits it was typed', () => {
  const form = formOf({ 'figure-reprintsMax': '۵', 'figure-coolingOffHours': '24', 'figure-smsValiditySeconds': '١٢٠' })
  expect(readFigures(form, defaultPolicy)).toEqual({ reprintsMax: 5 })
})

test('the steps of the ladder are read with any separator', () => {
  const form = formOf({ 'figure-guardLadderSeconds': ' ۶۰۰، 3600  86400 ' })
  expect(readFigures(form, defaultPolicy)).toEqual({ guardLadderSeconds: [600, 3600, 86_400] })
  expect(readFigures(formOf({ 'figure-guardLadderSeconds': '900,3600,86400' }), defaultPolicy)).toEqual({})
})

test('what is no figure is a change that the rule refuses, never the figure that was there', () => {
  expect(readFigures(formOf({ 'figure-reprintsMax': 'سه' }), defaultPolicy)).toEqual({ reprintsMax: Number.NaN })
  expect(readFigures(formOf({ 'figure-reprintsMax': '' }), defaultPolicy)).toEqual({ reprintsMax: Number.NaN })
})

test('a name that the policy does not have is not read', () => {
  expect(readFigures(formOf({ 'figure-somethingElse': '1', reprintsMax: '9' }), defaultPolicy)).toEqual({})
})
