import { parseMobile } from '#domain/enrollment/mobile.ts'
import { parseNationalId } from '#domain/enrollment/national-id.ts'
import { seenDigits } from '#domain/text/fold-every-digit.ts'
import { searchKey } from '#domain/text/text-folding.ts'
import { type LabelledDigits, type NumberLabel, readLabelledDigits } from '#domain/text/typed-digits.ts'
import { uuidForm } from '#domain/text/uuid.ts'

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
const reference = /^[a-z0-9_-]{3,32}$/i
/** What parts the digits of a date, an hour or an amount: such a text is a whole number of its own kind or none. */
const otherFigures = /[0-9]\s*[/:][0-9]|^[^0-9]*[1-9][0-9]{0,2}([.,٬،٫'’])[0-9]{3}(?:\1[0-9]{3})*[^0-9]*$/
const masked = /^([0-9\s-]*)[*•●×✱#…]{2,}[\s-]*([0-9]{4})$/

/** Everything that a text without control characters may mean, the closest meaning first. Nothing: too short to search by. */
export function readFindQuery(text: string): Probe[] {
  const typed = plainText(text)
  const number = readLabelledDigits(text)
  const [, head = '', tail] = masked.exec(typed) ?? []
  if (tail) return readMasked(head, tail)
  if (number) return otherFigures.test(typed) ? readWholeNumber(number) : readNumber(number)
  const id = typed.replaceAll(' ', '').toLowerCase()
  if (uuidForm.test(id)) return [{ by: 'record_id', value: id }]
  const payment = reference.test(typed) ? typed : readLabelledReference(typed)
  return [...(payment ? [{ by: 'payment', value: payment } as const] : []), ...readName(searchKey(text))]
}

/** `507677******1234` and `0912***4567`, as this desk itself shows them; `••1234` may be either. */
function readMasked(head: string, value: string): Probe[] {
  const card = { by: 'card_last4', value } as const
  const mobile = { by: 'mobile_end', value } as const
  if (/^[1-9]/.test(head)) return [card]
  return head.startsWith('0') ? [mobile] : [card, mobile]
}

/** Whether a text is one number and says that it is a customer's or a reference, which no payment is remembered by. */
export function saysWhichNumber(text: string): boolean {
  const label = readLabelledDigits(text)?.label ?? null
  return label !== null && label !== 'card' && label !== 'code'
}

/** As it stands there, without what is not seen, with ASCII digits and one dash for every kind of it. */
function plainText(text: string): string {
  return seenDigits(text)
    .replace(/[\p{Pd}\u2212]/gu, '-')
    .replace(/\s+/g, ' ')
    .trim()
}

/** «کد پیگیری AB-12»: the only word that has a digit, where the others say that it is a reference. */
function readLabelledReference(typed: string): string | null {
  const words = typed.split(/[\s:،,]+/).filter(Boolean)
  const [value, ...others] = words.filter((word) => /[0-9]/.test(word))
  if (value === undefined || others.length > 0 || !reference.test(value)) return null
  const said = readLabelledDigits(words.map((word) => (word === value ? '0' : word)).join(' '))
  return said?.label === 'reference' ? value : null
}

/** Of digits that are parted as a date or an amount is, only what can be nothing else: a mobile, a national id unshortened. */
function readWholeNumber(number: LabelledDigits): Probe[] {
  const probes = readNumber(number)
  if (number.label !== null) return probes
  return probes.filter(({ by }) => by === 'mobile' || (by === 'national_id' && number.digits.length === 10))
}

function readNumber({ digits, label: said }: LabelledDigits): Probe[] {
  const isSaid = (label: NumberLabel): boolean => said === null || said === label
  const nationalId = parseNationalId(digits)
  const mobile = parseMobile(digits)
  const probes: Probe[] = []
  if (nationalId.ok && isSaid('nationalId')) probes.push({ by: 'national_id', value: nationalId.nationalId })
  if (mobile.ok && isSaid('mobile')) probes.push({ by: 'mobile', value: mobile.e164 })
  if (digits.length <= 16 && isSaid('customerNumber')) probes.push({ by: 'customer_number', value: digits })
  if (digits.length === 4 && isSaid('card')) probes.push({ by: 'card_last4', value: digits })
  if (digits.length >= 4 && digits.length <= 32 && isSaid('reference')) probes.push({ by: 'payment', value: digits })
  if (!mobile.ok && digits.length >= 4 && digits.length <= 11 && isSaid('mobile'))
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
 * long enough, in any order, and beside a single such word one of two letters («پی نیک»); else the whole.
 */
export function namePatterns(key: string): { typed: string; parts: string[] } {
  const wordsOf = (lettersMin: number): string[] => key.split(' ').filter((word) => word.length >= lettersMin)
  const long = wordsOf(3)
  const words = long.length === 1 ? wordsOf(2) : long
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
