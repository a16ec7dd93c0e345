import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  normaliseTokenPart,
  parseTokenPart,
  TOKEN_ALPHABET,
  tokenCheckCharacter,
} from '#domain/activation/token-alphabet.ts'
import { toPersianDigits } from '#domain/text/digits.ts'

const vectors = [
  ['ABCDEFG', 'G'],
  ['0123456', 'Z'],
  ['7M4QK2R', '5'],
  ['9X8W7V6T5S4', 'B'],
] as const

const character = fc.constantFrom(...TOKEN_ALPHABET)
const kinds = fc.constantFrom(['receipt', 7] as const, ['sms', 11] as const)
const wholePart = kinds.chain(([kind, bodyLength]) =>
  fc.array(character, { minLength: bodyLength, maxLength: bodyLength }).map((characters) => {
    const body = characters.join('')
    return { kind, part: body + tokenCheckCharacter(body) }
  }),
)

test.each(vectors)('the check character of %s is %s', (body, check) => {
  expect(tokenCheckCharacter(body)).toBe(check)
  expect(parseTokenPart(body.length === 7 ? 'receipt' : 'sms', body + check)).toEqual({ ok: true, part: body + check })
})

test('the factor 2 begins at the right, whatever the length', () => {
  expect([tokenCheckCharacter('A1'), tokenCheckCharacter('1A')]).toEqual(['M', 'B'])
})

test('a check character is made for the alphabet’s characters only', () => {
  expect(() => tokenCheckCharacter('ABCU')).toThrow(
    new RangeError('a token part holds only characters of the token alphabet'),
  )
})

test('a part is read however a person writes it', () => {
  expect(normaliseTokenPart(' 7m4q-k2r5 ')).toBe('7M4QK2R5')
  expect(normaliseTokenPart('oOiIlL')).toBe('001111')
  expect(parseTokenPart('receipt', '۷M۴Q K٢R۵')).toEqual({ ok: true, part: '7M4QK2R5' })
  expect(parseTokenPart('sms', '9x8w 7v6t 5s4b')).toEqual({ ok: true, part: '9X8W7V6T5S4B' })
})

test('every whole part is read back in lower case, grouped, and in Persian digits', () => {
  fc.assert(
    fc.property(wholePart, ({ kind, part }) => {
      const typed = toPersianDigits(part.toLowerCase().replace(/(.{4})/g, '$1-'))
      expect(parseTokenPart(kind, typed)).toEqual({ ok: true, part })
    }),
  )
})

describe('a mistyped part is refused', () => {
  test('by its length: a half of the other kind, one character more, one fewer', () => {
    for (const text of ['', '7M4QK2R', '7M4QK2R50', '9X8W7V6T5S4B'])
      expect(parseTokenPart('receipt', text).ok).toBe(false)
    expect(parseTokenPart('sms', '7M4QK2R5').ok).toBe(false)
  })

  test('by its alphabet: U, signs, and look-alikes that only Unicode upper-casing would turn into a letter', () => {
    for (const text of ['UM4QK2R5', '7M4Q*2R5', 'ıM4QK2R5', '7M4QK2ſ5', '１M4QK2R5']) {
      expect(parseTokenPart('receipt', text).ok).toBe(false)
    }
  })

  test('by its check character: every single substitution, check character included', () => {
    fc.assert(
      fc.property(wholePart, fc.nat(), character, ({ kind, part }, position, other) => {
        const at = position % part.length
        fc.pre(part[at] !== other)
        expect(parseTokenPart(kind, part.slice(0, at) + other + part.slice(at + 1)).ok).toBe(false)
      }),
    )
  })

  test('by its check character: every adjacent transposition but that of 0 and Z, which Luhn mod 32 cannot see', () => {
    fc.assert(
      fc.property(wholePart, fc.nat(), ({ kind, part }, position) => {
        const at = position % (part.length - 1)
        const [left, right] = [part.charAt(at), part.charAt(at + 1)]
        fc.pre(left !== right)
        const swapped = part.slice(0, at) + right + left + part.slice(at + 2)
        expect(parseTokenPart(kind, swapped).ok).toBe([left, right].sort().join('') === '0Z')
      }),
    )
  })

  test('over all 992 ordered pairs of different characters only 0Z and Z0 transpose unseen', () => {
    const unseen: string[] = []
    for (const left of TOKEN_ALPHABET) {
      for (const right of TOKEN_ALPHABET) {
        if (left === right) continue
        if (tokenCheckCharacter(`AAAAA${left}${right}`) === tokenCheckCharacter(`AAAAA${right}${left}`))
          unseen.push(left + right)
      }
    }
    expect(unseen).toEqual(['0Z', 'Z0'])
  })
})
