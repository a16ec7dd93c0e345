import { isUuidv7, uuidv7AtMs } from '#domain/text/uuidv7.ts'

export type NamedPayment = { how: 'tried' | 'asked'; paymentId: string }

const AFTERMATH_MS = 10 * 60_000
const LAST_ID = 'ffffffff-ffff-ffff-ffff-ffffffffffff'

/** The payment that an address or a form names, as `tried_<id>` or `asked_<id>`; null for anything else. */
export function readPayment(named: unknown): NamedPayment | null {
  const [, how, paymentId = ''] = /^(tried|asked)_([0-9a-f-]{36})$/.exec(String(named ?? '')) ?? []
  return how !== undefined && isUuidv7(paymentId) ? { how: how as NamedPayment['how'], paymentId } : null
}

/** Where a payment is explained: a try by its verdict, a press of the button by what followed it. */
export function paymentPlace(customerId: string, { how, paymentId }: NamedPayment): string {
  if (how === 'tried') return `/verifications/${paymentId}`
  return `/customers/${customerId}?before=${uuidv7AtMs(paymentId) + AFTERMATH_MS}_${LAST_ID}#timeline`
}
