import { defaultPolicy, type Policy, type PolicyKey } from '#domain/operator/policy.ts'
import { type Handover, listHandovers } from '#server/channel-clients/handover-repository.ts'
import { authorize } from '#server/operators/authorize.ts'
import type { RequestContext } from '#server/request-context.ts'
import type { DeskServices } from '#server/services.ts'
import { type BranchRow, listBranches } from '#server/settings/branch-repository.ts'
import { readPolicyOverrides } from '#server/settings/policy-override-repository.ts'
import { type ClientRow, listClients, listStaff, type StaffRow } from '#server/settings/repository.ts'

export type { BranchRow } from '#server/settings/branch-repository.ts'
export type { ClientRow, StaffRow } from '#server/settings/repository.ts'
export type HandoverRow = Handover
export type PolicyFigure = { key: PolicyKey; value: Policy[PolicyKey]; usual: Policy[PolicyKey]; isChanged: boolean }
export type PolicyFigures = { figures: PolicyFigure[]; updatedAtMs: number | null }

type Services = DeskServices

/** @throws AppError unauthenticated, forbidden */
export async function readChannelClients(services: Services, ctx: RequestContext): Promise<ClientRow[]> {
  await authorize(services, ctx, 'settings:read')
  return await listClients(services.pool)
}

/**
 * How the present secret of each client came to its machine; what is sealed to the machine, for the two who asked and approved.
 * @throws AppError unauthenticated, forbidden
 */
export async function readHandovers(services: Services, ctx: RequestContext): Promise<HandoverRow[]> {
  const operator = await authorize(services, ctx, 'settings:read')
  return await listHandovers(services.pool, operator.id)
}

/** @throws AppError unauthenticated, forbidden */
export async function readStaff(services: Services, ctx: RequestContext): Promise<StaffRow[]> {
  await authorize(services, ctx, 'settings:read')
  return await listStaff(services.pool)
}

/** @throws AppError unauthenticated, forbidden */
export async function readBranches(services: Services, ctx: RequestContext): Promise<BranchRow[]> {
  await authorize(services, ctx, 'settings:read')
  return await listBranches(services.pool)
}

/**
 * The figures in force, each beside what it is where nobody changed it.
 * @throws AppError unauthenticated, forbidden
 */
export async function readPolicyFigures(services: Services, ctx: RequestContext): Promise<PolicyFigures> {
  await authorize(services, ctx, 'settings:read')
  const stored = await readPolicyOverrides(services.pool)
  const policy = services.policy()
  const figures = (Object.keys(defaultPolicy) as PolicyKey[]).map((key) => ({
    key,
    value: policy[key],
    usual: defaultPolicy[key],
    isChanged: JSON.stringify(policy[key]) !== JSON.stringify(defaultPolicy[key]),
  }))
  return { figures, updatedAtMs: stored?.updatedAtMs ?? null }
}
