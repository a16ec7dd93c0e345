import { type RememberedPayment, readRememberedPayment } from '#domain/remembered/read-remembered-payment.ts'
import { recordAuditEvent } from '#server/audit/record-audit-event.ts'
import { countLookUp } from '#server/ceilings/count-look-up.ts'
import { findNearNames } from '#server/customers/find-near-names.ts'
import {
  type FindKind,
  type Match,
  matches,
  type Probe,
  probeKinds,
  readFindQuery,
  saysWhichNumber,
} from '#server/customers/find-query.ts'
import { findByNameAndCard, findCustomerIds } from '#server/customers/find-repository.ts'
import { readFoundCustomers } from '#server/customers/found-customers-repository.ts'
import { type FoundCustomer, presentFoundCustomer } from '#server/customers/present-found-customer.ts'
import { type FoundPayments, searchPayments } from '#server/customers/search-payments.ts'
import type { Pool } from '#server/database.ts'
import { authorize } from '#server/operators/authorize.ts'
import { branchInReach } from '#server/reach/reach.ts'
import type { RequestContext } from '#server/request-context.ts'
import type { DeskServices } from '#server/services.ts'

export type { FoundCustomer } from '#server/customers/present-found-customer.ts'
export type { FoundPayment, FoundPayments } from '#server/customers/search-payments.ts'
export type FoundCustomers = {
  customers: FoundCustomer[]
  more: boolean
  searched: FindKind[]
  payments: FoundPayments | null
}

const FOUND_MAX = 20
const TYPED_MAX = 200
/** With fewer hits than this, names spelled nearly so are shown too. */
const NEAR_BELOW = 3

/**
 * Customers that fit the typed text, at most 20, and the payments that fit what a caller remembers. The look-up is
 * recorded by its kind, never by what was typed.
 * @throws AppError unauthenticated, forbidden, conflict (ceiling_reached)
 */
export async function findCustomers(
  services: DeskServices,
  ctx: RequestContext,
  { query }: { query: string },
): Promise<FoundCustomers> {
  const operator = await authorize(services, ctx, 'customer:find')
  const typed = query
    .slice(0, TYPED_MAX)
    .toWellFormed()
    .replace(/\p{Cc}/gu, ' ')
  await countLookUp(services, ctx, { operator, searched: typed })
  const remembered = saysWhichNumber(typed) ? null : readRememberedPayment(typed, ctx.nowMs)
  const search = { pool: services.pool, branchId: operator.branchId, typed, remembered, searched: new Set<FindKind>() }
  const hits = await collectHits(search)
  const reachBranchId = branchInReach(operator)
  const asker = { branchId: operator.branchId, reachBranchId, nowMs: ctx.nowMs }
  const isPayment =
    remembered !== null && (remembered.isSure || hits.size === 0) && !isNameAndCardFound(remembered, hits)
  if (isPayment) search.searched.add('remembered_payment')
  const payments = isPayment ? await searchPayments(services.pool, asker, remembered) : null
  const shown = [...hits.keys()].slice(0, FOUND_MAX)
  const rows = await readFoundCustomers(services.pool, shown, ctx.nowMs)
  const customers = rows.map((row) => presentFoundCustomer(row, operator.branchId, hits.get(row.id) ?? 'part'))
  const [more, searched] = [hits.size > FOUND_MAX, [...search.searched]]
  const counts = {
    kinds: searched,
    found: customers.length,
    more,
    ...(payments && { payments: payments.found.length }),
  }
  await recordAuditEvent(services.pool, ctx, { action: 'customer.found', data: counts }, operator)
  return { customers: sortHits(customers), more, searched, payments }
}

type Search = {
  pool: Pool
  branchId: string | null
  typed: string
  remembered: RememberedPayment | null
  searched: Set<FindKind>
}
type Hits = Map<string, Match>

/** What a closer meaning finds stands first in line for the few places. */
async function collectHits({ pool, branchId, typed, remembered, searched }: Search): Promise<Hits> {
  const hits: Hits = new Map()
  const add = (ids: readonly string[], match: Match): void => {
    for (const id of ids) if (!hits.has(id)) hits.set(id, match)
  }
  const last4 = remembered?.last4 ?? remembered?.last4OrAmount ?? null
  if (remembered && last4 !== null && remembered.time === null && remembered.payeeWords.length > 0) {
    searched.add('name_last4')
    add(await findByNameAndCard(pool, remembered.payeeWords, last4), 'exact')
  }
  const probes = isNobodysName(remembered) ? [] : readFindQuery(typed)
  for (const probe of probes) {
    if (hits.size > FOUND_MAX) return hits
    const { kind, match } = probeKinds[probe.by]
    searched.add(kind)
    add(await findCustomerIds(pool, probe, branchId), match)
  }
  const isFoundWhole = [...hits.values()].includes('exact')
  if (hits.size < NEAR_BELOW && !isFoundWhole && probes.some(isName)) {
    searched.add('name_near')
    add(await findNearNames(pool, typed), 'near')
  }
  return hits
}

const isName = ({ by }: Probe): boolean => by === 'name_part'

/** «جمعه رضایی» may still be a name; an amount, an hour or a card's digits are in none. */
function isNobodysName(remembered: RememberedPayment | null): boolean {
  if (remembered === null || !remembered.isSure) return false
  return remembered.amounts.length > 0 || remembered.last4 !== null || (remembered.time?.centresMs.length ?? 0) > 0
}

function isNameAndCardFound({ time, amounts, last4 }: RememberedPayment, hits: Hits): boolean {
  return hits.size > 0 && time === null && amounts.length === 0 && last4 !== null
}

/** The closest first, one's own branch before others, then by name. */
function sortHits(customers: readonly FoundCustomer[]): FoundCustomer[] {
  const rank = ({ match, isOwnBranch }: FoundCustomer): number => matches.indexOf(match) * 2 + (isOwnBranch ? 0 : 1)
  return customers.toSorted((a, b) => rank(a) - rank(b))
}
