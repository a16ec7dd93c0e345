import type { RememberedAmount } from '#domain/remembered/read-remembered-payment.ts'

export type RankedFacts = { id: string; atMs: number; amountRials: number | null; isOwnBranch: boolean }
/** Where no amount was said every payment is as far from it. */
const FAR = Number.MAX_SAFE_INTEGER

export type RankBy = { amounts: readonly RememberedAmount[]; centresMs: readonly number[] }

/**
 * The exact amount before a near one, then the nearest in time; where no hour was said, the nearest amount, then the newest.
 * Of equals the own branch's.
 */
export function rankPayments<P extends RankedFacts>(payments: readonly P[], { amounts, centresMs }: RankBy): P[] {
  const isExact = ({ amountRials }: P): boolean => amounts.some(({ exactRials }) => exactRials === amountRials)
  const distance = ({ atMs, amountRials }: P): number => {
    if (centresMs.length > 0) return Math.min(...centresMs.map((centreMs) => Math.abs(atMs - centreMs)))
    return Math.min(FAR, ...amounts.map(({ exactRials }) => Math.abs((amountRials ?? 0) - exactRials)))
  }
  return payments
    .map((payment) => ({ payment, exact: isExact(payment) ? 0 : 1, distance: distance(payment) }))
    .sort(
      (a, b) =>
        a.exact - b.exact ||
        a.distance - b.distance ||
        (centresMs.length > 0 ? 0 : b.payment.atMs - a.payment.atMs) ||
        Number(b.payment.isOwnBranch) - Number(a.payment.isOwnBranch) ||
        (a.payment.id < b.payment.id ? -1 : 1),
    )
    .map(({ payment }) => payment)
}
