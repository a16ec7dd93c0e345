import type { Policy } from '#domain/operator/policy.ts'

export type SignInFigures = Pick<Policy, 'staffSignInFailuresMax' | 'staffLockMinutes' | 'staffAddressFailuresMax'>

/** The longest that an address waits, and how long it is quiet until its failures are forgotten: longer, or waiting would forget. */
const WAIT_MAX_SECONDS = 900
export const ADDRESS_QUIET_MS = 3_600_000

export type AddressCount = { failures: number; lastAtMs: number }
export type Standing = {
  /** Whether the browser bears a mark that is this operator's. */
  isKnownDevice: boolean
  /** Until when the name takes nobody without such a mark. */
  shutUntilMs: number | null
  address: AddressCount | null
}

/** `wait`: not looked at, and told for how long; `shut`: refused like a wrong password, which nobody checks. */
export type Entry = { kind: 'wait'; seconds: number } | { kind: 'shut' } | { kind: 'try' }

/** Asked before any password is hashed, and again, under locks, before what came of the hash counts. */
export function judgeEntry(
  { isKnownDevice, shutUntilMs, address }: Standing,
  figures: SignInFigures,
  nowMs: number,
): Entry {
  if (isKnownDevice) return { kind: 'try' }
  const waitMs = address === null ? 0 : waitMsOf(address, figures, nowMs)
  if (waitMs > 0) return { kind: 'wait', seconds: Math.ceil(waitMs / 1000) }
  return shutUntilMs !== null && shutUntilMs > nowMs ? { kind: 'shut' } : { kind: 'try' }
}

/** 1 s at the failure that fills the allowance, twice as long at each one more, at most 15 min. */
function waitMsOf(
  { failures, lastAtMs }: AddressCount,
  { staffAddressFailuresMax }: SignInFigures,
  nowMs: number,
): number {
  const beyond = failures - staffAddressFailuresMax
  if (beyond < 0 || nowMs - lastAtMs >= ADDRESS_QUIET_MS) return 0
  const seconds = Math.min(WAIT_MAX_SECONDS, 2 ** Math.min(beyond, 10))
  return Math.max(0, lastAtMs + seconds * 1000 - nowMs)
}

/** An address's count with one failure more; a clock that went back shortens no wait. */
export function countAddressFailure(before: AddressCount | null, nowMs: number): AddressCount {
  const isForgotten = before === null || nowMs - before.lastAtMs >= ADDRESS_QUIET_MS
  return isForgotten
    ? { failures: 1, lastAtMs: nowMs }
    : { failures: before.failures + 1, lastAtMs: Math.max(before.lastAtMs, nowMs) }
}

export type NameCount = { failures: number; shutUntilMs: number | null }

/** A name's count with one failure more from an unknown browser: at the maximum it is shut to those, and counts again. */
export function countNameFailure(failures: number, figures: SignInFigures, nowMs: number): NameCount {
  if (failures + 1 < figures.staffSignInFailuresMax) return { failures: failures + 1, shutUntilMs: null }
  return { failures: 0, shutUntilMs: nowMs + figures.staffLockMinutes * 60_000 }
}

/** Whether a known browser with so many failures in a row stays known. */
export function staysKnown(failures: number, { staffSignInFailuresMax }: SignInFigures): boolean {
  return failures < staffSignInFailuresMax
}
