import type { RememberedAmount } from '#domain/read-remembered-payment.ts'

export type RankedFacts = { id: string; atMs: number; amountRials: number | null; isOwnBranch: boolean }
export type RankBy = { amounts: readonly RememberedAmount[]; centresMs: readonly number[] }

/** The exact amount before a near one, then the nearest in time (the newest, where no hour was said), then one's own branch. */
export function rankPayments<P extends RankedFacts>(payments: readonly P[], { amounts, centresMs }: RankBy): P[] {
  const isExact = ({ amountRials }: P): boolean => amounts.some(({ exactRials }) => exactRials === amountRials)
  const distanceMs = ({ atMs }: P): number =>
    centresMs.length > 0 ? Math.min(...centresMs.map((centreMs) => Math.abs(atMs - centreMs))) : -atMs
  return payments
    .map((payment) => ({ payment, exact: isExact(payment) ? 0 : 1, distance: distanceMs(payment) }))
    .sort(
      (a, b) =>
        a.exact - b.exact ||
        a.distance - b.distance ||
        Number(b.payment.isOwnBranch) - Number(a.payment.isOwnBranch) ||
        (a.payment.id < b.payment.id ? -1 : 1),
    )
    .map(({ payment }) => payment)
}
