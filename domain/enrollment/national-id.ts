import { readTypedDigits } from '#domain/text/typed-digits.ts'

export type ParsedNationalId = { ok: true; nationalId: string } | { ok: false }

/**
 * Ten digits as a person writes, pastes or says them; eight or nine are padded with leading zeros, which spreadsheets eat.
 * The city prefix is not judged: new ones appear.
 */
export function parseNationalId(text: string): ParsedNationalId {
  const bare = readTypedDigits(text, 'nationalId') ?? ''
  if (!/^[0-9]{8,10}$/.test(bare)) return { ok: false }
  const nationalId = bare.padStart(10, '0')
  if (nationalId === nationalId.charAt(0).repeat(10)) return { ok: false }
  return nationalIdCheckDigit(nationalId.slice(0, 9)) === nationalId.slice(9) ? { ok: true, nationalId } : { ok: false }
}

/** r = Σ dᵢ·(10−i) mod 11 over nine digits; r when r < 2, else 11 − r. */
export function nationalIdCheckDigit(nineDigits: string): string {
  const sum = [...nineDigits].reduce((total, digit, index) => total + Number(digit) * (10 - index), 0)
  const rest = sum % 11
  return String(rest < 2 ? rest : 11 - rest)
}

/** `0084512343` → `008*****43`. */
export function maskNationalId(nationalId: string): string {
  if (!/^[0-9]{10}$/.test(nationalId)) throw new RangeError('not a canonical national id')
  return `${nationalId.slice(0, 3)}*****${nationalId.slice(8)}`
}
