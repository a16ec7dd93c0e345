import { expect, test } from 'vitest'
import { defaultPolicy as policy } from '#domain/operator/policy.ts'
import { decideApproval } from '#server/approvals/decide-approval.ts'
import { requestApproval } from '#server/approvals/request-approval.ts'
import { revealCustomerField } from '#server/customers/reveal-customer-field.ts'
import { listCeilingAlarms } from '#server/overview/list-ceiling-alarms.ts'
import { approve, wordOf } from '#tests/harness/approval-fixture.ts'
import { makeCustomer } from '#tests/harness/make-customer.ts'
import { makeOperator, type TestOperator } from '#tests/harness/make-operator.ts'
import { openTestDatabase } from '#tests/harness/open-test-database.ts'
import { openTestDesk } from '#tests/harness/open-test-desk.ts'
import { openTestServices } from '#tests/harness/open-test-services.ts'
import { openTestWeb } from '#tests/harness/open-test-web.ts'

const database = await openTestDatabase()
const { services, owner } = openTestServices(database)
const desk = openTestDesk(database)
const web = openTestWeb(database)
const nowMs = Date.now()
const raise = { act: 'ceiling:raise', payload: { kind: 'reveal' }, reason: 'صف امروز بلند است' } as const

const at = async (branchId: string) => await makeOperator(owner, { role: 'branch', branchId, nowMs })
const newBranch = async () => (await makeCustomer(owner, services.keys, { nowMs })).branchId
const askRaise = async (by: TestOperator, atMs = nowMs) => (await requestApproval(desk, by.ctx(atMs), raise)).approvalId

async function revealMany(by: TestOperator, branchId: string, count: number): Promise<number> {
  const people = await Promise.all(Array.from({ length: count }, () => makeCustomer(owner, services.keys, { nowMs })))
  const ids = people.map(({ customerId }) => customerId)
  await owner.query('UPDATE customer SET branch_id = $2 WHERE id = ANY($1)', [ids, branchId])
  const shown = await Promise.allSettled(
    ids.map((customerId) => revealCustomerField(desk, by.ctx(nowMs), { customerId, field: 'national_id' })),
  )
  return shown.filter(({ status }) => status === 'fulfilled').length
}

test('past the ceiling a colleague at the same counter lets exactly as many through again, and both names are in the alarm', async () => {
  const branchId = await newBranch()
  const [clerk, colleague] = [await at(branchId), await at(branchId)]
  const max = policy.branchRevealsPerHourMax
  expect(await revealMany(clerk, branchId, max + 5)).toBe(max)
  const approvalId = await askRaise(clerk)
  expect(await askRaise(clerk), 'a second press asks once').toBe(approvalId)
  expect(await revealMany(clerk, branchId, 3), 'asked is not approved').toBe(0)
  expect(await wordOf(approve(desk, approvalId, { by: clerk, atMs: nowMs }))).toBe('own_request')
  expect(await wordOf(approve(desk, approvalId, { by: colleague, atMs: nowMs }))).toBe('approved')
  expect(await wordOf(approve(desk, approvalId, { by: colleague, atMs: nowMs }))).toBe('approved')
  expect(await revealMany(clerk, branchId, max + 5)).toBe(max)
  expect(await revealMany(colleague, branchId, max + 5), 'it is not the colleague’s').toBe(max)
  const auditor = await makeOperator(owner, { role: 'auditor', nowMs })
  const alarms = await listCeilingAlarms(web, auditor.ctx(nowMs))
  const raised = alarms.find(({ operatorId, used }) => operatorId === clerk.operatorId && used === null)
  expect(raised).toMatchObject({ kind: 'reveal', max, checkerName: 'کاربر آزمون' })
  const { rows } = await owner.query(
    `SELECT data->>'checkerId' AS "checkerId", reason FROM audit_event WHERE actor_id = $1 AND action = 'ceiling.raised'`,
    [clerk.operatorId],
  )
  expect(rows).toEqual([{ checkerId: colleague.operatorId, reason: raise.reason }])
})

test('a clerk of another branch finds no such request, and a role that does not check it is refused', async () => {
  const clerk = await at(await newBranch())
  const approvalId = await askRaise(clerk)
  expect(await wordOf(approve(desk, approvalId, { by: await at(await newBranch()), atMs: nowMs }))).toBe('not_found')
  for (const role of ['support', 'auditor', 'admin'] as const) {
    const other = await makeOperator(owner, { role, nowMs })
    expect(await wordOf(approve(desk, approvalId, { by: other, atMs: nowMs })), role).toBe('not_a_checker')
  }
  const fraud = await makeOperator(owner, { role: 'fraud', nowMs })
  const refusal = { approvalId, decision: 'reject', reason: 'دلیل روشن نیست' } as const
  expect(await wordOf(decideApproval(desk, fraud.ctx(nowMs), refusal))).toBe('rejected')
})

test('the database itself takes no other checker, whoever writes', async () => {
  const branchId = await newBranch()
  const [clerk, colleague, stranger] = [await at(branchId), await at(branchId), await at(await newBranch())]
  const people = new Map([
    ['colleague', colleague],
    ['stranger', stranger],
    ['clerk', clerk],
  ])
  for (const role of ['support', 'fraud', 'auditor', 'admin'] as const)
    people.set(role, await makeOperator(owner, { role, nowMs }))
  const takes = async (approvalId: string, checkerId: string): Promise<boolean> => {
    const sql = `UPDATE approval SET state = 'approved', checker_id = $2, decided_at = requested_at WHERE id = $1`
    const tx = await desk.pool.connect()
    await tx.query('BEGIN')
    const taken = await tx.query(sql, [approvalId, checkerId]).then(
      () => true,
      () => false,
    )
    await tx.query('ROLLBACK')
    tx.release()
    return taken
  }
  const table: Record<string, string> = {}
  for (const makerName of ['clerk', 'support', 'fraud', 'auditor']) {
    const maker = people.get(makerName) as TestOperator
    const approvalId = await askRaise(maker)
    const takers: string[] = []
    for (const [name, { operatorId }] of people) if (await takes(approvalId, operatorId)) takers.push(name)
    table[makerName] = takers.sort().join(' ')
  }
  expect(table).toEqual({ clerk: 'colleague fraud', support: 'fraud', fraud: '', auditor: 'admin fraud' })
})

test('who has no such ceiling asks for none: an administrator is refused, a support operator’s ends have a second person each', async () => {
  const admin = await makeOperator(owner, { role: 'admin', nowMs })
  expect(await wordOf(requestApproval(desk, admin.ctx(nowMs), raise))).toBe('forbidden')
  const support = await makeOperator(owner, { role: 'support', nowMs })
  for (const kind of ['end', 'foreign_record', 'reprint'])
    expect(await wordOf(requestApproval(desk, support.ctx(nowMs), { ...raise, payload: { kind } }))).toBe('not_found')
  for (const kind of ['', 'everything', null, ['reveal']])
    expect(await wordOf(requestApproval(desk, support.ctx(nowMs), { ...raise, payload: { kind } }))).toBe(
      'validation_failed',
    )
})
