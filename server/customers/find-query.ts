import { foldDigits } from '#domain/digits.ts'
import { parseMobile } from '#domain/mobile.ts'
import { parseNationalId } from '#domain/national-id.ts'
import { searchKey } from '#domain/text-folding.ts'

export type FindKind =
  | 'national_id'
  | 'customer_number'
  | 'mobile'
  | 'mobile_part'
  | 'card_last4'
  | 'payment'
  | 'record_id'
  | 'name'
  | 'name_joined'
  | 'name_start'
export type Probe = { kind: FindKind; value: string }

const WORDS_MAX = 4
const between = /[\s\u002d\u2010-\u2015\u2212\u200c\u200e\u200f\u202a-\u202e\u2066-\u2069]/g

/** Everything that the typed text may mean, to be looked for one after another. Nothing: too short to search by. */
export function readFindQuery(typed: string): Probe[] {
  const text = typed.toWellFormed().replace(/\p{Cc}/gu, ' ')
  const folded = foldDigits(text).trim()
  const bare = folded.replace(between, '')
  if (/^\+?[0-9]+$/.test(bare)) return readNumber(bare)
  const id = folded.toLowerCase()
  if (/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(id)) return [{ kind: 'record_id', value: id }]
  const key = searchKey(text)
  const isReference = /^[a-z0-9_-]{3,32}$/i.test(folded)
  return [...(isReference ? [{ kind: 'payment', value: folded } as const] : []), ...readName(key)]
}

function readNumber(bare: string): Probe[] {
  const nationalId = parseNationalId(bare)
  const mobile = parseMobile(bare)
  const digits = bare.replace('+', '')
  const probes: Probe[] = []
  if (nationalId.ok) probes.push({ kind: 'national_id', value: nationalId.nationalId })
  if (mobile.ok) probes.push({ kind: 'mobile', value: mobile.e164 })
  if (digits.length <= 16) probes.push({ kind: 'customer_number', value: digits })
  if (digits.length === 4) probes.push({ kind: 'card_last4', value: digits })
  if (!mobile.ok && digits.length >= 4 && digits.length <= 10) probes.push({ kind: 'mobile_part', value: digits })
  if (digits.length >= 4 && digits.length <= 32) probes.push({ kind: 'payment', value: digits })
  return probes
}

function readName(key: string): Probe[] {
  const joined = key.replaceAll(' ', '')
  if (joined.length === 0) return []
  if (joined.length < 3) return [{ kind: 'name_start', value: key }]
  return [
    { kind: 'name', value: key },
    { kind: 'name_joined', value: key },
  ]
}

/** What a name is compared with: as it was typed, without its spaces, and by every word that is long enough. */
export function namePatterns(key: string): { typed: string; joined: string; words: string[] } {
  const words = key.split(' ').filter((word) => word.length >= 3)
  const joined = containing(key.replaceAll(' ', ''))
  return { typed: containing(key), joined, words: words.slice(0, WORDS_MAX).map(containing) }
}

/** `0912` is how the numbers that are stored as `+98912…` begin. */
export function mobilePattern(digits: string): string {
  return digits.startsWith('0') ? `+98${digits.slice(1)}%` : containing(digits)
}

export function startingWith(text: string): string {
  return `${escapeLike(text)}%`
}

function containing(text: string): string {
  return `%${escapeLike(text)}%`
}

function escapeLike(text: string): string {
  return text.replace(/[\\%_]/g, '\\$&')
}
