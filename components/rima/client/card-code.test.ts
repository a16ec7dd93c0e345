import { expect, test } from 'vitest'
import { computeCardCode, computeShownCode, groupCard, groupCode } from './card-code.ts'
import type { StoredCard } from './rima-store.ts'
import { importTotpKey } from './totp.ts'

const otp = { digits: 7, periodSeconds: 60, t0: 0 }
const card: StoredCard = {
  ...{ enrollmentId: 'e', activationId: 'a', card: '507677******1234', pinKind: 'second', status: 'active', otp },
  sealedSecret: null,
}
const secret = new Uint8Array(32).fill(7)

test('the code of this minute is shown with the seconds it has left', async () => {
  const key = await importTotpKey(secret)
  const shown = await computeShownCode(card, key, 120_000)
  expect(shown.now).toBe(await computeCardCode({ key, otp, atMs: 179_999 }))
  expect(shown.next).toBe(await computeCardCode({ key, otp, atMs: 180_000 }))
  expect(shown.secondsLeft).toBe(60)
  expect((await computeShownCode(card, key, 179_999)).secondsLeft).toBe(1)
})

test('the minute whose code went to the bank as the first one shows the next, which stays through the next minute', async () => {
  const key = await importTotpKey(secret)
  const activated = { ...card, usedStep: 2 }
  const atOnce = await computeShownCode(activated, key, 150_000)
  expect(atOnce.now).toBe(await computeCardCode({ key, otp, atMs: 180_000 }))
  expect(atOnce.secondsLeft).toBe(90)
  expect(await computeShownCode(activated, key, 180_000)).toEqual({ ...atOnce, secondsLeft: 60 })
})

test('codes and cards are written in groups one can read out', () => {
  expect(['12345', '123456', '1234567', '12345678'].map(groupCode)).toEqual([
    '12 345',
    '123 456',
    '123 4567',
    '1234 5678',
  ])
  expect(groupCard('507677******1234')).toBe('5076 77•• •••• 1234')
})
