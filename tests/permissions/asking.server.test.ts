import { afterAll, describe, expect, test } from 'vitest'
import { type ApprovalAct, approvalActs, approvalRules, mayCheckApproval } from '#domain/approval.ts'
import { grantOf, permissions, type Role, roles } from '#domain/permission.ts'
import { decideApproval } from '#server/approvals/decide-approval.ts'
import { requestApproval } from '#server/approvals/request-approval.ts'
import { withdrawApproval } from '#server/approvals/withdraw-approval.ts'
import { openPool } from '#server/database.ts'
import { passProof } from '#tests/harness/approval-bench.ts'
import { makeOperator } from '#tests/harness/make-operator.ts'
import { openTestDatabase } from '#tests/harness/open-test-database.ts'
import { startTestChannel } from '#tests/harness/test-channel.ts'
import { type Bench, type Case, listDenials, openCase, verdictOf } from './permission-bench.ts'

const database = await openTestDatabase()
const channel = startTestChannel(database)
const webPool = openPool({ connectionString: database.webUrl, max: 4, applicationName: 'asking-web' })
const owner = openPool({ connectionString: database.ownerUrl, max: 4, applicationName: 'asking-owner' })
const bench: Bench = { webPool, owner, channel }
afterAll(() => Promise.all([webPool.end(), owner.end()]))

/** The rows of the table under which somebody must ask: each is one act of the same name. */
const rowsWithAsk = permissions.filter((permission) => roles.some((role) => grantOf(role, permission).answer === 'ask'))
const asked = approvalActs.filter((act) => (rowsWithAsk as readonly string[]).includes(act))
let hours = 1

const payloads: Partial<Record<ApprovalAct, (one: Case) => Record<string, unknown>>> = {
  'activation_token:reissue': ({ app }) => ({ enrollmentId: app.enrollmentId }),
  'activation_token:reprint': ({ activationTokenId }) => ({ activationTokenId }),
  'device:deactivate': ({ app, customer }) => ({ deviceId: app.deviceId, customerId: customer.customerId }),
  'enrollment:deactivate': ({ app }) => ({ enrollmentId: app.enrollmentId }),
  'guard:unlock': ({ customer }) => ({ cardId: customer.card.cardId, pinKind: 'second' }),
  'policy:change': () => ({ changes: { activationLapseHours: (hours++ % 70) + 1 } }),
}

async function openAsking(role: Role): Promise<Case> {
  const one = await openCase(bench, role)
  const { customerId, card } = one.customer
  await owner.query(`UPDATE guard SET app_closed_until = now() + interval '1 h' WHERE card_id = $1`, [card.cardId])
  await passProof(owner, { operatorId: one.operatorId, customerId, nowMs: one.nowMs })
  return one
}

const request = ({ web, ctx, ...one }: Case, act: ApprovalAct) =>
  requestApproval(web, ctx, {
    act,
    payload: payloads[act]?.({ web, ctx, ...one }) ?? {},
    reason: 'مشتری تلفن زد',
    proof: 'app_code',
  })

test('every row of the table with an “ask” can be asked for but the bulk act, which nobody does yet', () => {
  expect(rowsWithAsk.filter((permission) => !(asked as readonly string[]).includes(permission))).toEqual([
    'bulk_action:run',
  ])
  expect(Object.keys(payloads).sort()).toEqual([...asked].sort())
})

describe.each(asked)('asking for %s', (act) => {
  test.each(roles)('by a user of role %s: only where the table says “ask”, and a denial is recorded', async (role) => {
    const one = await openAsking(role)
    const mayAsk = grantOf(role, approvalRules[act].permission).answer === 'ask'
    const verdict = await verdictOf(
      request(one, act).then(({ approvalId }) => withdrawApproval(one.web, one.ctx, { approvalId })),
    )
    expect(verdict).toBe(mayAsk ? 'allowed' : 'forbidden')
    expect(await listDenials(owner, one.operatorId)).toEqual(mayAsk ? [] : [act])
  })

  test.each(roles)('is decided by a user of role %s as the table of checkers says', async (role) => {
    const maker = roles.find((each) => grantOf(each, approvalRules[act].permission).answer === 'ask')
    if (!maker) throw new Error(`Nobody asks for ${act}`)
    const one = await openAsking(maker)
    const { approvalId } = await request(one, act)
    const { nowMs, customer } = one
    const branchId = role === 'branch' ? customer.branchId : null
    const checker = await makeOperator(owner, { role, branchId, nowMs })
    const input = { approvalId, decision: 'reject', reason: 'درست نبود' } as const
    const mayCheck = mayCheckApproval(role, act)
    expect(await verdictOf(decideApproval(one.web, checker.ctx(nowMs), input))).toBe(mayCheck ? 'allowed' : 'forbidden')
    expect(await listDenials(owner, checker.operatorId)).toEqual(mayCheck ? [] : [act])
    await verdictOf(withdrawApproval(one.web, one.ctx, { approvalId }))
  })
})
