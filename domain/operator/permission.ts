export const roles = ['branch', 'support', 'fraud', 'auditor', 'admin'] as const
export type Role = (typeof roles)[number]

/** `ask`: only with a checker's approval. */
export type Answer = 'yes' | 'ask' | 'no'
export type Scope = 'own_branch_or_reason' | 'customer_in_hand' | 'own' | 'with_proof'
export type Grant = { readonly answer: Answer; readonly scope: Scope | null }

const yes = { answer: 'yes', scope: null } as const
const ask = { answer: 'ask', scope: null } as const
const no = { answer: 'no', scope: null } as const
const ownBranchOrReason = { answer: 'yes', scope: 'own_branch_or_reason' } as const
const customerInHand = { answer: 'yes', scope: 'customer_in_hand' } as const
const own = { answer: 'yes', scope: 'own' } as const
const withProof = { answer: 'yes', scope: 'with_proof' } as const

/** Who may do what: the one table, read by the guard of every use case and by what the screens hide. */
export const permissionTable = {
  'customer:find': { branch: ownBranchOrReason, support: yes, fraud: yes, auditor: yes, admin: no },
  'customer:read': { branch: ownBranchOrReason, support: yes, fraud: yes, auditor: yes, admin: no },
  'customer:reveal': { branch: yes, support: yes, fraud: yes, auditor: yes, admin: no },
  'activation_token:reissue': { branch: yes, support: ask, fraud: no, auditor: no, admin: no },
  'activation_token:reprint': { branch: yes, support: ask, fraud: no, auditor: no, admin: no },
  'device:deactivate': { branch: yes, support: ask, fraud: yes, auditor: no, admin: no },
  'enrollment:deactivate': { branch: yes, support: ask, fraud: yes, auditor: no, admin: no },
  'guard:suspend': { branch: yes, support: yes, fraud: yes, auditor: no, admin: no },
  'guard:unsuspend': { branch: no, support: no, fraud: yes, auditor: no, admin: no },
  'guard:unlock': { branch: withProof, support: ask, fraud: yes, auditor: no, admin: no },
  'verification:read': { branch: customerInHand, support: customerInHand, fraud: yes, auditor: yes, admin: no },
  'verification:read_all': { branch: no, support: no, fraud: yes, auditor: yes, admin: no },
  'verification:export': { branch: no, support: no, fraud: yes, auditor: yes, admin: no },
  'bulk_action:run': { branch: no, support: no, fraud: ask, auditor: no, admin: no },
  'audit:read_own': { branch: own, support: own, fraud: no, auditor: yes, admin: yes },
  'audit:read_all': { branch: no, support: no, fraud: no, auditor: yes, admin: yes },
  'settings:read': { branch: no, support: no, fraud: no, auditor: yes, admin: yes },
  'settings:change': { branch: no, support: no, fraud: no, auditor: no, admin: yes },
  'policy:change': { branch: no, support: no, fraud: no, auditor: no, admin: ask },
} as const satisfies Record<string, Record<Role, Grant>>

export type Permission = keyof typeof permissionTable
export const permissions = Object.keys(permissionTable) as Permission[]

/** Whether the role may act by itself. An `ask` is not enough: it only lets the role ask, see `mayAsk`. */
export function isAllowed(role: Role, permission: Permission): boolean {
  return grantOf(role, permission).answer === 'yes'
}

/** Whether the role may ask a checker for it. */
export function mayAsk(role: Role, permission: Permission): boolean {
  return grantOf(role, permission).answer === 'ask'
}

const nounsOfRecord = ['activation_token', 'device', 'enrollment', 'guard']
const actsOnRecord = permissions.filter((permission) => nounsOfRecord.some((noun) => permission.startsWith(`${noun}:`)))

/** Whether the role only looks at customers' records: it neither does anything to one nor asks for it. */
export function isReader(role: Role): boolean {
  return actsOnRecord.every((permission) => grantOf(role, permission).answer === 'no')
}

/** The cell of the table: the answer, and the scope that the repository turns into a WHERE. */
export function grantOf(role: Role, permission: Permission): Grant {
  return permissionTable[permission][role]
}
