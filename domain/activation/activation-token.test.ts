import fc from 'fast-check'
import { expect, test } from 'vitest'
import { drawTokenParts, TOKEN_RANDOM_BYTES } from '#domain/activation/activation-token.ts'
import { parseTokenPart, TOKEN_ALPHABET } from '#domain/activation/token-alphabet.ts'

const randomBytes = fc.uint8Array({ minLength: TOKEN_RANDOM_BYTES, maxLength: TOKEN_RANDOM_BYTES })

test('both halves drawn are whole parts of their kind', () => {
  fc.assert(
    fc.property(randomBytes, (bytes) => {
      const { receiptPart, smsPart } = drawTokenParts(bytes)
      expect(parseTokenPart('receipt', receiptPart)).toEqual({ ok: true, part: receiptPart })
      expect(parseTokenPart('sms', smsPart)).toEqual({ ok: true, part: smsPart })
    }),
  )
})

test('every character is drawn by exactly eight of the 256 byte values', () => {
  const drawn = new Map<string, number>()
  for (let byte = 0; byte < 256; byte++) {
    const first = drawTokenParts(new Uint8Array(TOKEN_RANDOM_BYTES).fill(byte)).receiptPart.charAt(0)
    drawn.set(first, (drawn.get(first) ?? 0) + 1)
  }
  expect([...drawn.keys()].sort()).toEqual([...TOKEN_ALPHABET].sort())
  expect(new Set(drawn.values())).toEqual(new Set([8]))
})

test('each byte decides one character of one half and nothing else', () => {
  const zeros = drawTokenParts(new Uint8Array(TOKEN_RANDOM_BYTES))
  expect(zeros).toEqual({ receiptPart: '00000000', smsPart: '000000000000' })
  for (let at = 0; at < TOKEN_RANDOM_BYTES; at++) {
    const drawn = drawTokenParts(new Uint8Array(TOKEN_RANDOM_BYTES).fill(31, at, at + 1))
    const bodies = drawn.receiptPart.slice(0, -1) + drawn.smsPart.slice(0, -1)
    expect(bodies).toBe(`${'0'.repeat(at)}Z${'0'.repeat(TOKEN_RANDOM_BYTES - at - 1)}`)
  }
})

test('too few or too many random bytes are refused', () => {
  for (const length of [0, 17, 19])
    expect(() => drawTokenParts(new Uint8Array(length))).toThrow(new RangeError('drawTokenParts takes 18 bytes'))
})
