import { toPersianDigits } from '#domain/text/digits.ts'
import { foldEveryDigit } from '#domain/text/fold-every-digit.ts'

/** A staff username as it is stored, however it was typed: after RFC 8265 §3.3, digits and dashes in ASCII besides. */
export function canonicalUsername(typed: string): string {
  const seen = typed.replace(/[\p{Cc}\p{Cf}\p{Default_Ignorable_Code_Point}]/gu, '')
  return foldEveryDigit(seen.normalize('NFKC'))
    .replace(/[\p{Pd}\u2212]/gu, '-')
    .trim()
    .toLowerCase()
}

/**
 * A password as it is hashed: RFC 8265 §4.2 (OpaqueString) with NFKC in place of NFC, digits in ASCII, the ye and ke of
 * Arabic keyboards as the Persian ones, and no marks that are not seen but ZWNJ and ZWJ. Spaces stay, at the ends too.
 */
export function canonicalPassword(typed: string): string {
  const seen = typed.replace(/(?![\u200c\u200d])[\p{Cf}\p{Default_Ignorable_Code_Point}]/gu, '')
  return foldEveryDigit(seen.normalize('NFKC'))
    .replace(/\p{Zs}/gu, ' ')
    .replace(/[يى]/g, 'ی')
    .replaceAll('ك', 'ک')
}

/**
 * What a hash may have been made of, when this is typed: the canonical form, then for hashes of before there was one the
 * text as it is and with Persian digits. How many there are depends on what is typed alone, never on whose name it is.
 */
export function passwordReadings(typed: string): string[] {
  return [...new Set([canonicalPassword(typed), typed, toPersianDigits(typed)])]
}
