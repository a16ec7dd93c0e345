import { describe, expect, test } from 'vitest'
import {
  approvalActs,
  approvalRules,
  approvalStateAt,
  approvalStates,
  mayCheckApproval,
  mayRequestApproval,
  moveApproval,
  refuseChecker,
  usesApprovals,
} from '#domain/operator/approval.ts'
import { mayAsk, permissions, roles } from '#domain/operator/permission.ts'

const events = ['approve', 'reject', 'withdraw', 'expire', 'go_stale'] as const

test('an open request ends once, by whichever of the five comes first; what has ended stays', () => {
  const ends = events.map((event) => moveApproval('open', event))
  expect(ends.map((move) => move.outcome === 'moved' && move.state)).toEqual([
    'approved',
    'rejected',
    'withdrawn',
    'expired',
    'stale',
  ])
  for (const state of approvalStates.filter((each) => each !== 'open')) {
    for (const event of events) {
      expect(moveApproval(state, event)).toEqual({ outcome: 'refused', reason: 'already_decided' })
    }
  }
})

test('a token that is approved stands until a branch hands it over; all else is done at once', () => {
  expect(approvalActs.filter((act) => approvalRules[act].isStanding)).toEqual([
    'activation_token:reissue',
    'activation_token:reprint',
  ])
})

test('whatever the table lets a role ask for can be asked for, and nothing that it may do alone but one', () => {
  const asked = permissions.filter((permission) => roles.some((role) => mayAsk(role, permission)))
  expect(asked.filter((permission) => !(approvalActs as readonly string[]).includes(permission))).toEqual([
    'bulk_action:run',
  ])
  const tableOf = (isForeign: boolean) =>
    Object.fromEntries(
      approvalActs.map((act) => [act, roles.filter((role) => mayRequestApproval(role, act, { isForeign })).join(' ')]),
    )
  const own = {
    'activation_token:reissue': 'support',
    'activation_token:reprint': 'support',
    'device:deactivate': 'support',
    'enrollment:deactivate': 'support',
    'guard:unlock': 'support',
    'cooling_off:lift': 'branch support',
    'policy:change': 'admin',
    'catalogue:change': 'admin',
    'channel_client:create': 'admin',
    'channel_client:rotate': 'admin',
    'channel_client:readdress': 'admin',
    'ceiling:raise': 'branch support fraud auditor',
  }
  expect(tableOf(false)).toEqual(own)
  expect(tableOf(true)).toEqual({
    ...own,
    'activation_token:reissue': 'branch support',
    'activation_token:reprint': 'branch support',
    'device:deactivate': 'branch support',
    'enrollment:deactivate': 'branch support',
  })
})

test('acts on customers are checked by branch and fraud, acts on the bank’s rules by an administrator, none by an auditor', () => {
  for (const act of approvalActs.filter((each) => each !== 'ceiling:raise')) {
    const checkers = roles.filter((role) => mayCheckApproval(role, act))
    expect(checkers).toEqual(/^(policy|catalogue|channel_client):/.test(act) ? ['admin'] : ['branch', 'fraud'])
  }
  expect(roles.filter((role) => mayCheckApproval(role, 'ceiling:raise'))).toEqual(['branch', 'fraud', 'admin'])
  // An auditor has a ceiling, and asks for more.
  expect(roles.filter((role) => !usesApprovals(role))).toEqual([])
})

describe('who may decide a request', () => {
  const request = { act: 'device:deactivate', makerId: 'maker', makerRole: 'support', branchId: 'here' } as const
  const by = (id: string, role: (typeof roles)[number], branchId: string | null = null) =>
    refuseChecker({ ...request, checker: { id, role, branchId } })

  test('never its maker, of whatever role', () => {
    for (const role of roles) expect(by('maker', role, 'here')).toBe('own_request')
  })
  test('a branch on its own customers, fraud on all, nobody else', () => {
    expect(by('a', 'branch', 'here')).toBeNull()
    expect(by('a', 'branch', 'elsewhere')).toBe('other_branch')
    expect(by('a', 'branch', null)).toBe('other_branch')
    expect(by('a', 'fraud')).toBeNull()
    for (const role of ['support', 'auditor', 'admin'] as const) expect(by('a', role)).toBe('not_a_checker')
  })
  test('on the policy another administrator alone', () => {
    const policy = { act: 'policy:change', makerId: 'maker', makerRole: 'admin', branchId: null } as const
    const admin = { id: 'a', role: 'admin', branchId: null } as const
    expect(refuseChecker({ ...policy, checker: admin })).toBeNull()
    expect(refuseChecker({ ...policy, checker: { ...admin, role: 'fraud' } })).toBe('not_a_checker')
    expect(refuseChecker({ ...policy, checker: { ...admin, role: 'branch' } })).toBe('not_a_checker')
  })
})

test('a ceiling is raised by whom its maker’s role names, of the same branch where that is a branch, and never by oneself', () => {
  const table = roles.map((makerRole) => {
    const raise = {
      act: 'ceiling:raise',
      makerId: 'maker',
      makerRole,
      branchId: makerRole === 'branch' ? 'here' : null,
    } as const
    const may = (role: (typeof roles)[number], branchId: string | null) =>
      refuseChecker({ ...raise, checker: { id: 'other', role, branchId } }) === null
    for (const role of roles)
      expect(refuseChecker({ ...raise, checker: { id: 'maker', role, branchId: 'here' } })).toBe('own_request')
    expect(may('branch', 'elsewhere')).toBe(false)
    return [makerRole, roles.filter((role) => may(role, role === 'branch' ? 'here' : null)).join(' ')]
  })
  expect(Object.fromEntries(table)).toEqual({
    branch: 'branch fraud',
    support: 'fraud',
    fraud: 'fraud',
    auditor: 'fraud admin',
    admin: '',
  })
})

test('an open request is over at its last millisecond, swept or not; a decided one stays what it is', () => {
  expect(approvalStateAt({ state: 'open', expiresAtMs: 1_000 }, 999)).toBe('open')
  expect(approvalStateAt({ state: 'open', expiresAtMs: 1_000 }, 1_000)).toBe('expired')
  expect(approvalStateAt({ state: 'approved', expiresAtMs: 1_000 }, 5_000)).toBe('approved')
})
