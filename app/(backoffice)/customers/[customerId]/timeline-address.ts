import type { TimelineEntry } from '#server/customers/read-timeline.ts'

export type Kind = TimelineEntry['kind']
type Place = { atMs: number; id: string }
type Wish = { kind: Kind | null; before: Place | null }

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

/** What the address asks for; what it does not understand it leaves out. */
export function readWish(query: Record<string, string | string[] | undefined>): Wish {
  const kind = kinds.find((each) => each === query.kind) ?? null
  const [, atMs, id] = /^([0-9]{1,15})_([0-9a-f-]{36})$/.exec(String(query.before ?? '')) ?? []
  const isPlace = atMs !== undefined && id !== undefined && /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(id)
  return { kind, before: isPlace ? { atMs: Number(atMs), id } : null }
}

export function addressOf({ customerId, kind, before }: Wish & { customerId: string }): string {
  const query = new URLSearchParams()
  if (kind !== null) query.set('kind', kind)
  if (before !== null) query.set('before', `${before.atMs}_${before.id}`)
  const search = query.size > 0 ? `?${query}` : ''
  return `/customers/${customerId}${search}`
}
