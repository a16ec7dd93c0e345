import { foldDigits } from '#domain/digits.ts'
import { parseChannelMobile } from '#domain/mobile.ts'
import { parseNationalId } from '#domain/national-id.ts'
import { tehranInstantMs } from '#domain/tehran-time.ts'
import type { CustomerChange } from '#server/customers/schemas.ts'
import { Pan } from '#server/pan.ts'

export const changeRefusals = [
  'invalid_customer_number',
  'invalid_national_id',
  'invalid_mobile',
  'invalid_pan',
  'invalid_expiry',
  'unknown_branch',
  'national_id_taken',
  'card_of_another_customer',
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
  const mobile = parseOptionalMobile(change.mobile)
  if (mobile === undefined) return 'invalid_mobile'
  const cards: ParsedCard[] = []
  for (const card of change.cards) {
    const pan = Pan.parse(card.pan)
    if (!pan) return 'invalid_pan'
    const expiresAtMs = parseExpiry(card.expires)
    if (expiresAtMs === null) return 'invalid_expiry'
    cards.push({ pan, status: card.status, expiresAtMs })
  }
  const { name, smsMember, branchCode } = change
  return {
    customerNumber,
    nationalId: national.nationalId,
    name: name.trim(),
    mobile,
    smsMember,
    branchCode: foldDigits(branchCode),
    cards,
  }
}

function parseOptionalMobile(text: string | null): string | null | undefined {
  if (text === null) return null
  const parsed = parseChannelMobile(text)
  return parsed.ok ? parsed.e164 : undefined
}

/** The first instant (epoch ms, Tehran) after the last day of validity: `2029-05` and `2029-05-31` are one. */
export function parseExpiry(text: string): number | null {
  const match = /^([0-9]{4})-([0-9]{2})(?:-([0-9]{2}))?$/.exec(foldDigits(text))
  if (!match) return null
  const [year, month, day] = [Number(match[1]), Number(match[2]), match[3] === undefined ? null : Number(match[3])]
  if (month < 1 || month > 12) return null
  if (day === null) return tehranInstantMs(Date.UTC(year, month, 1))
  const lastDay = new Date(Date.UTC(year, month, 0)).getUTCDate()
  return day < 1 || day > lastDay ? null : tehranInstantMs(Date.UTC(year, month - 1, day + 1))
}
