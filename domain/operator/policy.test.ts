import { expect, test } from 'vitest'
import { defaultPolicy, demoPolicy, type PolicyKey } from '#domain/operator/policy.ts'

const units = /(Digits|Seconds|Minutes|Hours|Days|Steps|Percent|Max|Min)$/

test('every figure of the policy says its unit last', () => {
  expect(Object.keys(defaultPolicy).filter((key) => !units.test(key))).toEqual([])
})

test('the defaults are those of the field: 7 and 6 digits, 120 s by SMS, 60 s in the app, 5 wrong and then 15 min', () => {
  expect(defaultPolicy).toMatchObject({
    codeLengthSecondDigits: 7,
    codeLengthFirstDigits: 6,
    smsValiditySeconds: 120,
    appPeriodSeconds: 60,
    guardRunMax: 5,
    guardLadderSeconds: [900, 3600, 86_400],
    guardDayMax: 60,
    guardHeldMax: 100,
  })
})

test('the demo has ten times the figures per card, mobile, merchant, requester and address and of operators, of sessions and failing addresses, and nothing else of its own', () => {
  for (const key of Object.keys(defaultPolicy) as PolicyKey[]) {
    const tenfold =
      /Per(Card|Mobile|Merchant|Requester|Address)Per|^(branch|support|fraud|auditor).*PerHour|staff(Sessions|AddressFailures)Max/.test(
        key,
      )
    expect(demoPolicy[key], key).toEqual(tenfold ? Number(defaultPolicy[key]) * 10 : defaultPolicy[key])
  }
})
