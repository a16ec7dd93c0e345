import { maskMobile } from '#domain/mobile.ts'
import { maskNationalId } from '#domain/national-id.ts'
import { recordAuditEvent } from '#server/audit/record-audit-event.ts'
import { type FindKind, type Probe, readFindQuery } from '#server/customers/find-query.ts'
import { type FoundRow, findCustomerIds, readFoundCustomers } from '#server/customers/find-repository.ts'
import type { Pool } from '#server/database.ts'
import { authorize } from '#server/operators/authorize.ts'
import type { RequestContext } from '#server/request-context.ts'
import type { WebServices } from '#server/services.ts'

export type FoundCustomer = {
  id: string
  name: string
  customerNumber: string
  nationalIdMasked: string
  mobileMasked: string | null
  branchName: string
  isOwnBranch: boolean
  cards: string[]
  lock: FoundRow['lock']
  lastUseAtMs: number | null
}
export type FoundCustomers = { customers: FoundCustomer[]; more: boolean; searched: FindKind[] }

const FOUND_MAX = 20

/**
 * Customers that fit the typed text, at most 20. The look-up is recorded by its kind, never by what was typed.
 * @throws AppError unauthenticated, forbidden
 */
export async function findCustomers(
  services: Pick<WebServices, 'pool' | 'policy'>,
  ctx: RequestContext,
  { query }: { query: string },
): Promise<FoundCustomers> {
  const operator = await authorize(services, ctx, 'customer:find')
  const probes = readFindQuery(query.slice(0, 100))
  const searched = probes.map(({ kind }) => kind)
  const ids = await collectIds(services.pool, probes)
  const rows = await readFoundCustomers(services.pool, ids.slice(0, FOUND_MAX), ctx.nowMs)
  const data = { kinds: searched, found: rows.length, more: ids.length > FOUND_MAX }
  await recordAuditEvent(services.pool, ctx, { action: 'customer.found', data }, operator)
  return {
    customers: rows.map((row) => present(row, operator.branchId)),
    more: ids.length > FOUND_MAX,
    searched,
  }
}

/** What a probe finds first stands first in line for the few places. */
async function collectIds(pool: Pool, probes: readonly Probe[]): Promise<string[]> {
  const ids = new Set<string>()
  for (const probe of probes) {
    if (ids.size > FOUND_MAX) break
    for (const id of await findCustomerIds(pool, probe, FOUND_MAX + 1)) ids.add(id)
  }
  return [...ids]
}

function present({ nationalId, mobile, branchId, ...row }: FoundRow, ownBranchId: string | null): FoundCustomer {
  return {
    ...row,
    nationalIdMasked: maskNationalId(nationalId),
    mobileMasked: mobile && maskMobile(mobile),
    isOwnBranch: ownBranchId === null || branchId === ownBranchId,
  }
}
