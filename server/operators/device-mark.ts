import { createHash, randomBytes, randomInt } from 'node:crypto'
import { normaliseTokenPart, TOKEN_ALPHABET } from '#domain/activation/token-alphabet.ts'

const MARK = /^[A-Za-z0-9_-]{43}$/
const CODE_LENGTH = 16

/** 32 random bytes as base64url: what a browser holds and the database knows by its SHA-256. */
export function drawMark(): string {
  return randomBytes(32).toString('base64url')
}

/** 80 random bits for a person to type once, in fours. */
export function drawSignInCode(): string {
  const drawn = Array.from({ length: CODE_LENGTH }, () => TOKEN_ALPHABET.charAt(randomInt(TOKEN_ALPHABET.length)))
  return drawn.join('').replace(/(.{4})(?=.)/g, '$1-')
}

/** What the database knows a browser's mark by, or a typed code, in any spelling of it; null for what is neither. */
export function markHashOf(device: string | undefined): Buffer | null {
  if (device === undefined) return null
  if (MARK.test(device)) return sha256(device)
  const code = normaliseTokenPart(device)
  return code.length === CODE_LENGTH ? sha256(code) : null
}

function sha256(text: string): Buffer {
  return createHash('sha256').update(text).digest()
}
