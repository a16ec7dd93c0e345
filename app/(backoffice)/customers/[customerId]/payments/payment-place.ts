import { isUuidv7, uuidv7AtMs } from '#domain/uuidv7.ts'

export type NamedPayment = { how: string; paymentId: string }

const AFTERMATH_MS = 10 * 60_000
const LAST_ID = 'ffffffff-ffff-ffff-ffff-ffffffffffff'

/** Where a payment is explained: a try by its verdict, a press of the button by what followed it. Null: no such thing. */
export function paymentPlace({ customerId, how, paymentId }: NamedPayment & { customerId: string }): string | null {
  if (!isUuidv7(paymentId) || !/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(customerId)) return null
  if (how === 'tried') return `/verifications/${paymentId}`
  if (how !== 'asked') return null
  return `/customers/${customerId}?before=${uuidv7AtMs(paymentId) + AFTERMATH_MS}_${LAST_ID}#timeline`
}
