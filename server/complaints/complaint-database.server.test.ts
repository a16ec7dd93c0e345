import { randomUUID } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import {
  type ComplaintEvent,
  complaintEvents,
  complaintKinds,
  complaintOutcomes,
  moveComplaint,
} from '#domain/complaint/complaint.ts'
import { at, openPool } from '#server/database.ts'
import { drawId } from '#server/draw-id.ts'
import { makeCustomer } from '#tests/harness/make-customer.ts'
import { openTestDatabase } from '#tests/harness/open-test-database.ts'
import { openTestServices } from '#tests/harness/open-test-services.ts'

const database = await openTestDatabase()
const { services, owner } = openTestServices(database)
const nowMs = Date.now()
const customer = await makeCustomer(owner, services.keys, { nowMs })
const verificationId = randomUUID()

type State = 'open' | 'closed' | 'reopened'

async function add(state: State, more: Record<string, unknown> = {}): Promise<string> {
  const id = drawId(nowMs)
  const now = at(nowMs)
  const ended = state === 'closed' ? { closed_at: now, outcome: 'explained' } : {}
  const first = state === 'open' ? {} : { first_closed_at: now }
  const times = { opened_at: now, open_since: now, due_at: now }
  const common = { id, kind: 'code_refused', customer_id: customer.customerId, state, ...times }
  const row = { ...common, ...first, ...ended, ...more }
  const columns = Object.keys(row)
  await owner.query(
    `INSERT INTO complaint (${columns}) VALUES (${columns.map((_, index) => `$${index + 1}`)})`,
    Object.values(row),
  )
  return id
}

const changes: Record<State, string> = {
  open: `state = 'open', closed_at = NULL, outcome = NULL`,
  closed: `state = 'closed', outcome = 'explained', closed_at = now(), first_closed_at = coalesce(first_closed_at, now())`,
  reopened: `state = 'reopened', closed_at = NULL, outcome = NULL`,
}

const messageOf = (work: Promise<unknown>): Promise<string> =>
  work.then(
    () => 'done',
    ({ message }: Error) => message,
  )

describe('the database itself lets a complaint go only where the table of states does', () => {
  const states = Object.keys(changes) as State[]
  const reached = (from: State): State[] =>
    (complaintEvents as readonly ComplaintEvent[])
      .filter((event) => event !== 'note')
      .flatMap((event) => {
        const move = moveComplaint(from, event)
        return move.outcome === 'moved' ? [move.state] : []
      })
  test.each(states.flatMap((from) => states.map((to) => [from, to] as const)))('%s to %s', async (from, to) => {
    const id = await add(from)
    const outcome = await messageOf(owner.query(`UPDATE complaint SET ${changes[to]} WHERE id = $1`, [id]))
    if (reached(from).includes(to)) expect(outcome).toBe('done')
    else expect(outcome).toMatch(/does not become|violates check constraint/)
  })
})

test('every kind and outcome of the product is one of the database’s, and no other is', async () => {
  for (const kind of complaintKinds) await add('open', { kind })
  for (const outcome of complaintOutcomes) await add('closed', { outcome })
  expect(await messageOf(add('open', { kind: 'weather' }))).toMatch(/kind_check/)
  expect(await messageOf(add('closed', { outcome: 'rain' }))).toMatch(/outcome_check/)
})

test('a complaint is not closed without an outcome, and holds none while it is open', async () => {
  expect(await messageOf(add('closed', { outcome: null }))).toMatch(/violates check/)
  expect(await messageOf(add('open', { outcome: 'explained' }))).toMatch(/violates check/)
})

test('one complaint of a verification is open at a time; closed ones stand beside it', async () => {
  const about = { verification_id: verificationId }
  await add('closed', about)
  await add('open', about)
  await add('closed', about)
  expect(await messageOf(add('reopened', about))).toMatch(/complaint_one_open/)
})

test('only questions about the app are anybody’s; everything else is a customer’s', async () => {
  await add('open', { customer_id: null, kind: 'app_or_sms_question', mobile: '+989121234567' })
  expect(await messageOf(add('open', { customer_id: null }))).toMatch(/violates check/)
  expect(await messageOf(add('open', { mobile: '+989121234567' }))).toMatch(/violates check/)
})

test('a complaint is never deleted, its events never changed, and what it is about stays', async () => {
  const id = await add('open')
  expect(await messageOf(owner.query('DELETE FROM complaint WHERE id = $1', [id]))).toMatch(/DELETE refused/)
  for (const change of [`kind = 'not_me'`, 'customer_id = NULL', 'opened_at = now()', 'number = DEFAULT'])
    expect(await messageOf(owner.query(`UPDATE complaint SET ${change} WHERE id = $1`, [id])), change).not.toBe('done')
  const web = openPool({ connectionString: database.webUrl, max: 1, applicationName: 'complaints-web' })
  try {
    const statements = [
      'DELETE FROM complaint',
      'TRUNCATE complaint CASCADE',
      `UPDATE complaint SET kind = 'not_me'`,
      'UPDATE complaint SET opened_at = now()',
      `UPDATE complaint_event SET note = ''`,
      'DELETE FROM complaint_event',
      `UPDATE complaint_view SET name = 'x'`,
    ]
    for (const statement of statements)
      expect(await messageOf(web.query(statement)), statement).toMatch(/permission denied/)
  } finally {
    await web.end()
  }
})
