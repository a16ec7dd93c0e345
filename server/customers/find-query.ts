import { foldDigits } from '#domain/digits.ts'
import { parseMobile } from '#domain/mobile.ts'
import { parseNationalId } from '#domain/national-id.ts'
import { searchKey } from '#domain/text-folding.ts'

/** What a look-up is recorded and explained by. */
export type FindKind =
  | 'national_id'
  | 'customer_number'
  | 'mobile'
  | 'mobile_part'
  | 'card_last4'
  | 'payment'
  | 'record_id'
  | 'name'
  | 'name_start'
  | 'name_last4'
  | 'name_near'
  | 'remembered_payment'

/** How closely a hit fits what was typed, the closest first. */
export const matches = ['exact', 'start', 'part', 'near'] as const
export type Match = (typeof matches)[number]

/** One look at the database: every way that it is asked, what it counts as and how close its hits are. */
export const probeKinds = {
  national_id: { kind: 'national_id', match: 'exact' },
  mobile: { kind: 'mobile', match: 'exact' },
  customer_number: { kind: 'customer_number', match: 'exact' },
  card_last4: { kind: 'card_last4', match: 'exact' },
  payment: { kind: 'payment', match: 'exact' },
  record_id: { kind: 'record_id', match: 'exact' },
  mobile_start: { kind: 'mobile_part', match: 'start' },
  mobile_end: { kind: 'mobile_part', match: 'start' },
  mobile_part: { kind: 'mobile_part', match: 'part' },
  name_exact: { kind: 'name', match: 'exact' },
  name_start: { kind: 'name_start', match: 'start' },
  name_part: { kind: 'name', match: 'part' },
} as const satisfies Record<string, { kind: FindKind; match: Match }>

export type Probe = { by: keyof typeof probeKinds; value: string }

const WORDS_MAX = 4
const between = /[\s\u002d\u2010-\u2015\u2212\u200c\u200e\u200f\u202a-\u202e\u2066-\u2069]/g

/** Everything that a text without control characters may mean, the closest meaning first. Nothing: too short to search by. */
export function readFindQuery(text: string): Probe[] {
  const folded = foldDigits(text).trim()
  const bare = folded.replace(between, '')
  if (/^\+?[0-9]+$/.test(bare)) return readNumber(bare)
  const id = folded.toLowerCase()
  if (/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(id)) return [{ by: 'record_id', value: id }]
  const key = searchKey(text)
  const isReference = /^[a-z0-9_-]{3,32}$/i.test(folded)
  return [...(isReference ? [{ by: 'payment', value: folded } as const] : []), ...readName(key)]
}

function readNumber(bare: string): Probe[] {
  const nationalId = parseNationalId(bare)
  const mobile = parseMobile(bare)
  const digits = bare.replace('+', '')
  const probes: Probe[] = []
  if (nationalId.ok) probes.push({ by: 'national_id', value: nationalId.nationalId })
  if (mobile.ok) probes.push({ by: 'mobile', value: mobile.e164 })
  if (digits.length <= 16) probes.push({ by: 'customer_number', value: digits })
  if (digits.length === 4) probes.push({ by: 'card_last4', value: digits })
  if (digits.length >= 4 && digits.length <= 32) probes.push({ by: 'payment', value: digits })
  if (!mobile.ok && digits.length >= 4 && digits.length <= 11)
    probes.push(...readMobilePart(digits, { isNationalId: nationalId.ok && digits.length === 10 }))
  return probes
}

/**
 * `0912` is how the numbers that are stored as `+98912…` begin; the last digits are what people say most. Nobody says ten
 * of them and hits a national id's check digit.
 */
function readMobilePart(digits: string, { isNationalId }: { isNationalId: boolean }): Probe[] {
  const start: Probe[] = digits.startsWith('0') ? [{ by: 'mobile_start', value: `+98${digits.slice(1)}` }] : []
  if (digits.startsWith('09') || isNationalId) return start
  return [...start, { by: 'mobile_end', value: digits }, { by: 'mobile_part', value: digits }]
}

function readName(key: string): Probe[] {
  const joined = key.replaceAll(' ', '')
  if (joined.length === 0) return []
  const exact: Probe[] = [
    { by: 'name_exact', value: key },
    { by: 'name_start', value: key },
  ]
  return joined.length < 3 ? exact : [...exact, { by: 'name_part', value: key }]
}

/**
 * What a name is compared with: as it was typed, and by the parts that stand in it, spaces left out: every word that is
 * long enough, in any order; the whole where there are no two such words.
 */
export function namePatterns(key: string): { typed: string; parts: string[] } {
  const words = key.split(' ').filter((word) => word.length >= 3)
  const parts = words.length > 1 ? words.slice(0, WORDS_MAX) : [key.replaceAll(' ', '')]
  return { typed: containing(key), parts: parts.map(containing) }
}

export function containing(text: string): string {
  return `%${escapeLike(text)}%`
}

export function endingWith(text: string): string {
  return `%${escapeLike(text)}`
}

function escapeLike(text: string): string {
  return text.replace(/[\\%_]/g, '\\$&')
}
