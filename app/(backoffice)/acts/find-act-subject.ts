import type { PinKind } from '#domain/verification/verification-types.ts'
import type { DeskCard, DeskPin } from '#server/customers/match-cards.ts'
import type { DeskCustomer, DeskDevice } from '#server/customers/read-customer.ts'

export type ActSubject = { found: { card: DeskCard; pin: DeskPin } | null; device: DeskDevice | null }
type On = { card: { id: string; pinKind: PinKind } | null; deviceId: string | null }

/**
 * The card and PIN that it happened on, and the device that now holds what it was about. By the card's id: the last four
 * digits may be those of two cards of one customer, and the button would act on the other one.
 */
export function findActSubject(
  customer: Pick<DeskCustomer, 'cards' | 'devices'>,
  { card: on, deviceId }: On,
): ActSubject {
  const card = customer.cards.find(({ id }) => id === on?.id)
  const pin = card?.pins.find(({ pinKind }) => pinKind === on?.pinKind)
  const isOpen = ({ status }: DeskDevice): boolean => status === 'active' || status === 'registered'
  const holder = customer.devices.find((each) => isOpen(each) && card !== undefined && each.bound.includes(card.last4))
  const device = holder ?? customer.devices.find((each) => each.id === deviceId && isOpen(each)) ?? null
  return { found: card && pin ? { card, pin } : null, device }
}
