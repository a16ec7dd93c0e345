import { expect, test } from 'vitest'
import { createMemoryRimaStore } from './memory-rima-store.ts'
import { deriveVaultKey, openBytes, PBKDF2_ROUNDS_MIN, sealBytes } from './seal-bytes.ts'
import { createVault, isAppPassword, unlockVault, WRONG_PASSWORD_TRIES_MAX, wipeVault } from './vault.ts'

const secret = new TextEncoder().encode('a secret of thirty-two bytes ....')

async function vaultWithCard() {
  const store = createMemoryRimaStore()
  const key = await createVault(store, '246810')
  const sealedSecret = await sealBytes(key, 'e1', secret)
  const card = { enrollmentId: 'e1', activationId: 'a1', card: '507677******1234', pinKind: 'second' as const }
  const otp = { digits: 7, periodSeconds: 60, t0: 0 }
  await store.update('cards', () => [{ ...card, status: 'active' as const, otp, sealedSecret }])
  return store
}

test('the right app password opens what was sealed under it, and only under the same label', async () => {
  const store = await vaultWithCard()
  const unlocked = await unlockVault(store, '246810')
  if (unlocked.outcome !== 'unlocked') throw new Error('still locked')
  const sealed = (await store.read('cards'))?.[0]?.sealedSecret
  if (!sealed) throw new Error('nothing sealed')
  expect(await openBytes(unlocked.key, 'e1', sealed)).toEqual(secret)
  expect(await openBytes(unlocked.key, 'e2', sealed)).toBeNull()
})

test('nothing on the phone holds the secret or the app password in clear', async () => {
  const { records } = await vaultWithCard()
  const bytes = JSON.stringify(records, (_, value) =>
    value instanceof ArrayBuffer || ArrayBuffer.isView(value)
      ? Buffer.from(value instanceof ArrayBuffer ? value : value.buffer).toString('latin1')
      : value,
  )
  expect(bytes).toContain('507677******1234')
  expect(bytes).not.toContain('a secret of thirty')
  expect(bytes).not.toContain('246810')
})

test('the key is derived with at least 600 000 rounds and a salt of its own, and both are kept', async () => {
  const [one, two] = [createMemoryRimaStore(), createMemoryRimaStore()]
  await Promise.all([createVault(one, '246810'), createVault(two, '246810')])
  expect(one.records.password?.derivation.rounds).toBeGreaterThanOrEqual(600_000)
  expect(one.records.password?.derivation.salt).not.toEqual(two.records.password?.derivation.salt)
})

test('the tenth wrong password in a row wipes the secrets; the right one cannot bring them back', async () => {
  const store = await vaultWithCard()
  for (let wrong = 1; wrong < WRONG_PASSWORD_TRIES_MAX; wrong += 1) {
    expect(await unlockVault(store, '111111')).toEqual({ outcome: 'wrong', triesLeft: 10 - wrong })
  }
  expect(await unlockVault(store, '111111')).toEqual({ outcome: 'wiped' })
  expect(store.records.cards).toBeUndefined()
  expect(await unlockVault(store, '246810')).toEqual({ outcome: 'wiped' })
})

test('a right password before the tenth sets the count back to zero', async () => {
  const store = await vaultWithCard()
  await unlockVault(store, '111111')
  expect((await unlockVault(store, '246810')).outcome).toBe('unlocked')
  expect(await unlockVault(store, '111111')).toEqual({ outcome: 'wrong', triesLeft: 9 })
})

test('a try is on disk before the password is tried, so that killing the app does not give it back', async () => {
  const store = await vaultWithCard()
  const trying = unlockVault(store, '111111')
  await new Promise((resolve) => setImmediate(resolve))
  expect(store.records.password?.wrongTries).toBe(1)
  await trying
})

test('a phone that died between the tenth try and the wipe is wiped at the next', async () => {
  const store = await vaultWithCard()
  await store.update('password', (old) => old && { ...old, wrongTries: 10 })
  expect(await unlockVault(store, '246810')).toEqual({ outcome: 'wiped' })
  expect(store.records.cards).toBeUndefined()
})

test('wiping leaves the registration of the phone, so that only the ATM is needed again', async () => {
  const store = await vaultWithCard()
  await store.update('registration', () => ({ registrationId: 'r', expiresAtMs: 1, mobile: '09120000000' }))
  await wipeVault(store)
  expect(Object.keys(store.records)).toEqual(['registration'])
})

test('an app password is six digits or more', async () => {
  expect(isAppPassword('12345')).toBe(false)
  expect(isAppPassword('12345a')).toBe(false)
  expect(isAppPassword('123456')).toBe(true)
  await expect(createVault(createMemoryRimaStore(), '12345')).rejects.toThrow(RangeError)
})

const scripts = ['246810', '۲۴۶۸۱۰', '٢٤٦٨١٠', '２４６８１０', '\u200e۲۴۶ ۸۱۰\u200f', '2۴6٨１0']

test('what was set in digits of one keyboard opens in those of every other', async () => {
  for (const [place, set] of scripts.entries()) {
    const typed = scripts[(place + 1) % scripts.length] ?? ''
    const store = createMemoryRimaStore()
    await createVault(store, set)
    expect(isAppPassword(typed), typed).toBe(true)
    expect((await unlockVault(store, typed)).outcome, `${set} by ${typed}`).toBe('unlocked')
  }
})

test('a vault that was closed with the digits as they were typed still opens with them, and a wrong try is one', async () => {
  const store = await vaultWithCard()
  const derivation = { rounds: PBKDF2_ROUNDS_MIN, salt: new Uint8Array(16) }
  const check = await sealBytes(await deriveVaultKey('۲۴۶۸۱۰', derivation), 'rima app password', new Uint8Array(16))
  await store.update('password', () => ({ derivation, check, wrongTries: 0 }))
  expect(await unlockVault(store, '۲۴۶۸۱۱')).toEqual({ outcome: 'wrong', triesLeft: 9 })
  expect((await unlockVault(store, '۲۴۶۸۱۰')).outcome).toBe('unlocked')
})
