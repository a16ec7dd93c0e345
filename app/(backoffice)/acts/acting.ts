import type { CustomerTexts } from '#components/customers/customer-texts.ts'
import { localizeDigits } from '#components/format/digits.ts'
import type { Locale } from '#components/locale/locale.ts'
import type { Role } from '#domain/operator/permission.ts'
import type { DeskCard, DeskEnrollment, DeskPin } from '#server/customers/match-cards.ts'
import type { DeskCustomer } from '#server/customers/read-customer.ts'

/** Who acts on whose record, and in which words. */
export type Acting = { customer: DeskCustomer; role: Role; t: CustomerTexts; locale: Locale }
export type PinActing = Acting & { card: DeskCard; pin: DeskPin }

/** The card and PIN as an act's sentences name them. */
export function namePin({ card, pin, t, locale }: PinActing): { pin: string; last4: string } {
  return { pin: t(`matrix.pins.${pin.pinKind}`), last4: localizeDigits(card.last4, locale) }
}

/** The enrollment that a new code can still come from. */
export function openEnrollment(enrollment: DeskEnrollment | null): DeskEnrollment | null {
  return enrollment?.status === 'deactivated' ? null : enrollment
}
