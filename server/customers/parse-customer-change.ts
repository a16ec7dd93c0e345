import { readCardExpiry } from '#domain/card/card-expiry.ts'
import { parseMobile } from '#domain/enrollment/mobile.ts'
import { parseNationalId } from '#domain/enrollment/national-id.ts'
import { foldDigits } from '#domain/text/digits.ts'
import { hasVisibleLetter } from '#domain/text/has-visible-letter.ts'
import type { CustomerChange } from '#server/customers/schemas.ts'
import { writtenSchema } from '#server/field-schemas.ts'
import { Pan } from '#server/pan.ts'

export const changeRefusals = [
  'invalid_customer_number',
  'invalid_national_id',
  'invalid_name',
  'invalid_mobile',
  'invalid_pan',
  'invalid_expiry',
  'unknown_branch',
  'national_id_taken',
  'card_of_another_customer',
  'contradictory',
] as const
export type ChangeRefusal = (typeof changeRefusals)[number]

export type ParsedCard = { pan: Pan; status: 'active' | 'blocked'; expiresAtMs: number }
export type ParsedChange = {
  customerNumber: string
  nationalId: string
  name: string
  mobile: string | null
  smsMember: boolean
  branchCode: string
  cards: ParsedCard[]
}

/** The change with its fields checked and canonical, or the first thing wrong with it. */
export function parseCustomerChange(change: CustomerChange): ParsedChange | ChangeRefusal {
  const customerNumber = foldDigits(change.customerNumber)
  if (!/^[0-9]{1,16}$/.test(customerNumber)) return 'invalid_customer_number'
  const national = parseNationalId(change.nationalId)
  if (!national.ok) return 'invalid_national_id'
  const name = parseName(change.name)
  if (name === null) return 'invalid_name'
  const mobile = parseOptionalMobile(change.mobile)
  if (mobile === undefined) return 'invalid_mobile'
  const cards: ParsedCard[] = []
  for (const card of change.cards) {
    const pan = Pan.parse(card.pan)
    if (!pan) return 'invalid_pan'
    const expiresAtMs = readCardExpiry(card.expires)
    if (expiresAtMs === null) return 'invalid_expiry'
    cards.push({ pan, status: card.status, expiresAtMs })
  }
  const branchCode = foldDigits(change.branchCode)
  if (!/^[\p{L}\p{N}_-]{1,8}$/u.test(branchCode)) return 'unknown_branch'
  return {
    customerNumber,
    nationalId: national.nationalId,
    name,
    mobile,
    smsMember: change.smsMember,
    branchCode,
    cards,
  }
}

const nameSchema = writtenSchema({ min: 1, max: 120 })

/** U+FFFD stands where another program lost a letter. */
function parseName(text: string): string | null {
  const name = nameSchema.safeParse(text.trim()).data?.trim() ?? ''
  return hasVisibleLetter(name) && !name.includes('\ufffd') ? name : null
}

function parseOptionalMobile(text: string | null): string | null | undefined {
  if (text === null) return null
  const parsed = parseMobile(text)
  return parsed.ok ? parsed.e164 : undefined
}
