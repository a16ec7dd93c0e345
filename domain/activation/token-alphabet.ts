/** Crockford base32: no I, L, O, U. */
export const TOKEN_ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'

/** Random characters and one check character. */
export const TOKEN_PART_LENGTH = { receipt: 8, sms: 12 } as const

export type TokenPartKind = keyof typeof TOKEN_PART_LENGTH
export type ParsedTokenPart = { ok: true; part: string } | { ok: false }

/**
 * Reads a half as the customer typed it: its kind's length, alphabet and check character, as docs/channel-api §5 says.
 * The part comes back in canonical spelling, check character included.
 */
export function parseTokenPart(kind: TokenPartKind, text: string): ParsedTokenPart {
  const part = normaliseTokenPart(text)
  if (part.length !== TOKEN_PART_LENGTH[kind]) return { ok: false }
  if ([...part].some((character) => !TOKEN_ALPHABET.includes(character))) return { ok: false }
  return part.endsWith(tokenCheckCharacter(part.slice(0, -1))) ? { ok: true, part } : { ok: false }
}

/**
 * Drops all that is neither letter nor digit, raises a–z, folds Persian and Arabic-Indic digits, reads O as 0 and I, L as 1.
 */
export function normaliseTokenPart(text: string): string {
  return text
    .normalize('NFKC')
    .replace(/[۰-۹]/g, (digit) => String(digit.charCodeAt(0) - 0x06f0))
    .replace(/[٠-٩]/g, (digit) => String(digit.charCodeAt(0) - 0x0660))
    .replace(/[^\p{L}0-9]|\p{Default_Ignorable_Code_Point}/gu, '')
    .replace(/[a-z]/g, (letter) => letter.toUpperCase())
    .replaceAll('O', '0')
    .replace(/[IL]/g, '1')
}

/** Luhn mod N (ISO/IEC 7812-1 generalised), N = 32. Throws RangeError for a character outside the alphabet. */
export function tokenCheckCharacter(body: string): string {
  let sum = 0
  let factor = 2
  for (const character of [...body].reverse()) {
    const value = TOKEN_ALPHABET.indexOf(character)
    if (value < 0) throw new RangeError('a token part holds only characters of the token alphabet')
    const product = factor * value
    sum += Math.floor(product / 32) + (product % 32)
    factor = 3 - factor
  }
  return TOKEN_ALPHABET.charAt((32 - (sum % 32)) % 32)
}
