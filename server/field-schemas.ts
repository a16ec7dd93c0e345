import { z } from 'zod'
import { holdsCardNumber, maskCardNumbers } from '#domain/card/holds-card-number.ts'
import { parseChannelMobile } from '#domain/enrollment/mobile.ts'
import { canonicalAddress } from '#domain/network/address.ts'
import { isSeenText, seenText } from '#domain/text/seen-text.ts'
import { uuidFormInAnyCase } from '#domain/text/uuid.ts'
import { Pan } from '#server/pan.ts'

// Control, line and paragraph separators, and what turns the direction of text; ZWNJ and ZWJ are letters' business.
const unseen = /[\p{Cc}\u2028\u2029\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/u

type Length = { min: number; max: number }

/** Well-formed Unicode without control, bidi-control or line characters, nor any that is not seen; lengths in code points. */
export function textSchema(length: Length) {
  return plainSchema()
    .refine(isSeenText, 'must be text without characters that are not seen')
    .refine(...ofLength(length))
    .meta(metaOf(length))
}

/** The same, of words that people wrote: what is not seen in them is left out, and no call fails by it. */
export function writtenSchema(length: Length) {
  return plainSchema()
    .transform(seenText)
    .refine(...ofLength(length))
    .meta(metaOf(length))
}

function plainSchema() {
  return z
    .string()
    .refine((text) => text.isWellFormed() && !unseen.test(text), 'must be text without control characters')
}

function ofLength({ min, max }: Length): [(text: string) => boolean, string] {
  const fits = (text: string): boolean => {
    const length = [...text].length
    return length >= min && length <= max
  }
  return [fits, `must be ${min} to ${max} characters`]
}

const metaOf = ({ min, max }: Length) => ({ minLength: min, maxLength: max })

// U+2800, the blank of Braille, is a sign to Unicode and nothing to who reads.
const blank = /[\s\p{Default_Ignorable_Code_Point}\u2800]/gu

/** What staff say in their own words, which stays on record: enough of it is seen, and a whole card number is never taken down. */
export function wordsSchema(length: Length) {
  return writtenSchema(length)
    .refine((text) => [...text.replace(blank, '')].length >= length.min, `must be ${length.min} signs that are seen`)
    .refine((text) => !holdsCardNumber(text), 'must not hold a card number')
}

const wordSchema = (max: number) => z.string().regex(new RegExp(`^[A-Za-z0-9_-]{1,${max}}$`))

export const requestIdSchema = z
  .string()
  .regex(/^[\x21-\x7e]{1,64}$/)
  .meta({ description: 'The caller’s own id of this request: repeat it unchanged to learn what became of it.' })

export const terminalIdSchema = wordSchema(16)
export const merchantIdSchema = wordSchema(32)
export const paymentReferenceSchema = wordSchema(32)
export const requesterIdSchema = wordSchema(32)
/** Kept and sent as it came, but for a whole card number in it and what is not seen. */
export const payeeNameSchema = writtenSchema({ min: 1, max: 60 }).transform(maskCardNumbers)
/** Whatever is no code is answered as such, and not as a bad request. */
export const codeSchema = plainSchema()
  .refine(...ofLength({ min: 1, max: 32 }))
  .meta(metaOf({ min: 1, max: 32 }))
export const pinKindSchema = z.enum(['first', 'second'])
export const methodSchema = z.enum(['sms', 'app'])

/** Whole rials. */
export const amountSchema = z.int().min(1).max(10_000_000_000_000).meta({ description: 'Rials' })

export const panSchema = z
  .string()
  .transform((text, check): Pan => {
    const pan = Pan.parse(text)
    if (pan) return pan
    check.addIssue({ code: 'custom', message: 'must be 16 digits with a right check digit' })
    return z.NEVER
  })
  .meta({ description: 'Card number: 16 digits, Luhn; ASCII, Persian or Arabic-Indic digits' })

/** Answers E.164. */
export const mobileSchema = z
  .string()
  .transform((text, check): string => {
    const mobile = parseChannelMobile(text)
    if (mobile.ok) return mobile.e164
    check.addIssue({ code: 'custom', message: 'must be a mobile: 09…, +989… or 00989…' })
    return z.NEVER
  })
  .meta({ description: 'Mobile: 09…, +989… or 00989…; ASCII, Persian or Arabic-Indic digits' })

/** Answers the one spelling that is kept and compared. */
export const clientIpSchema = z
  .string()
  .transform((text, check): string => {
    const address = canonicalAddress(text)
    if (address !== null) return address
    check.addIssue({ code: 'custom', message: 'must be an IPv4 or IPv6 literal' })
    return z.NEVER
  })
  .meta({ description: 'IPv4 or IPv6 literal' })

/** RFC 3339 with any offset; answers epoch milliseconds. */
export const timeMsSchema = z
  .string()
  .toUpperCase()
  .pipe(z.iso.datetime({ offset: true }))
  .transform((text) => Date.parse(text))
  .meta({ format: 'date-time' })

export const idSchema = z
  .string()
  .regex(uuidFormInAnyCase)
  .transform((id) => id.toLowerCase())
