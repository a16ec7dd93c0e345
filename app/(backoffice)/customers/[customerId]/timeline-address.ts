import { createLoader, type SearchParams } from 'nuqs/server'
import { keysetPlace } from '#components/data-table/keyset-place.ts'
import { createHref, parseOnce } from '#components/data-table/search-params.ts'
import type { TimelineEntry } from '#server/customers/read-timeline.ts'
import type { KeysetPlace } from '#server/keyset.ts'

export type Kind = TimelineEntry['kind']
type Wish = { kind: Kind | null; before: KeysetPlace | null }

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

const timelineSearchParams = {
  kind: parseOnce<Kind>((text) => kinds.find((each) => each === text)),
  before: keysetPlace,
}

/** What the address asks for; what it does not understand it leaves out. */
export const readWish: (query: SearchParams) => Wish = createLoader(timelineSearchParams)

export function addressOf({ customerId, kind, before }: Wish & { customerId: string }): string {
  return createHref(`/customers/${customerId}`, timelineSearchParams)({}, { kind, before })
}
