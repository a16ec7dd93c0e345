import { createLoader, type SearchParams } from 'nuqs/server'
import { keysetPlace } from '#components/data-table/keyset-place.ts'
import { createHref, parseOnce } from '#components/data-table/search-params.ts'
import type { TimelineEntry } from '#server/customers/read-timeline.ts'
import type { KeysetPlace } from '#server/keyset.ts'
import { type NamedPayment, readPayment } from './payment-place.ts'

export type Kind = TimelineEntry['kind']
export type Wish = { kind: Kind | null; before: KeysetPlace | null }

export const kinds = [
  'otp_request',
  'sms',
  'verification',
  'atm',
  'app',
  'staff',
  'bank',
  'complaint',
] as const satisfies readonly Kind[]

const parsers = {
  kind: parseOnce<Kind>((text) => kinds.find((each) => each === text)),
  before: keysetPlace,
  payment: parseOnce<NamedPayment>(
    (text) => readPayment(text) ?? undefined,
    ({ how, paymentId }) => `${how}_${paymentId}`,
  ),
}
const load = createLoader(parsers)

/** What the address asks of the timeline, and the payment by which the record was found; what it does not understand it leaves out. */
export function readCustomerQuery(search: SearchParams): { wish: Wish; payment: NamedPayment | null } {
  const { payment, ...wish } = load(search)
  return { wish, payment }
}

export function addressOf({ customerId, kind, before }: Wish & { customerId: string }): string {
  return createHref(`/customers/${customerId}`, parsers)({}, { kind, before })
}
