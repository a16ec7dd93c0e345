import { maskPan, parsePan } from '#domain/card/card-number.ts'
import { maskMobile, parseChannelMobile } from '#domain/enrollment/mobile.ts'
import { foldDigits } from '#domain/text/digits.ts'

export const payeeAccountKinds = ['card', 'iban', 'deposit', 'bill', 'mobile'] as const
export type PayeeAccountKind = (typeof payeeAccountKinds)[number]
export type PayeeAccount = { kind: PayeeAccountKind; value: string }
export type ParsedPayeeAccount = { ok: true; account: PayeeAccount } | { ok: false }

/** Spaces dropped, letters raised, digits folded to ASCII, then checked by its kind (docs/channel-api §6). */
export function parsePayeeAccount({ kind, value }: PayeeAccount): ParsedPayeeAccount {
  const bare = foldDigits(value)
    .replace(/\s/g, '')
    .replace(/[a-z]/g, (letter) => letter.toUpperCase())
  const canonical = canonicalValue(kind, bare)
  return canonical === null ? { ok: false } : { ok: true, account: { kind, value: canonical } }
}

/** For the bank's staff: never the whole number, of a short one at most half. Takes a canonical account. */
export function maskPayeeAccount({ kind, value }: PayeeAccount): string {
  if (kind === 'card') return maskPan(value)
  if (kind === 'mobile') return maskMobile(value)
  if (kind === 'iban') return `${value.slice(0, 4)}${'*'.repeat(18)}${value.slice(-4)}`
  const ending = payeeAccountEnding({ kind, value })
  return '*'.repeat(value.length - ending.length) + ending
}

/** The last four digits, or of fewer than eight the last half: what a customer knows the account by. */
export function payeeAccountEnding({ value }: PayeeAccount): string {
  const digits = value.replace(/[^0-9]/g, '')
  return digits.slice(digits.length - Math.min(4, Math.floor(digits.length / 2)))
}

function canonicalValue(kind: PayeeAccountKind, bare: string): string | null {
  switch (kind) {
    case 'card':
      return parsePan(bare, { separators: 'refused' }).ok ? bare : null
    case 'iban':
      return isIranianIban(bare) ? bare : null
    case 'deposit':
      return /^[0-9.-]{1,24}$/.test(bare) ? bare : null
    case 'bill':
      return /^[0-9]{1,32}$/.test(bare) ? bare : null
    case 'mobile': {
      const mobile = parseChannelMobile(bare)
      return mobile.ok ? mobile.e164 : null
    }
  }
}

/** ISO 13616: check digits are 98 less the remainder by 97, so 02…98; 97 more or less leaves the same and is no IBAN. */
function isIranianIban(iban: string): boolean {
  if (!/^IR[0-9]{24}$/.test(iban)) return false
  const remainder = BigInt(`${iban.slice(4)}182700`) % 97n
  return iban.slice(2, 4) === String(98n - remainder).padStart(2, '0')
}
