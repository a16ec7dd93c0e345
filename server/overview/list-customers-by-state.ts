import { maskMobile } from '#domain/enrollment/mobile.ts'
import { maskNationalId } from '#domain/enrollment/national-id.ts'
import { uuidFormInAnyCase } from '#domain/text/uuid.ts'
import { recordAuditEvent } from '#server/audit/record-audit-event.ts'
import { countLookUp } from '#server/ceilings/count-look-up.ts'
import { type FoundRow, readFoundCustomers } from '#server/customers/found-customers-repository.ts'
import { cutForward } from '#server/keyset.ts'
import { authorize, type Operator } from '#server/operators/authorize.ts'
import { type CustomerState, selectCustomerIdsByState } from '#server/overview/state-repository.ts'
import { branchInReach } from '#server/reach/reach.ts'
import type { RequestContext } from '#server/request-context.ts'
import type { DeskServices } from '#server/services.ts'

export type { CustomerState } from '#server/overview/state-repository.ts'

export type CustomerInState = Omit<FoundRow, 'nationalId' | 'mobile' | 'branchId'> & {
  nationalIdMasked: string
  mobileMasked: string | null
  isOwnBranch: boolean
}
export type CustomersInState = { customers: CustomerInState[]; nextAfterId: string | null; isOwnBranchOnly: boolean }

type Services = DeskServices
type Input = { state: CustomerState; afterId?: string }

const PAGE = 50
const COUNT_MAX = 1_000

/**
 * Customers whose codes are locked now or whose enrollment waits to be activated: the own branch's, or everybody's.
 * @throws AppError unauthenticated, forbidden, conflict (ceiling_reached)
 */
export async function listCustomersByState(
  services: Services,
  ctx: RequestContext,
  { state, afterId }: Input,
): Promise<CustomersInState> {
  const operator = await authorize(services, ctx, 'customer:find')
  const query = {
    state,
    branchId: branchInReach(operator, 'customer:find'),
    nowMs: ctx.nowMs,
    afterId: uuidOrNone(afterId),
  }
  await countLookUp(services, ctx, { operator, searched: `${state} ${query.afterId ?? ''}` })
  const ids = await selectCustomerIdsByState(services.pool, { ...query, limit: PAGE + 1 })
  const { rows: shown, last } = cutForward(ids, PAGE)
  const rows = await readFoundCustomers(services.pool, shown, ctx.nowMs)
  const data = { kinds: [state], found: rows.length }
  await recordAuditEvent(services.pool, ctx, { action: 'customer.found', data }, operator)
  return {
    customers: rows.map((row) => present(row, operator)),
    nextAfterId: last,
    isOwnBranchOnly: query.branchId !== null,
  }
}

export type StateCounts = Record<CustomerState, { count: number; isCapped: boolean }>

/**
 * How many customers are in each state, counted to a thousand.
 * @throws AppError unauthenticated, forbidden
 */
export async function countCustomersByState(services: Services, ctx: RequestContext): Promise<StateCounts> {
  const operator = await authorize(services, ctx, 'customer:find')
  const countOf = async (state: CustomerState) => {
    const query = { state, branchId: branchInReach(operator, 'customer:find'), nowMs: ctx.nowMs, limit: COUNT_MAX + 1 }
    const { length } = await selectCustomerIdsByState(services.pool, query)
    return { count: Math.min(length, COUNT_MAX), isCapped: length > COUNT_MAX }
  }
  const [locked, pending] = await Promise.all([countOf('locked'), countOf('pending')])
  return { locked, pending }
}

function present({ nationalId, mobile, branchId, ...row }: FoundRow, operator: Operator): CustomerInState {
  return {
    ...row,
    nationalIdMasked: maskNationalId(nationalId),
    mobileMasked: mobile && maskMobile(mobile),
    isOwnBranch: operator.branchId === null || branchId === operator.branchId,
  }
}

function uuidOrNone(id: string | undefined): string | undefined {
  return id !== undefined && uuidFormInAnyCase.test(id) ? id : undefined
}
