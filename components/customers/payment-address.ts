import type { FoundPayment } from '#server/customers/find-customers.ts'

/** Through the customer's record, which asks for a reason where one is due, to the payment's own place. */
export function paymentAddress({ kind, id, customer }: Pick<FoundPayment, 'kind' | 'id' | 'customer'>): string {
  return `/customers/${customer.id}?payment=${kind === 'verification' ? 'tried' : 'asked'}_${id}`
}
