import { describe, expect, test } from 'vitest'
import {
  grantOf,
  isAllowed,
  isReader,
  mayAsk,
  type Permission,
  permissions,
  type Role,
  roles,
} from '#domain/operator/permission.ts'

const published = `
| | branch | support | fraud | auditor | admin |
|---|---|---|---|---|---|
| find and see a customer (masked) | own branch's and any that comes to the counter with a reason | yes | yes | yes | – |
| reveal mobile or national id (logged, rate-limited) | yes | yes | yes | yes | – |
| reissue an activation token, reprint the receipt part | yes | ask (checker) | – | – | – |
| deactivate a device / an enrollment | yes | ask (checker) | yes | – | – |
| suspend / unsuspend | suspend | suspend | yes | – | – |
| unlock before time | yes, with proof | ask (checker) | yes | – | – |
| read verifications | of the customer in hand | of the customer in hand | all | all | – |
| export, evidence pack | – | – | yes | yes | – |
| bulk action | – | – | ask (checker) | – | – |
| read operators' audit events, check the seal | own | own | – | all | all |
| staff, roles, branches, channel clients, policy | – | – | – | see | change (checker for policy) |
`.trim()

type Row = { name: string; permissions: Permission[]; words?: Record<string, string> }

const rows: Row[] = [
  { name: 'find and see a customer (masked)', permissions: ['customer:find', 'customer:read'] },
  { name: 'reveal mobile or national id (logged, rate-limited)', permissions: ['customer:reveal'] },
  {
    name: 'reissue an activation token, reprint the receipt part',
    permissions: ['activation_token:reissue', 'activation_token:reprint'],
  },
  { name: 'deactivate a device / an enrollment', permissions: ['device:deactivate', 'enrollment:deactivate'] },
  { name: 'suspend / unsuspend', permissions: ['guard:suspend', 'guard:unsuspend'], words: { 'yes + –': 'suspend' } },
  { name: 'unlock before time', permissions: ['guard:unlock'] },
  {
    name: 'read verifications',
    permissions: ['verification:read', 'verification:read_all'],
    words: { yes: 'all', 'of the customer in hand + –': 'of the customer in hand' },
  },
  { name: 'export, evidence pack', permissions: ['verification:export'] },
  { name: 'bulk action', permissions: ['bulk_action:run'] },
  {
    name: "read operators' audit events, check the seal",
    permissions: ['audit:read_own', 'audit:read_all'],
    words: { 'own + –': 'own', yes: 'all' },
  },
  {
    name: 'staff, roles, branches, channel clients, policy',
    permissions: ['settings:read', 'settings:change', 'policy:change'],
    words: { 'yes + –': 'see', 'yes + ask (checker)': 'change (checker for policy)' },
  },
]

const scopeWords = {
  own_branch_or_reason: "own branch's and any that comes to the counter with a reason",
  customer_in_hand: 'of the customer in hand',
  own: 'own',
  with_proof: 'yes, with proof',
}

function cellOf(role: Role, { permissions: asked, words = {} }: Row): string {
  const answers = asked.map((permission) => {
    const { answer, scope } = grantOf(role, permission)
    if (scope) return scopeWords[scope]
    return { yes: 'yes', ask: 'ask (checker)', no: '–' }[answer]
  })
  const cell = [...new Set(answers)].join(' + ')
  return words[cell] ?? cell
}

function printTable(): string {
  const lines = rows.map((row) => [row.name, ...roles.map((role) => cellOf(role, row))].join(' | '))
  return [`| | ${roles.join(' | ')} |`, `|${'---|'.repeat(6)}`, ...lines.map((line) => `| ${line} |`)].join('\n')
}

test('the table in code, printed, is the published table of who may do what', () => {
  console.info(printTable())
  expect(printTable()).toBe(published)
})

test('every permission stands in exactly one row of the published table', () => {
  expect(rows.flatMap((row) => row.permissions).sort()).toEqual([...permissions].sort())
})

describe('an answer of ask', () => {
  test('does not let the role act by itself', () => {
    expect(isAllowed('support', 'activation_token:reissue')).toBe(false)
    expect(mayAsk('support', 'activation_token:reissue')).toBe(true)
    expect(isAllowed('branch', 'activation_token:reissue')).toBe(true)
    expect(mayAsk('branch', 'activation_token:reissue')).toBe(false)
  })

  test('never stands beside yes for the same role and permission', () => {
    for (const role of roles) {
      for (const permission of permissions) expect(isAllowed(role, permission) && mayAsk(role, permission)).toBe(false)
    }
  })
})

test('an administrator sees no customer and no verification', () => {
  const seen = permissions.filter((permission) =>
    /^(customer|verification|activation_token|device|enrollment|guard):/.test(permission),
  )
  for (const permission of seen) expect(grantOf('admin', permission).answer).toBe('no')
})

test('whoever may neither act on a customer’s record nor ask for it only reads', () => {
  expect(roles.filter(isReader)).toEqual(['auditor', 'admin'])
})
