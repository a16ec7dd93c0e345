import { TOKEN_ALPHABET, tokenCheckCharacter } from '#domain/activation/token-alphabet.ts'

const receiptBodyLength = 7
const smsBodyLength = 11

/** One byte for each random character of both halves. */
export const TOKEN_RANDOM_BYTES = receiptBodyLength + smsBodyLength

export type TokenParts = { receiptPart: string; smsPart: string }

/**
 * Makes both halves (8 and 12 characters, check character last) from exactly TOKEN_RANDOM_BYTES random bytes.
 * Each character takes the low 5 bits of its own byte: 32 divides 256, so none is likelier than another.
 */
export function drawTokenParts(randomBytes: Uint8Array): TokenParts {
  if (randomBytes.length !== TOKEN_RANDOM_BYTES)
    throw new RangeError(`drawTokenParts takes ${TOKEN_RANDOM_BYTES} bytes`)
  const characters = Array.from(randomBytes, (byte) => TOKEN_ALPHABET.charAt(byte & 31)).join('')
  return {
    receiptPart: withCheckCharacter(characters.slice(0, receiptBodyLength)),
    smsPart: withCheckCharacter(characters.slice(receiptBodyLength)),
  }
}

function withCheckCharacter(body: string): string {
  return body + tokenCheckCharacter(body)
}
