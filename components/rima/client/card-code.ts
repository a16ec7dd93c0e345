import type { StoredCard } from './rima-store.ts'
import { openBytes } from './seal-bytes.ts'
import { importTotpKey, timeStepAt, totp } from './totp.ts'

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

export interface ShownCode {
  now: string
  next: string
  secondsLeft: number
}

/** The code to type at this instant. While this minute's went to the bank as the first code, it is already the next one. */
export async function computeShownCode(card: StoredCard, key: CryptoKey, atMs: number): Promise<ShownCode> {
  const { otp } = card
  const periodMs = otp.periodSeconds * 1000
  const used = card.usedStep === cardStepAt(otp, atMs)
  const shownAtMs = used ? atMs + periodMs : atMs
  const passedSeconds = (Math.floor(atMs / 1000) - otp.t0) % otp.periodSeconds
  return {
    now: await computeCardCode({ key, otp, atMs: shownAtMs }),
    next: await computeCardCode({ key, otp, atMs: shownAtMs + periodMs }),
    secondsLeft: otp.periodSeconds - passedSeconds + (used ? otp.periodSeconds : 0),
  }
}

export function cardStepAt({ periodSeconds, t0 }: StoredCard['otp'], atMs: number): number {
  return timeStepAt({ atMs, periodSeconds, t0Seconds: t0 })
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
