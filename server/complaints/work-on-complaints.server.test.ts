import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import { dueAtMsOf } from '#domain/complaint/complaint.ts'
import { roles } from '#domain/operator/permission.ts'
import { assignComplaint } from '#server/complaints/assign-complaint.ts'
import { changeComplaintDue } from '#server/complaints/change-complaint-due.ts'
import { closeComplaint } from '#server/complaints/close-complaint.ts'
import { noteComplaint } from '#server/complaints/note-complaint.ts'
import { openComplaint } from '#server/complaints/open-complaint.ts'
import { openVerificationComplaint } from '#server/complaints/open-verification-complaint.ts'
import { readComplaint } from '#server/complaints/read-complaint.ts'
import { reopenComplaint } from '#server/complaints/reopen-complaint.ts'
import { revealCallerMobile } from '#server/complaints/reveal-caller-mobile.ts'
import { readTimeline } from '#server/customers/read-timeline.ts'
import { readVerification } from '#server/verifications/read-verification.ts'
import { makeCustomer, type TestCustomer } from '#tests/harness/make-customer.ts'
import { makeOperator, putInHand, type TestOperator } from '#tests/harness/make-operator.ts'
import { makeVerifications } from '#tests/harness/make-verifications.ts'
import { openTestDatabase } from '#tests/harness/open-test-database.ts'
import { openTestDesk } from '#tests/harness/open-test-desk.ts'
import { openTestServices } from '#tests/harness/open-test-services.ts'
import { readAudit } from '#tests/harness/read-audit.ts'
import { readSms } from '#tests/harness/read-sms.ts'

const database = await openTestDatabase()
const { services, owner } = openTestServices(database)
const desk = openTestDesk(database)
const nowMs = Date.now()
const minuteMs = 60_000
const hourMs = 60 * minuteMs
const support = await makeOperator(owner, { role: 'support', nowMs })
const submissionId = () => randomUUID()
const note = 'به گفتهٔ مشتری'

type Opened = { customer: TestCustomer; verificationId: string; complaintId: string }

async function makeRefused(operator: TestOperator, reason = 'code_mismatch') {
  const customer = await makeCustomer(owner, services.keys, { nowMs })
  const [verificationId = ''] = await makeVerifications(owner, customer, [{ atMs: nowMs - 60_000, reason }])
  const { customerId } = customer
  await putInHand(owner, { operatorId: operator.operatorId, customerId, reason: null, untilMs: nowMs + hourMs })
  return { customer, verificationId }
}

async function openOne(operator = support): Promise<Opened> {
  const subject = await makeRefused(operator)
  const input = { submissionId: submissionId(), verificationId: subject.verificationId }
  return { ...subject, ...(await openVerificationComplaint(desk, operator.ctx(nowMs), input)) }
}

const read = (complaintId: string, operator = support) => readComplaint(desk, operator.ctx(nowMs), { complaintId })
const close = (complaintId: string, atMs = nowMs) =>
  closeComplaint(desk, support.ctx(atMs), { submissionId: submissionId(), complaintId, outcome: 'explained', note })
const codeOf = (work: Promise<unknown>) =>
  work.then(
    () => 'done',
    ({ code, reason }) => (code === reason ? code : `${code} ${reason}`),
  )

test.each([
  ['code_mismatch', 'code_refused'],
  ['accepted', 'not_me'],
])('a verification that ended as %s opens as a complaint of %s with one press', async (reason, kind) => {
  const { customer, verificationId } = await makeRefused(support, reason)
  const input = { submissionId: submissionId(), verificationId }
  const { complaintId, isNew } = await openVerificationComplaint(desk, support.ctx(nowMs), input)
  expect(isNew).toBe(true)
  const { complaint, verification, events } = await read(complaintId)
  const { customerId } = customer
  expect(complaint).toMatchObject({ kind, state: 'open', customerId, verificationId, assigneeId: null })
  expect(complaint.dueAtMs).toBe(dueAtMsOf(complaint.kind, nowMs))
  expect(verification).toMatchObject({ id: verificationId, reason })
  expect(events.map((event) => event.kind)).toEqual(['opened'])
  const data = { complaintNumber: String(complaint.number), complaintKind: kind, dueAtMs: complaint.dueAtMs }
  expect(await readAudit(owner, customerId)).toMatchObject([{ action: 'complaint.opened', data }])
  const sms = await readSms(owner, database, { mobile: customer.mobile ?? '' })
  expect(sms.map(({ noticeKind }) => noticeKind)).toEqual(['complaint_opened'])
})

test('pressed twice, or by two at once, one complaint of a verification is open and both are led to it', async () => {
  const { customer, verificationId } = await makeRefused(support)
  const fraud = await makeOperator(owner, { role: 'fraud', nowMs })
  const pressed = { submissionId: submissionId(), verificationId }
  const presses = [support, support, fraud, fraud].map((operator, index) =>
    openVerificationComplaint(
      desk,
      operator.ctx(nowMs),
      index < 2 ? pressed : { ...pressed, submissionId: submissionId() },
    ),
  )
  const opened = await Promise.all(presses)
  expect(new Set(opened.map(({ complaintId }) => complaintId)).size).toBe(1)
  expect(opened.filter(({ isNew }) => isNew)).toHaveLength(1)
  const actions = (await readAudit(owner, customer.customerId)).map(({ action }) => action)
  expect(actions).toEqual(['complaint.opened'])
})

test('two who close at once: one does, the other is told, and the customer hears of it once', async () => {
  const { customer, complaintId } = await openOne()
  const outcomes = await Promise.all([codeOf(close(complaintId)), codeOf(close(complaintId))])
  expect(outcomes.sort()).toEqual(['conflict complaint_closed', 'done'])
  const { events } = await read(complaintId)
  expect(events.filter(({ kind }) => kind === 'closed')).toHaveLength(1)
  const sms = await readSms(owner, database, { mobile: customer.mobile ?? '' })
  expect(sms.filter(({ noticeKind }) => noticeKind === 'complaint_answered')).toHaveLength(1)
})

test('a note, an assignee and a due date leave their events and audit rows; sent twice they are there once', async () => {
  const { customer, complaintId } = await openOne()
  const dueAtMs = nowMs + 50 * hourMs
  const [noted, assigned, moved] = [submissionId(), submissionId(), submissionId()]
  for (let times = 0; times < 2; times++) {
    await noteComplaint(desk, support.ctx(nowMs + 1), { submissionId: noted, complaintId, note })
    const assigneeId = support.operatorId
    await assignComplaint(desk, support.ctx(nowMs + 2), { submissionId: assigned, complaintId, assigneeId })
    await changeComplaintDue(desk, support.ctx(nowMs + 3), { submissionId: moved, complaintId, dueAtMs })
  }
  const { complaint, events } = await read(complaintId)
  expect(complaint).toMatchObject({ dueAtMs, assigneeId: support.operatorId })
  expect(events.map(({ kind }) => kind)).toEqual(['opened', 'noted', 'assigned', 'due_changed'])
  const audit = await readAudit(owner, customer.customerId)
  expect(audit.map(({ action }) => action).slice(1)).toEqual([
    'complaint.noted',
    'complaint.assigned',
    'complaint.due_changed',
  ])
  expect(audit[1]).toMatchObject({ reason: note, actorId: support.operatorId })
})

test('the time to the first answer stays, and the time open is counted over every reopening', async () => {
  const { complaintId } = await openOne()
  await close(complaintId, nowMs + 2 * minuteMs)
  const reopening = { submissionId: submissionId(), complaintId, note: 'دوباره پیش آمد' }
  await reopenComplaint(desk, support.ctx(nowMs + 10 * minuteMs), reopening)
  const reopened = (await read(complaintId)).complaint
  expect(reopened).toMatchObject({ state: 'reopened', outcome: null, closedAtMs: null, reopenedCount: 1 })
  expect(reopened.dueAtMs).toBe(dueAtMsOf('code_refused', nowMs + 10 * minuteMs))
  await close(complaintId, nowMs + 11 * minuteMs)
  const { complaint } = await read(complaintId)
  expect(complaint).toMatchObject({ state: 'closed', firstClosedAtMs: nowMs + 2 * minuteMs, openSeconds: 3 * 60 })
})

test('what a closed complaint takes and an open one refuses is what the table of states says', async () => {
  const { complaintId } = await openOne()
  const act = () => ({ submissionId: submissionId(), complaintId })
  const ctx = support.ctx(nowMs)
  const tries = async () => [
    await codeOf(noteComplaint(desk, ctx, { ...act(), note })),
    await codeOf(assignComplaint(desk, ctx, { ...act(), assigneeId: support.operatorId })),
    await codeOf(changeComplaintDue(desk, ctx, { ...act(), dueAtMs: nowMs + hourMs })),
  ]
  expect(await codeOf(reopenComplaint(desk, ctx, { ...act(), note }))).toBe('conflict complaint_not_closed')
  expect(await tries()).toEqual(['done', 'done', 'done'])
  await close(complaintId)
  expect(await tries()).toEqual(['done', 'conflict complaint_closed', 'conflict complaint_closed'])
  expect(await codeOf(close(complaintId))).toBe('conflict complaint_closed')
})

test('a closed complaint is not reopened while a later one of the same verification is open', async () => {
  const { complaintId, verificationId } = await openOne()
  await close(complaintId)
  const again = { submissionId: submissionId(), verificationId }
  const later = await openVerificationComplaint(desk, support.ctx(nowMs), again)
  expect(later.complaintId).not.toBe(complaintId)
  const reopening = () => reopenComplaint(desk, support.ctx(nowMs), { submissionId: submissionId(), complaintId, note })
  expect(await codeOf(reopening())).toBe('conflict another_open')
  await close(later.complaintId)
  expect(await codeOf(reopening())).toBe('done')
})

test('closing needs an outcome and an answer in words, and no note takes a whole card number', async () => {
  const { customer, complaintId } = await openOne()
  const act = { submissionId: submissionId(), complaintId, outcome: 'explained' as const }
  const ctx = support.ctx(nowMs)
  for (const written of ['', '  ', `کارتش ${customer.card.pan.reveal()} است`])
    expect(await codeOf(closeComplaint(desk, ctx, { ...act, note: written }))).toBe('validation_failed')
  expect(await codeOf(closeComplaint(desk, ctx, { ...act, outcome: 'nothing' as 'explained', note }))).toBe(
    'validation_failed',
  )
  expect((await read(complaintId)).complaint.state).toBe('open')
})

test('a complaint is given only to somebody enabled whose role works on them, a clerk only of the customer’s branch', async () => {
  const { customer, complaintId } = await openOne()
  const { branchId } = customer
  const stranger = await makeCustomer(owner, services.keys, { nowMs })
  const given = async (operatorId: string) =>
    codeOf(
      assignComplaint(desk, support.ctx(nowMs), { submissionId: submissionId(), complaintId, assigneeId: operatorId }),
    )
  const own = await makeOperator(owner, { role: 'branch', branchId, nowMs })
  const other = await makeOperator(owner, { role: 'branch', branchId: stranger.branchId, nowMs })
  const auditor = await makeOperator(owner, { role: 'auditor', nowMs })
  const gone = await makeOperator(owner, { role: 'support', nowMs })
  await owner.query('UPDATE operator SET disabled_at = now() WHERE id = $1', [gone.operatorId])
  expect(await given(own.operatorId)).toBe('done')
  for (const { operatorId } of [other, auditor, gone]) expect(await given(operatorId)).toBe('conflict not_assignable')
  const listed = (await read(complaintId)).assignees.map(({ id }) => id)
  expect(listed).toContain(own.operatorId)
  for (const { operatorId } of [other, auditor, gone]) expect(listed).not.toContain(operatorId)
})

test('somebody whom the bank cannot name asks about the app alone, and is sent nothing', async () => {
  const mobile = '09121234567'
  const input = { customerId: null, mobile, note: 'پرونده باز نمی‌شود' }
  const ctx = support.ctx(nowMs)
  const refused = openComplaint(desk, ctx, { ...input, submissionId: submissionId(), kind: 'code_refused' })
  expect(await codeOf(refused)).toBe('validation_failed')
  const opening = { ...input, submissionId: submissionId(), kind: 'app_will_not_install' as const }
  const [first, second] = await Promise.all([openComplaint(desk, ctx, opening), openComplaint(desk, ctx, opening)])
  expect(second).toEqual(first)
  const { complaint } = await read(first.complaintId)
  expect(complaint).toMatchObject({ customerId: null, callerMobileMasked: '0912***4567' })
  const revealed = await revealCallerMobile(desk, ctx, first)
  expect(revealed).toEqual({ value: mobile })
  const { rows } = await owner.query(
    `SELECT data->>'complaintNumber' AS number FROM audit_event WHERE action = 'customer.revealed' AND subject_id = $1`,
    [first.complaintId],
  )
  expect(rows).toEqual([{ number: String(complaint.number) }])
  expect(await readSms(owner, database, { mobile: '+989121234567', sinceMs: nowMs })).toEqual([])
})

test('the customer’s timeline tells a complaint from opening to reopening, once each, and it can be looked at alone', async () => {
  const { customer, complaintId } = await openOne()
  await noteComplaint(desk, support.ctx(nowMs + 1), { submissionId: submissionId(), complaintId, note })
  await close(complaintId, nowMs + 2)
  await reopenComplaint(desk, support.ctx(nowMs + 3), { submissionId: submissionId(), complaintId, note })
  const wish = { customerId: customer.customerId, before: null }
  const ctx = support.ctx(nowMs + 4)
  const alone = await readTimeline(desk, ctx, { ...wish, kind: 'complaint' })
  expect(alone.entries.map(({ facts }) => facts.event)).toEqual(['reopened', 'closed', 'noted', 'opened'])
  expect(alone.entries[1]?.facts).toMatchObject({ complaintId, outcome: 'explained', note })
  const all = await readTimeline(desk, ctx, { ...wish, kind: null })
  expect(all.entries.filter(({ kind }) => kind === 'complaint')).toHaveLength(4)
  expect(all.entries.filter(({ kind }) => kind === 'staff')).toEqual([])
})

test('who reads a complaint has its customer in hand, on record once, and may then read its verification', async () => {
  const { customer, complaintId, verificationId } = await openOne()
  const reader = await makeOperator(owner, { role: 'support', nowMs })
  const ctx = reader.ctx(nowMs)
  const verdict = () => codeOf(readVerification(desk, ctx, { verificationId }))
  expect(await verdict()).toBe('not_found')
  for (let times = 0; times < 2; times++) await readComplaint(desk, ctx, { complaintId })
  expect(await verdict()).toBe('done')
  const seen = (await readAudit(owner, customer.customerId)).filter(({ action }) => action === 'customer.viewed')
  expect(seen).toMatchObject([{ actorId: reader.operatorId, data: { untilMs: nowMs + hourMs / 2 } }])
})

test.each(roles)(
  '%s: who may see the customer sees the complaint, and branch, support and fraud work on it',
  async (role) => {
    const { customer, complaintId, verificationId } = await openOne()
    const { customerId, branchId } = customer
    const operator = await makeOperator(owner, { role, branchId: role === 'branch' ? branchId : null, nowMs })
    const ctx = operator.ctx(nowMs)
    expect(await codeOf(readComplaint(desk, ctx, { complaintId }))).toBe(role === 'admin' ? 'forbidden' : 'done')
    const act = () => ({ submissionId: submissionId(), complaintId })
    const works = [
      () => noteComplaint(desk, ctx, { ...act(), note }),
      () => assignComplaint(desk, ctx, { ...act(), assigneeId: null }),
      () => changeComplaintDue(desk, ctx, { ...act(), dueAtMs: nowMs + hourMs }),
      () => openVerificationComplaint(desk, ctx, { submissionId: submissionId(), verificationId }),
      () => openComplaint(desk, ctx, { submissionId: submissionId(), customerId, kind: 'code_refused', note }),
      () => closeComplaint(desk, ctx, { ...act(), outcome: 'explained', note }),
      () => reopenComplaint(desk, ctx, { ...act(), note }),
    ]
    const outcomes = []
    for (const work of works) outcomes.push(await codeOf(work()))
    const mayWork = ['branch', 'support', 'fraud'].includes(role)
    expect(outcomes).toEqual(Array(7).fill(mayWork ? 'done' : 'forbidden'))
    const { rowCount } = await owner.query(
      `SELECT FROM audit_event WHERE actor_id = $1 AND action = 'permission.denied'`,
      [operator.operatorId],
    )
    expect(rowCount).toBe(mayWork ? 0 : role === 'admin' ? 8 : 7)
  },
)

test('to a clerk of another branch a complaint is not there until the customer came to the counter with a reason', async () => {
  const { customer, complaintId } = await openOne()
  const stranger = await makeCustomer(owner, services.keys, { nowMs })
  const clerk = await makeOperator(owner, { role: 'branch', branchId: stranger.branchId, nowMs })
  const tries = async () => [
    await codeOf(readComplaint(desk, clerk.ctx(nowMs), { complaintId })),
    await codeOf(noteComplaint(desk, clerk.ctx(nowMs), { submissionId: submissionId(), complaintId, note })),
  ]
  expect(await tries()).toEqual(['not_found', 'not_found'])
  const { customerId } = customer
  await putInHand(owner, { operatorId: clerk.operatorId, customerId, reason: 'پای باجه', untilMs: nowMs + hourMs })
  expect(await tries()).toEqual(['done', 'done'])
})
