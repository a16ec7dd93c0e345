import { isAllowed, mayAsk, type Permission, type Role } from '#domain/operator/permission.ts'
import { moveTo, refuseFor, type Transition, type TransitionTable } from '#domain/verification/transition.ts'

/** What one member of staff may ask another to approve. */
export const approvalActs = [
  'activation_token:reissue',
  'activation_token:reprint',
  'device:deactivate',
  'enrollment:deactivate',
  'guard:unlock',
  'cooling_off:lift',
  'policy:change',
  'catalogue:change',
  'channel_client:create',
  'channel_client:rotate',
  'channel_client:readdress',
  'ceiling:raise',
] as const
export type ApprovalAct = (typeof approvalActs)[number]

export const approvalStates = ['open', 'approved', 'rejected', 'withdrawn', 'expired', 'stale'] as const
export type ApprovalState = (typeof approvalStates)[number]
/** `go_stale`: the checker approves, and what was asked about is not what it was. */
export type ApprovalEvent = 'approve' | 'reject' | 'withdraw' | 'expire' | 'go_stale'

type ApprovalRule = {
  /** The row of the permission table that it falls under. */
  permission: Permission
  /** Whether who may do the act of that row alone must ask for this one all the same. */
  isAskedByAll: boolean
  checkers: readonly Role[]
  /** Whether a branch, which may do it alone, asks for it where the customer is another branch's. */
  isAskedForForeign: boolean
  /** Approved, it is not done but stands: a branch does it with the customer present. */
  isStanding: boolean
}

const plain = { isAskedByAll: false, isAskedForForeign: false, isStanding: false } as const
const onCustomer = { ...plain, checkers: ['branch', 'fraud'] } as const
const onRecord = { ...onCustomer, isAskedForForeign: true } as const
const onBank = { ...plain, permission: 'policy:change', checkers: ['admin'] } as const

export const approvalRules: Readonly<Record<ApprovalAct, ApprovalRule>> = {
  'activation_token:reissue': { ...onRecord, permission: 'activation_token:reissue', isStanding: true },
  'activation_token:reprint': { ...onRecord, permission: 'activation_token:reprint', isStanding: true },
  'device:deactivate': { ...onRecord, permission: 'device:deactivate' },
  'enrollment:deactivate': { ...onRecord, permission: 'enrollment:deactivate' },
  'guard:unlock': { ...onCustomer, permission: 'guard:unlock' },
  'cooling_off:lift': { ...onCustomer, permission: 'activation_token:reissue', isAskedByAll: true },
  'policy:change': onBank,
  'catalogue:change': onBank,
  'channel_client:create': onBank,
  'channel_client:rotate': onBank,
  'channel_client:readdress': onBank,
  'ceiling:raise': {
    ...plain,
    permission: 'customer:find',
    isAskedByAll: true,
    checkers: ['branch', 'fraud', 'admin'],
  },
}

/** Whose ceiling it is decides who may raise it. */
const raiseCheckers: Readonly<Record<Role, readonly Role[]>> = {
  branch: ['branch', 'fraud'],
  support: ['fraud'],
  fraud: ['fraud'],
  auditor: ['fraud', 'admin'],
  admin: [],
}

/** `isForeign`: the customer is of another branch than the person who asks. */
export function mayRequestApproval(role: Role, act: ApprovalAct, { isForeign }: { isForeign: boolean }): boolean {
  const { permission, isAskedByAll, isAskedForForeign } = approvalRules[act]
  if (mayAsk(role, permission)) return true
  const isForBranch = isAskedForForeign && isForeign && role === 'branch'
  return (isAskedByAll || isForBranch) && isAllowed(role, permission)
}

/** Whether the role is one that checks such an act, asked by a maker of that role; whose request, see `refuseChecker`. */
export function mayCheckApproval(role: Role, act: ApprovalAct, makerRole?: Role): boolean {
  const isOfMaker = act === 'ceiling:raise' && makerRole !== undefined
  return (isOfMaker ? raiseCheckers[makerRole] : approvalRules[act].checkers).includes(role)
}

/** Whether the role has anything to do with approvals at all. */
export function usesApprovals(role: Role): boolean {
  return approvalActs.some((act) => mayRequestApproval(role, act, { isForeign: true }) || mayCheckApproval(role, act))
}

export type CheckerRefusal = 'own_request' | 'not_a_checker' | 'other_branch'
type Checking = {
  act: ApprovalAct
  makerId: string
  makerRole: Role
  /** The customer's branch; where the act concerns no customer, the maker's, if they are of one. */
  branchId: string | null
  checker: { id: string; role: Role; branchId: string | null }
}

/** Why this member of staff may not decide this request, or null. A branch decides on its own customers, and its own people. */
export function refuseChecker({ act, makerId, makerRole, branchId, checker }: Checking): CheckerRefusal | null {
  if (checker.id === makerId) return 'own_request'
  if (!mayCheckApproval(checker.role, act, makerRole)) return 'not_a_checker'
  return checker.role === 'branch' && checker.branchId !== branchId ? 'other_branch' : null
}

const decided = refuseFor('already_decided')
const final = { approve: decided, reject: decided, withdraw: decided, expire: decided, go_stale: decided } as const

const table: TransitionTable<ApprovalState, ApprovalEvent, 'already_decided'> = {
  open: {
    approve: moveTo('approved'),
    reject: moveTo('rejected'),
    withdraw: moveTo('withdrawn'),
    expire: moveTo('expired'),
    go_stale: moveTo('stale'),
  },
  approved: final,
  rejected: final,
  withdrawn: final,
  expired: final,
  stale: final,
}

export function moveApproval(state: ApprovalState, event: ApprovalEvent): Transition<ApprovalState, 'already_decided'> {
  return table[state][event]
}

/** An open request past its time is expired, whether or not it was swept. */
export function approvalStateAt(approval: { state: ApprovalState; expiresAtMs: number }, nowMs: number): ApprovalState {
  return approval.state === 'open' && nowMs >= approval.expiresAtMs ? 'expired' : approval.state
}
