import { maskMobile } from '#domain/enrollment/mobile.ts'
import { maskNationalId } from '#domain/enrollment/national-id.ts'
import { AppError } from '#server/app-error.ts'
import {
  type DeskCustomerRow,
  type DeskDeviceRow,
  type DeskTokenRow,
  findDeskCustomer,
  listDeskDevices,
  listDeskEnrollments,
  listDeskPins,
  listDeskTokens,
} from '#server/customers/desk-repository.ts'
import { type DeskCard, matchCards } from '#server/customers/match-cards.ts'
import { authorize } from '#server/operators/authorize.ts'
import { listPassedProofs, type PassedProof } from '#server/proofs/passed-proof-repository.ts'
import { findReach } from '#server/reach/customer-scope-repository.ts'
import type { RequestContext } from '#server/request-context.ts'
import type { DeskServices } from '#server/services.ts'

export type DeskDevice = DeskDeviceRow
export type DeskToken = DeskTokenRow & { isLive: boolean }
export type DeskCustomer = Omit<DeskCustomerRow, 'nationalId' | 'mobile'> & {
  nationalIdMasked: string
  mobileMasked: string | null
  cards: DeskCard[]
  devices: DeskDevice[]
  tokens: DeskToken[]
  /** Of another branch than the operator, who is of one. */
  isForeign: boolean
  /** What proves the customer to this operator now. */
  proofs: PassedProof[]
}

const DEVICES_MAX = 20
const TOKENS_MAX = 6
const TOKENS_SHOWN_MS = 30 * 86_400_000

/**
 * All that the desk shows of one customer, masked.
 * @throws AppError unauthenticated, forbidden, not_found (also: not within the operator's reach)
 */
export async function readCustomer(
  services: DeskServices,
  ctx: RequestContext,
  { customerId }: { customerId: string },
): Promise<DeskCustomer> {
  const operator = await authorize(services, ctx, 'customer:read')
  const { pool } = services
  const { nowMs } = ctx
  const reach = await findReach(pool, operator, { customerId, nowMs })
  if (reach === null) throw new AppError('not_found')
  const [customer, pins, enrollments, devices, tokens, proofs] = await Promise.all([
    findDeskCustomer(pool, customerId),
    listDeskPins(pool, customerId),
    listDeskEnrollments(pool, customerId),
    listDeskDevices(pool, customerId, DEVICES_MAX),
    listDeskTokens(pool, { customerId, sinceMs: nowMs - TOKENS_SHOWN_MS, limit: TOKENS_MAX }),
    listPassedProofs(pool, { operatorId: operator.id, customerId, nowMs }),
  ])
  if (customer === null) throw new AppError('not_found')
  const { nationalId, mobile, ...open } = customer
  return {
    ...open,
    isForeign: reach === 'foreign',
    nationalIdMasked: maskNationalId(nationalId),
    mobileMasked: mobile && maskMobile(mobile),
    cards: matchCards({ pins, enrollments, nowMs }),
    devices,
    proofs,
    tokens: tokens.map((token) => ({ ...token, isLive: token.status === 'issued' && token.expiresAtMs > nowMs })),
  }
}
