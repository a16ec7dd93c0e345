import { isLuhnValid } from '#domain/card/luhn.ts'
import { foldDigits } from '#domain/text/digits.ts'
import { readTypedDigits } from '#domain/text/typed-digits.ts'

export type ParsedPan = { ok: true; pan: string; bin: string; last4: string } | { ok: false }

/**
 * Sixteen digits of any script that pass the Luhn check (ISO/IEC 7812-1). `separators`: whether whatever parts and
 * surrounds them is dropped first, as for a person, or refused, as for the channel API.
 */
export function parsePan(text: string, { separators }: { separators: 'dropped' | 'refused' }): ParsedPan {
  const bare = separators === 'refused' ? foldDigits(text) : (readTypedDigits(text, 'card') ?? '')
  if (!/^[0-9]{16}$/.test(bare) || !isLuhnValid(bare)) return { ok: false }
  return { ok: true, pan: bare, bin: bare.slice(0, 6), last4: bare.slice(12) }
}

/** The digit that makes `body` followed by it pass the Luhn check. Throws RangeError for anything but digits. */
export function luhnCheckDigit(body: string): string {
  const check = [...'0123456789'].find((digit) => isLuhnValid(body + digit))
  if (check === undefined) throw new RangeError('a Luhn check digit is made for ASCII digits only')
  return check
}

/** `5076771234561234` → `507677******1234`. */
export function maskPan(pan: string): string {
  if (!/^[0-9]{16}$/.test(pan)) throw new RangeError('not a canonical PAN')
  return maskCard({ bin: pan.slice(0, 6), last4: pan.slice(12) })
}

/** The same from what is stored beside the card. */
export function maskCard({ bin, last4 }: { bin: string; last4: string }): string {
  return `${bin}******${last4}`
}
