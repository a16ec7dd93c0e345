export interface TotpParameters {
  key: CryptoKey
  atMs: number
  periodSeconds: number
  t0Seconds: number
  digits: number
}

/** RFC 6238 on WebCrypto with HMAC-SHA-256; digits 5–8. The clock is an argument. */
export async function totp({ key, atMs, periodSeconds, t0Seconds, digits }: TotpParameters): Promise<string> {
  if (!Number.isInteger(digits) || digits < 5 || digits > 8) throw new RangeError('digits must be 5 to 8')
  const counter = new DataView(new ArrayBuffer(8))
  counter.setBigUint64(0, BigInt(timeStepAt({ atMs, periodSeconds, t0Seconds })))
  const mac = new DataView(await crypto.subtle.sign('HMAC', key, counter.buffer))
  // RFC 4226 §5.3: the low four bits of the last byte choose where 31 bits are read.
  const offset = mac.getUint8(mac.byteLength - 1) & 0x0f
  const truncated = mac.getUint32(offset) & 0x7fffffff
  return String(truncated % 10 ** digits).padStart(digits, '0')
}

export function importTotpKey(secret: Uint8Array<ArrayBuffer>): Promise<CryptoKey> {
  return crypto.subtle.importKey('raw', secret, { name: 'HMAC', hash: 'SHA-256' }, false, ['sign'])
}

/** RFC 6238 §4.2: T = ⌊(now − T0) / X⌋. */
export function timeStepAt({
  atMs,
  periodSeconds,
  t0Seconds,
}: Pick<TotpParameters, 'atMs' | 'periodSeconds' | 't0Seconds'>): number {
  const step = Math.floor((atMs / 1000 - t0Seconds) / periodSeconds)
  if (!Number.isSafeInteger(step) || step < 0) throw new RangeError('time lies before T0')
  return step
}
