import { expect, test } from 'vitest'
import { readWorkerEnvironment } from './environment.ts'

test('the support phone is kept as one run of digits, which no sentence around it turns round', () => {
  const given = { DATABASE_URL: 'postgresql://x', INSTITUTION_NAME: 'x', WORKER_KEYS_FILE: 'keys' }
  for (const [typed, kept] of [
    ['۰۲۱-۲۷۳۱۰', '۰۲۱۲۷۳۱۰'],
    ['(021) 2731-0', '02127310'],
    ['1500', '1500'],
  ])
    expect(readWorkerEnvironment({ ...given, SUPPORT_PHONE: typed }).SUPPORT_PHONE).toBe(kept)
})
