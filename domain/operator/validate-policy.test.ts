import { expect, test } from 'vitest'
import { defaultPolicy, demoPolicy, type PolicyKey } from '#domain/operator/policy.ts'
import { policyRanges, validatePolicy } from '#domain/operator/validate-policy.ts'

const errorOf = (overrides: Record<string, unknown>): unknown => {
  const verdict = validatePolicy(defaultPolicy, overrides)
  return verdict.ok ? null : verdict.errors
}

test('the default and the demo policy are themselves within the ranges', () => {
  expect(validatePolicy(defaultPolicy, defaultPolicy)).toEqual({ ok: true, policy: defaultPolicy })
  expect(validatePolicy(defaultPolicy, demoPolicy)).toEqual({ ok: true, policy: demoPolicy })
})

test('an override changes its figure and leaves the others', () => {
  expect(validatePolicy(defaultPolicy, { guardRunMax: 4 })).toEqual({
    ok: true,
    policy: { ...defaultPolicy, guardRunMax: 4 },
  })
})

test.each(Object.keys(policyRanges) as PolicyKey[])('%s is refused just outside its range', (key) => {
  const [min, max] = policyRanges[key]
  const wrap = (figure: number): unknown => (Array.isArray(defaultPolicy[key]) ? [figure] : figure)
  expect(errorOf({ [key]: wrap(min) })).toBeNull()
  expect(errorOf({ [key]: wrap(max) })).toBeNull()
  expect(errorOf({ [key]: wrap(min - 1) })).toEqual([{ key, code: 'out_of_range' }])
  expect(errorOf({ [key]: wrap(max + 1) })).toEqual([{ key, code: 'out_of_range' }])
})

test('an SMS code can never be made to live longer than 120 s', () => {
  expect(errorOf({ smsValiditySeconds: 121 })).toEqual([{ key: 'smsValiditySeconds', code: 'out_of_range' }])
})

test('a figure that is no whole number, an unknown name and a falling ladder are refused, all of them at once', () => {
  expect(errorOf({ guardRunMax: 4.5, guardDayMax: '60', guardHeldMax: [100], guardLadderSeconds: 900 })).toEqual([
    { key: 'guardRunMax', code: 'not_a_whole_number' },
    { key: 'guardDayMax', code: 'not_a_whole_number' },
    { key: 'guardHeldMax', code: 'not_a_whole_number' },
    { key: 'guardLadderSeconds', code: 'not_a_whole_number' },
  ])
  expect(errorOf({ guardRun: 4, constructor: 1 })).toEqual([
    { key: 'guardRun', code: 'unknown_key' },
    { key: 'constructor', code: 'unknown_key' },
  ])
  expect(errorOf({ guardLadderSeconds: [900, 600] })).toEqual([{ key: 'guardLadderSeconds', code: 'not_ascending' }])
  expect(errorOf({ guardLadderSeconds: [900, 60.5] })).toEqual([
    { key: 'guardLadderSeconds', code: 'not_a_whole_number' },
  ])
})

test('a ladder has one to ten steps, none shorter than the one before', () => {
  const steps = (count: number): number[] => Array<number>(count).fill(900)
  for (const count of [1, 2, 10]) expect(errorOf({ guardLadderSeconds: steps(count) })).toBeNull()
  for (const count of [0, 11])
    expect(errorOf({ guardLadderSeconds: steps(count) })).toEqual([{ key: 'guardLadderSeconds', code: 'out_of_range' }])
  expect(errorOf({ guardLadderSeconds: [900, 59] })).toEqual([{ key: 'guardLadderSeconds', code: 'out_of_range' }])
})
