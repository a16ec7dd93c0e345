import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import type { ComplaintKind } from '#domain/complaint/complaint.ts'
import { closeComplaint } from '#server/complaints/close-complaint.ts'
import { countComplaints } from '#server/complaints/count-complaints.ts'
import { countWaitingComplaints } from '#server/complaints/count-waiting-complaints.ts'
import { findComplaintByNumber } from '#server/complaints/find-complaint-by-number.ts'
import { forgetComplaintView } from '#server/complaints/forget-complaint-view.ts'
import { listComplaints } from '#server/complaints/list-complaints.ts'
import { listOpenComplaints } from '#server/complaints/list-open-complaints.ts'
import { openComplaint } from '#server/complaints/open-complaint.ts'
import { readComplaint } from '#server/complaints/read-complaint.ts'
import { readComplaintFigures } from '#server/complaints/read-complaint-figures.ts'
import { saveComplaintView } from '#server/complaints/save-complaint-view.ts'
import { at } from '#server/database.ts'
import { makeCustomer, type TestCustomer } from '#tests/harness/make-customer.ts'
import { makeOperator, type TestOperator } from '#tests/harness/make-operator.ts'
import { openTestDatabase } from '#tests/harness/open-test-database.ts'
import { openTestDesk } from '#tests/harness/open-test-desk.ts'
import { openTestServices } from '#tests/harness/open-test-services.ts'

const database = await openTestDatabase()
const { services, owner } = openTestServices(database)
const desk = openTestDesk(database)
const nowMs = Date.now()
const hourMs = 3_600_000
const note = 'به گفتهٔ مشتری'

/** A branch of one clerk: its queues hold what this test puts there and nothing else. */
async function openBranch(): Promise<{ clerk: TestOperator; customer: TestCustomer }> {
  const customer = await makeCustomer(owner, services.keys, { nowMs })
  return { customer, clerk: await makeOperator(owner, { role: 'branch', branchId: customer.branchId, nowMs }) }
}

type ComplaintWish = { kind?: ComplaintKind; dueAtMs?: number; assigneeId?: string; openedAtMs?: number }

async function addComplaint(
  clerk: TestOperator,
  { customerId }: TestCustomer,
  wish: ComplaintWish = {},
): Promise<string> {
  const { kind = 'code_refused', dueAtMs, assigneeId = null, openedAtMs = nowMs } = wish
  const input = { submissionId: randomUUID(), customerId, kind, note }
  const { complaintId } = await openComplaint(desk, clerk.ctx(nowMs), input)
  if (openedAtMs !== nowMs) await owner.query('ALTER TABLE complaint DISABLE TRIGGER kept')
  await owner.query(
    'UPDATE complaint SET due_at = coalesce($2, due_at), assignee_id = $3, opened_at = $4, open_since = $4 WHERE id = $1',
    [complaintId, dueAtMs === undefined ? null : at(dueAtMs), assigneeId, at(openedAtMs)],
  )
  if (openedAtMs !== nowMs) await owner.query('ALTER TABLE complaint ENABLE TRIGGER kept')
  return complaintId
}

const close = (clerk: TestOperator, complaintId: string, atMs: number) =>
  closeComplaint(desk, clerk.ctx(atMs), { submissionId: randomUUID(), complaintId, outcome: 'explained', note })
const idsOf = async (clerk: TestOperator, wish: Parameters<typeof listComplaints>[2]) =>
  (await listComplaints(desk, clerk.ctx(nowMs), wish)).complaints.map(({ id }) => id)

test('each queue holds its own, the most urgent first, and counts them', async () => {
  const { clerk, customer } = await openBranch()
  const mine = await addComplaint(clerk, customer, { assigneeId: clerk.operatorId, dueAtMs: nowMs + 9 * hourMs })
  const late = await addComplaint(clerk, customer, { dueAtMs: nowMs - 1 })
  const free = await addComplaint(clerk, customer, { kind: 'not_me', dueAtMs: nowMs + hourMs })
  const answered = await addComplaint(clerk, customer)
  await close(clerk, answered, nowMs)
  expect(await idsOf(clerk, { queue: 'open' })).toEqual([late, free, mine])
  expect(await idsOf(clerk, { queue: 'mine' })).toEqual([mine])
  expect(await idsOf(clerk, { queue: 'unassigned' })).toEqual([late, free])
  expect(await idsOf(clerk, { queue: 'overdue' })).toEqual([late])
  expect(await idsOf(clerk, { queue: 'closed' })).toEqual([answered])
  expect(await idsOf(clerk, { queue: 'open', kind: 'not_me' })).toEqual([free])
  expect(await idsOf(clerk, { queue: 'open', assigneeId: clerk.operatorId })).toEqual([mine])
  const counts = await countComplaints(desk, clerk.ctx(nowMs))
  expect(counts).toEqual({ mine: 1, unassigned: 2, overdue: 1, open: 3, waiting: 2 })
  expect(await countWaitingComplaints(desk, clerk.ctx(nowMs))).toEqual({ waiting: 2 })
  const open = await listOpenComplaints(desk, clerk.ctx(nowMs), customer)
  expect(open.map(({ id }) => id)).toEqual([late, free, mine])
})

test('what is due by the end of the day, or within the week, can be looked at alone', async () => {
  const { clerk, customer } = await openBranch()
  const soon = await addComplaint(clerk, customer, { dueAtMs: nowMs - 1 })
  const inDays = await addComplaint(clerk, customer, { dueAtMs: nowMs + 3 * 24 * hourMs })
  await addComplaint(clerk, customer, { dueAtMs: nowMs + 20 * 24 * hourMs })
  expect(await idsOf(clerk, { queue: 'open', due: 'today' })).toEqual([soon])
  expect(await idsOf(clerk, { queue: 'open', due: 'week' })).toEqual([soon, inDays])
})

test('what was given to somebody who has left counts as nobody’s', async () => {
  const { clerk, customer } = await openBranch()
  const gone = await makeOperator(owner, { role: 'branch', branchId: customer.branchId, nowMs })
  const left = await addComplaint(clerk, customer, { assigneeId: gone.operatorId })
  expect(await idsOf(clerk, { queue: 'unassigned' })).toEqual([])
  await owner.query('UPDATE operator SET disabled_at = now() WHERE id = $1', [gone.operatorId])
  expect(await idsOf(clerk, { queue: 'unassigned' })).toEqual([left])
})

test.each(['moved to another branch', 'taken a role that works on none'])(
  'what was given to somebody who has %s counts as nobody’s: it is in nobody else’s queue',
  async (what) => {
    const [{ clerk, customer }, other] = [await openBranch(), await openBranch()]
    const gone = await makeOperator(owner, { role: 'branch', branchId: customer.branchId, nowMs })
    const overdue = { assigneeId: gone.operatorId, dueAtMs: nowMs - 1 }
    const left = await addComplaint(clerk, customer, overdue)
    expect(await idsOf(clerk, { queue: 'unassigned' })).toEqual([])
    const [role, branchId] = what.startsWith('moved') ? ['branch', other.customer.branchId] : ['auditor', null]
    await owner.query('UPDATE operator SET role = $2, branch_id = $3 WHERE id = $1', [gone.operatorId, role, branchId])
    expect(await idsOf(clerk, { queue: 'unassigned' })).toEqual([left])
    expect(await countWaitingComplaints(desk, clerk.ctx(nowMs))).toEqual({ waiting: 1 })
  },
)

test.each(['open', 'closed'] as const)(
  'the %s queue is paged by its place, none twice and none left out',
  async (queue) => {
    const { clerk, customer } = await openBranch()
    const added = []
    for (let count = 0; count < 53; count++)
      added.push(await addComplaint(clerk, customer, { dueAtMs: nowMs + hourMs }))
    if (queue === 'closed') for (const id of added) await close(clerk, id, nowMs)
    const first = await listComplaints(desk, clerk.ctx(nowMs), { queue })
    expect(first.complaints).toHaveLength(50)
    const second = await listComplaints(desk, clerk.ctx(nowMs), { queue, after: first.next ?? undefined })
    expect(second.next).toBeNull()
    const seen = [...first.complaints, ...second.complaints].map(({ id }) => id)
    expect(seen.sort()).toEqual(added.sort())
  },
)

test('answer times are of the first closing, by kind and together, of thirty days', async () => {
  const { clerk, customer } = await openBranch()
  for (const [hours, days] of [
    [1, 2],
    [2, 2],
    [6, 2],
    [50, 40],
  ] as const) {
    const openedAtMs = nowMs - days * 24 * hourMs
    const id = await addComplaint(clerk, customer, { openedAtMs })
    await owner.query(
      `UPDATE complaint SET state = 'closed', outcome = 'explained', first_closed_at = $2, closed_at = $2 WHERE id = $1`,
      [id, at(openedAtMs + hours * hourMs)],
    )
  }
  await addComplaint(clerk, customer, { kind: 'not_me', dueAtMs: nowMs - 1 })
  const figures = await readComplaintFigures(desk, clerk.ctx(nowMs))
  const of = (kind: ComplaintKind | null) => figures.find((one) => one.kind === kind)
  const answered = { answered: 3, medianSeconds: 2 * 3600, meanSeconds: 3 * 3600 }
  expect(of('code_refused')).toMatchObject({ opened: 3, ...answered, open: 0, overdue: 0 })
  expect(of('not_me')).toMatchObject({ opened: 1, answered: 0, medianSeconds: null, open: 1, overdue: 1 })
  expect(of(null)).toMatchObject({ opened: 4, ...answered, open: 1, overdue: 1 })
})

test('another branch’s complaints are in no queue, no count, no figure and under no number', async () => {
  const [own, theirs] = [await openBranch(), await openBranch()]
  const complaintId = await addComplaint(theirs.clerk, theirs.customer, { dueAtMs: nowMs - 1 })
  const page = await readComplaint(desk, theirs.clerk.ctx(nowMs), { complaintId })
  const number = { text: String(page.complaint.number) }
  const ctx = own.clerk.ctx(nowMs)
  for (const queue of ['open', 'unassigned', 'overdue'] as const) expect(await idsOf(own.clerk, { queue })).toEqual([])
  expect(await countComplaints(desk, ctx)).toEqual({ mine: 0, unassigned: 0, overdue: 0, open: 0, waiting: 0 })
  expect(await readComplaintFigures(desk, ctx)).toMatchObject([{ kind: null, opened: 0, open: 0 }])
  expect(await findComplaintByNumber(desk, ctx, number)).toBeNull()
  expect(await findComplaintByNumber(desk, theirs.clerk.ctx(nowMs), number)).toEqual({ complaintId })
  const reading = listOpenComplaints(desk, ctx, theirs.customer)
  await expect(reading).rejects.toMatchObject({ code: 'not_found' })
})

test('a caller nobody can name, taken down at a branch, is seen by that branch and by support', async () => {
  const [own, theirs] = [await openBranch(), await openBranch()]
  const input = { submissionId: randomUUID(), customerId: null, kind: 'app_or_sms_question' as const, note }
  const { complaintId } = await openComplaint(desk, own.clerk.ctx(nowMs), input)
  const support = await makeOperator(owner, { role: 'support', nowMs })
  expect(await idsOf(own.clerk, { queue: 'open' })).toEqual([complaintId])
  expect(await idsOf(theirs.clerk, { queue: 'open' })).toEqual([])
  expect(await readComplaint(desk, support.ctx(nowMs), { complaintId })).toHaveProperty('complaint.id', complaintId)
})

test('a saved queue is the operator’s own: kept by name, replaced by the same name, at most twelve, dropped by nobody else', async () => {
  const [{ clerk }, other] = [await openBranch(), await openBranch()]
  const ctx = clerk.ctx(nowMs)
  const viewsOf = async (whose: TestOperator) => (await listComplaints(desk, whose.ctx(nowMs), { queue: 'open' })).views
  await saveComplaintView(desk, ctx, { name: ' دیرشده‌ها ', query: 'queue=overdue' })
  await saveComplaintView(desk, ctx, { name: 'دیرشده‌ها', query: 'queue=overdue&kind=not_me' })
  const [view, ...more] = await viewsOf(clerk)
  expect([view, more]).toMatchObject([{ name: 'دیرشده‌ها', query: 'queue=overdue&kind=not_me' }, []])
  expect(await viewsOf(other.clerk)).toEqual([])
  await forgetComplaintView(desk, other.clerk.ctx(nowMs), { viewId: view?.id ?? '' })
  expect(await viewsOf(clerk)).toHaveLength(1)
  const names = Array.from({ length: 15 }, (_, index) => `صف ${index}`)
  const saved = await Promise.allSettled(
    names.map((name) => saveComplaintView(desk, ctx, { name, query: 'queue=mine' })),
  )
  expect(saved.filter(({ status }) => status === 'fulfilled')).toHaveLength(11)
  for (const query of ['', 'queue=<script>', 'x'.repeat(301)])
    await expect(saveComplaintView(desk, ctx, { name: 'بد', query })).rejects.toMatchObject({
      code: 'validation_failed',
    })
  await forgetComplaintView(desk, ctx, { viewId: view?.id ?? '' })
  expect(await viewsOf(clerk)).toHaveLength(11)
})

test.each(['5076771234567893', '\u200c\u200c', ' \u3164 '])(
  'a queue is saved under a name that can be read and is no card number, not %j',
  async (name) => {
    const { clerk } = await openBranch()
    await expect(saveComplaintView(desk, clerk.ctx(nowMs), { name, query: 'queue=mine' })).rejects.toMatchObject({
      code: 'validation_failed',
    })
  },
)

test('reading a queue leaves how many customers’ complaints were seen', async () => {
  const { clerk, customer } = await openBranch()
  await addComplaint(clerk, customer)
  await listComplaints(desk, clerk.ctx(nowMs), { queue: 'open' })
  const { rows } = await owner.query(`SELECT data FROM audit_event WHERE actor_id = $1 AND action = 'customer.found'`, [
    clerk.operatorId,
  ])
  expect(rows).toEqual([{ data: { kinds: ['complaints'], found: 1 } }])
})
