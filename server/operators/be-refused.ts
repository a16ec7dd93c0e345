import { worksOnComplaints } from '#domain/complaint/complaint.ts'
import { usesApprovals } from '#domain/operator/approval.ts'
import { isAllowed, type Permission, permissions } from '#domain/operator/permission.ts'
import { AppError } from '#server/app-error.ts'
import { type Operator, recordDenial, requireOperator } from '#server/operators/authorize.ts'
import type { RequestContext } from '#server/request-context.ts'
import type { DeskServices } from '#server/services.ts'

/** What a page asks before it reads, besides the rows of the permission table. */
const readings: Readonly<Record<string, (operator: Operator) => boolean>> = {
  'approval:read': ({ role }) => usesApprovals(role),
  'complaint:work': ({ role }) => worksOnComplaints(role),
}

/**
 * A denial that the web process met while it read, met once more where it can be recorded: only what is really refused to
 * this operator leaves a row.
 * @throws AppError unauthenticated, validation_failed (no such thing, or it is allowed)
 */
export async function beRefused(
  services: DeskServices,
  ctx: RequestContext,
  { asked }: { asked: string },
): Promise<void> {
  const operator = await requireOperator(services, ctx)
  const may = readings[asked] ?? (isPermission(asked) ? ({ role }: Operator) => isAllowed(role, asked) : () => true)
  if (may(operator)) throw new AppError('validation_failed')
  await recordDenial(services, ctx, operator, asked)
}

function isPermission(asked: string): asked is Permission {
  return permissions.some((permission) => permission === asked)
}
