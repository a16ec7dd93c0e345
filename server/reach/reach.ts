import { grantOf, type Permission, type Role } from '#domain/operator/permission.ts'

type Reader = { role: Role; branchId: string | null }

/** Whether only some customers are within the role's reach: those of the own branch, or those in hand. */
export function isReachBounded(role: Role, permission: Permission = 'customer:read'): boolean {
  return grantOf(role, permission).scope !== null
}

/** The branch whose customers alone are within reach without a reason; null: every branch's. */
export function branchInReach({ role, branchId }: Reader, permission: Permission = 'customer:read'): string | null {
  return isReachBounded(role, permission) ? branchId : null
}

/** Whether a customer of that branch is within reach without a reason. */
export function isBranchInReach(reader: Reader, branchId: string): boolean {
  return !isReachBounded(reader.role) || branchId === reader.branchId
}
