import { dueAtMsOf } from '#domain/complaint/complaint.ts'
import { at, type Transaction } from '#server/database.ts'
import { type ComplaintPlan, complaintPlans } from './complaint-plans.ts'
import type { DemoOperator } from './operators.ts'
import { insertRows, type Row } from './seed-repository.ts'
import { MINUTE_MS, type World } from './world.ts'

/** Not a persona's: what tests find on those stays as it is. */
const ofBranch = `FROM customer k JOIN branch b ON b.id = k.branch_id AND b.code = '0101' `
const others = `k.mobile NOT LIKE '+98911%' AND k.id <> ALL($1::uuid[])`

/** A fortnight of complaints, as the desk would have taken and answered them. */
export async function makeComplaints(tx: Transaction, world: World, operators: DemoOperator[]): Promise<void> {
  const idOf = (username: string): string => operators.find((one) => one.username === username)?.id ?? ''
  const taken: string[] = []
  for (const plan of complaintPlans) {
    const openedAtMs = world.nowMs - plan.minutesAgo * MINUTE_MS
    const subject = await findSubject(tx, plan, openedAtMs, taken)
    if (subject.customerId) taken.push(subject.customerId)
    const complaint = { ...complaintRow(world, plan, openedAtMs, idOf), ...columnsOf(subject) }
    await insertRows(tx, 'complaint', [complaint])
    await insertRows(tx, 'complaint_event', eventRows(world, plan, { complaint, openedAtMs, idOf }))
  }
}

type Subject = { customerId: string | null; verificationId: string | null }

async function findSubject(tx: Transaction, plan: ComplaintPlan, beforeMs: number, taken: string[]): Promise<Subject> {
  if (plan.about === 'nobody') return { customerId: null, verificationId: null }
  const ofVerification = `SELECT k.id AS "customerId", v.id AS "verificationId" ${ofBranch}
    JOIN verification v ON v.customer_id = k.id WHERE ${others} AND v.reason = $2 AND v.at < $3 ORDER BY v.at DESC LIMIT 1`
  const ofCustomer = `SELECT k.id AS "customerId", NULL AS "verificationId" ${ofBranch} WHERE ${others} ORDER BY k.id DESC LIMIT 1`
  const { rows } = await tx.query<Subject>(ofVerification, [taken, plan.about, at(beforeMs)])
  if (rows[0]) return rows[0]
  const { rows: any } = await tx.query<Subject>(ofCustomer, [taken])
  return any[0] ?? { customerId: null, verificationId: null }
}

function columnsOf({ customerId, verificationId }: Subject): Row {
  return {
    customer_id: customerId,
    verification_id: verificationId,
    mobile: customerId === null ? '+989351112233' : null,
  }
}

type IdOf = (username: string) => string

function complaintRow({ random }: World, { kind, steps }: ComplaintPlan, openedAtMs: number, idOf: IdOf): Row {
  const atMsOf = (after: number): number => openedAtMs + after * MINUTE_MS
  const closed = steps.find((step) => step.kind === 'closed')
  const reopened = steps.find((step) => step.kind === 'reopened')
  const openSinceMs = reopened ? atMsOf(reopened.after) : openedAtMs
  const isClosed = closed !== undefined && reopened === undefined
  const to = steps.find((step) => step.kind === 'assigned')?.to
  return {
    id: random.id(openedAtMs),
    kind,
    state: isClosed ? 'closed' : reopened ? 'reopened' : 'open',
    branch_id: null,
    assignee_id: to === undefined ? null : idOf(to),
    opened_at: at(openedAtMs),
    open_since: at(openSinceMs),
    due_at: at(dueAtMsOf(kind, openSinceMs)),
    first_closed_at: closed ? at(atMsOf(closed.after)) : null,
    closed_at: isClosed ? at(atMsOf(closed.after)) : null,
    outcome: isClosed ? (closed.outcome ?? null) : null,
    open_seconds: closed ? closed.after * 60 : 0,
    reopened_count: reopened ? 1 : 0,
  }
}

type Made = { complaint: Row; openedAtMs: number; idOf: IdOf }

function eventRows({ random }: World, plan: ComplaintPlan, { complaint, openedAtMs, idOf }: Made): Row[] {
  const opening = { after: 0, by: plan.by, kind: 'opened' as const, note: plan.note }
  return [opening, ...plan.steps].map((step) => {
    const atMs = openedAtMs + step.after * MINUTE_MS
    const isDue = step.kind === 'opened' || step.kind === 'reopened'
    return {
      id: random.id(atMs),
      complaint_id: complaint.id ?? '',
      at: at(atMs),
      kind: step.kind,
      operator_id: idOf(step.by),
      submission_id: random.id(atMs),
      note: step.note ?? null,
      assignee_id: 'to' in step && step.to ? idOf(step.to) : null,
      due_at: isDue ? at(dueAtMsOf(plan.kind, atMs)) : null,
      outcome: 'outcome' in step ? (step.outcome ?? null) : null,
    }
  })
}
