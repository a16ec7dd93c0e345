import type { StoredCard } from './rima-store.ts'
import { openBytes } from './seal-bytes.ts'
import { importTotpKey, totp } from './totp.ts'

/** Null when there is no secret, or the vault key is not the one it was sealed with. */
export async function openCardKey(vaultKey: CryptoKey, card: StoredCard): Promise<CryptoKey | null> {
  const secret = card.sealedSecret && (await openBytes(vaultKey, card.activationId, card.sealedSecret))
  if (!secret) return null
  const key = await importTotpKey(secret)
  secret.fill(0)
  return key
}

export function computeCardCode({
  key,
  otp,
  atMs,
}: {
  key: CryptoKey
  otp: StoredCard['otp']
  atMs: number
}): Promise<string> {
  return totp({ key, atMs, periodSeconds: otp.periodSeconds, t0Seconds: otp.t0, digits: otp.digits })
}

/** `1234567` → `123 4567`: two groups, the longer last, as one reads a number out. */
export function groupCode(code: string): string {
  const half = Math.floor(code.length / 2)
  return `${code.slice(0, half)} ${code.slice(half)}`
}

/** `507677******1234` → `5076 77•• •••• 1234`. */
export function groupCard(card: string): string {
  return (
    card
      .replaceAll('*', '•')
      .match(/.{1,4}/g)
      ?.join(' ') ?? card
  )
}
