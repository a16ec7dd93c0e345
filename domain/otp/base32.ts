const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'

/** RFC 4648 §6 base32, upper case, without padding. */
export function encodeBase32(bytes: Uint8Array): string {
  let text = ''
  let pending = 0
  let pendingBits = 0
  for (const byte of bytes) {
    pending = ((pending & 0x1f) << 8) | byte
    pendingBits += 8
    while (pendingBits >= 5) {
      pendingBits -= 5
      text += alphabet.charAt((pending >>> pendingBits) & 31)
    }
  }
  return pendingBits > 0 ? text + alphabet.charAt((pending << (5 - pendingBits)) & 31) : text
}

/**
 * Reads RFC 4648 §6 base32 in either case, with whole padding or none. Null for a foreign character, an impossible
 * length, wrong padding, or non-zero bits left over (§3.5), so that one value has one spelling.
 */
export function decodeBase32(text: string): Uint8Array | null {
  const body = text.replace(/=+$/, '')
  if (body.length !== text.length && text.length !== Math.ceil(body.length / 8) * 8) return null
  if (![0, 2, 4, 5, 7].includes(body.length % 8)) return null
  const bytes = new Uint8Array(Math.floor((body.length * 5) / 8))
  let pending = 0
  let pendingBits = 0
  let written = 0
  for (const character of body) {
    const value = /[a-zA-Z2-7]/.test(character) ? alphabet.indexOf(character.toUpperCase()) : -1
    if (value < 0) return null
    pending = ((pending & 0xff) << 5) | value
    pendingBits += 5
    if (pendingBits < 8) continue
    pendingBits -= 8
    bytes[written++] = (pending >>> pendingBits) & 0xff
  }
  return (pending & ((1 << pendingBits) - 1)) === 0 ? bytes : null
}
