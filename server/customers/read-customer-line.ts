import { parsePan } from '#domain/card/card-number.ts'
import { parseMobile } from '#domain/enrollment/mobile.ts'
import type { LineRefusal } from '#server/customers/file-refusals.ts'
import { readCardStatus, readSmsMember } from '#server/customers/file-words.ts'
import { type ParsedChange, parseCustomerChange } from '#server/customers/parse-customer-change.ts'
import type { FileColumn } from '#server/customers/read-file-header.ts'
import type { CustomerChange } from '#server/customers/schemas.ts'

export type CustomerLine = { change: CustomerChange; parsed: ParsedChange }

/** One line's customer with at most one card, as people write it; or the first thing wrong with it. */
export function readCustomerLine(cells: Record<FileColumn, string>): CustomerLine | LineRefusal {
  const smsMember = readSmsMember(cells.smsMember)
  if (smsMember === null) return 'invalid_sms_member'
  const cards = readCards(cells)
  if (typeof cards === 'string') return cards
  const { customerNumber, nationalId, name, branchCode } = cells
  const mobile = cells.mobile === '' ? null : canonicalMobile(cells.mobile)
  const change = { customerNumber, nationalId, name, mobile, smsMember, branchCode, cards }
  const parsed = parseCustomerChange(change)
  return typeof parsed === 'string' ? parsed : { change, parsed }
}

function readCards({ pan, status, expires }: Record<FileColumn, string>): CustomerChange['cards'] | LineRefusal {
  if (pan === '') return status === '' && expires === '' ? [] : 'card_incomplete'
  const known = readCardStatus(status)
  if (known === null) return 'invalid_status'
  const card = parsePan(pan, { separators: 'dropped' })
  return [{ pan: card.ok ? card.pan : pan, status: known, expires }]
}

function canonicalMobile(text: string): string {
  const mobile = parseMobile(text)
  return mobile.ok ? mobile.e164 : text
}
