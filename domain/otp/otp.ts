import { createHmac, createSecretKey, type KeyObject, timingSafeEqual } from 'node:crypto'

export type OtpAlgorithm = 'SHA1' | 'SHA256' | 'SHA512'
export type TimeStepParams = { atMs: number; periodSeconds: number; t0Seconds: number }
export type HotpParams = { secret: Uint8Array; counter: number | bigint; digits: number; algorithm: OtpAlgorithm }
export type TotpParams = TimeStepParams & { secret: Uint8Array; digits: number; algorithm: OtpAlgorithm }
export type MatchTotpParams = TotpParams & {
  code: string
  offsets: { from: number; to: number; centre?: number; except?: { from: number; to: number } }
}

/** RFC 4226 §5.3. `digits` 5…8, `secret` ≥ 16 bytes (§4 R6), `counter` 0…2⁶⁴−1. Throws RangeError otherwise. */
export function hotp({ secret, counter, digits, algorithm }: HotpParams): string {
  return codeOf({ key: keyOf(secret), counter: BigInt(counter), digits, algorithm })
}

/** RFC 6238 §4.2, at an instant in epoch milliseconds. */
export function totp({ secret, digits, algorithm, ...time }: TotpParams): string {
  return hotp({ secret, counter: timeStep(time), digits, algorithm })
}

/** RFC 6238 §4.2: T = ⌊(now − T0) / X⌋; negative before T0. */
export function timeStep({ atMs, periodSeconds, t0Seconds }: TimeStepParams): number {
  if (!Number.isInteger(periodSeconds) || periodSeconds < 1) throw new RangeError('periodSeconds must be whole and ≥ 1')
  return Math.floor((atMs - t0Seconds * 1000) / (periodSeconds * 1000))
}

/**
 * The offset in steps, `offsets.from`…`offsets.to` from now's step, whose code was presented; the nearest to `centre`
 * (the middle of the window when not given, of two equally near the earlier); null when none. Every step of the window
 * but those of `offsets.except`, which were searched before, is computed and compared in constant time whether or not one
 * matched, and for a malformed code too.
 */
export function matchTotp({ secret, code, digits, algorithm, offsets, ...time }: MatchTotpParams): number | null {
  const { from, to, centre = (from + to) / 2, except } = offsets
  if (!Number.isInteger(from) || !Number.isInteger(to) || from > to)
    throw new RangeError('offsets must be whole, from ≤ to')
  const key = keyOf(secret)
  const step = timeStep(time)
  const wellFormed = code.length === digits && /^[0-9]+$/.test(code)
  const presented = Buffer.from(wellFormed ? code : '0'.repeat(digits))
  let found: number | null = null
  for (let offset = from; offset <= to; offset++) {
    if (except && offset >= except.from && offset <= except.to) continue
    const counter = BigInt(Math.max(step + offset, 0))
    const expected = Buffer.from(codeOf({ key, counter, digits, algorithm }))
    const matches = timingSafeEqual(expected, presented) && wellFormed && step + offset >= 0
    if (matches && (found === null || Math.abs(offset - centre) < Math.abs(found - centre))) found = offset
  }
  return found
}

type CodeParams = { key: KeyObject; counter: bigint; digits: number; algorithm: OtpAlgorithm }

function codeOf({ key, counter, digits, algorithm }: CodeParams): string {
  if (!Number.isInteger(digits) || digits < 5 || digits > 8) throw new RangeError('digits must be 5…8')
  const message = Buffer.alloc(8)
  message.writeBigUInt64BE(counter)
  const mac = createHmac(algorithm, key).update(message).digest()
  const start = mac.readUInt8(mac.length - 1) & 0x0f
  const truncated = mac.readUInt32BE(start) & 0x7fffffff
  return String(truncated % 10 ** digits).padStart(digits, '0')
}

// A key object made once costs a fifth of handing the bytes to every step of a window.
function keyOf(secret: Uint8Array): KeyObject {
  if (secret.length < 16) throw new RangeError('secret must have at least 16 bytes')
  return createSecretKey(secret)
}
