import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import { recordAuditEvent } from '#server/audit/record-audit-event.ts'
import { readTimeline } from '#server/customers/read-timeline.ts'
import { type TimelineKind, timelineKinds } from '#server/customers/timeline-repository.ts'
import { at } from '#server/database.ts'
import { drawId } from '#server/draw-id.ts'
import { makeCustomer, type TestCustomer } from '#tests/harness/make-customer.ts'
import { makeOperator, putInHand, type TestOperator } from '#tests/harness/make-operator.ts'
import { openTestDatabase } from '#tests/harness/open-test-database.ts'
import { openTestServices } from '#tests/harness/open-test-services.ts'
import { openTestWeb } from '#tests/harness/open-test-web.ts'

const database = await openTestDatabase()
const { services, owner } = openTestServices(database)
const web = openTestWeb(database)
const nowMs = Date.now()
const auditor = await makeOperator(owner, { role: 'auditor', nowMs })

const read = (
  customerId: string,
  kind: TimelineKind | null = null,
  before: { atMs: number; id: string } | null = null,
) => readTimeline(web, auditor.ctx(nowMs), { customerId, kind, before, limit: 2 })

async function addOtpRequest({ customerId, card }: TestCustomer, atMs: number): Promise<void> {
  await owner.query(
    `INSERT INTO otp_request (id, at, guard_id, card_id, customer_id, reference_number, process_type, amount, payee_name,
       merchant_id, terminal_id, channel_client_id, state, suppressed_reason, expires_at)
     VALUES ($1, $2, $3, $4, $5, '1', 'purchase', 10, 'فروشگاه', 'M1', 'T1', 'gateway', 'suppressed', 'card_rate', $2)`,
    [drawId(atMs), at(atMs), card.guardIds.second, card.cardId, customerId],
  )
}

async function addSms({ customerId }: TestCustomer, atMs: number): Promise<void> {
  await owner.query(
    `INSERT INTO sms_message (id, at, customer_id, mobile, template, state, accepted_at, ended_at)
     VALUES ($1, $2, $3, '+989121234567', 'otp', 'delivered', $2, $4)`,
    [drawId(atMs), at(atMs), customerId, at(atMs + 61_000)],
  )
}

async function addVerification({ customerId, card }: TestCustomer, atMs: number): Promise<void> {
  await owner.query(
    `INSERT INTO verification (id, at, guard_id, card_id, customer_id, card_masked, pin_kind, outcome, reason, response_code,
       counted, terminal_id, channel_client_id, details)
     VALUES ($1, $2, $3, $4, $5, '507677******1234', 'second', 'rejected', 'code_expired', '55', false, 'T1', 'gateway',
       '{"secondsLate": 13}')`,
    [drawId(atMs), at(atMs), card.guardIds.second, card.cardId, customerId],
  )
}

async function addAct({ customerId }: TestCustomer, atMs: number): Promise<void> {
  const actor = { kind: 'channel', clientId: 'atm', clientKind: 'atm', name: 'ATM' } as const
  const ctx = { actor, requestId: randomUUID(), ip: null, userAgent: null, nowMs: atMs }
  await recordAuditEvent(owner, ctx, { action: 'enrollment.opened', customerId, data: { terminalId: '0041' } })
}

async function makeBusyCustomer(): Promise<TestCustomer> {
  const customer = await makeCustomer(owner, services.keys, { nowMs })
  await addAct(customer, nowMs - 4_000)
  await addOtpRequest(customer, nowMs - 3_000)
  await addSms(customer, nowMs - 2_000)
  await addVerification(customer, nowMs - 1_000)
  return customer
}

test('all sources come merged, newest first, page after page, none twice and none left out', async () => {
  const { customerId } = await makeBusyCustomer()
  const first = await read(customerId)
  expect(first.entries.map(({ kind }) => kind)).toEqual(['verification', 'sms'])
  const second = await read(customerId, null, first.older)
  expect(second.entries.map(({ kind }) => kind)).toEqual(['otp_request', 'atm'])
  expect(second.older).toBeNull()
})

test('entries of one instant are paged by their ids', async () => {
  const customer = await makeCustomer(owner, services.keys, { nowMs })
  for (let count = 0; count < 5; count++) await addOtpRequest(customer, nowMs)
  const seen = new Set<string>()
  let before: { atMs: number; id: string } | null = null
  do {
    const page = await read(customer.customerId, 'otp_request', before)
    for (const { id } of page.entries) seen.add(id)
    before = page.older
  } while (before)
  expect(seen.size).toBe(5)
})

test('each kind alone shows its own, with the facts that explain it', async () => {
  const { customerId } = await makeBusyCustomer()
  const facts = async (kind: TimelineKind) => (await read(customerId, kind)).entries.map((entry) => entry.facts)
  expect(await facts('verification')).toMatchObject([{ reason: 'code_expired', details: { secondsLate: 13 } }])
  expect(await facts('otp_request')).toMatchObject([{ state: 'suppressed', reason: 'card_rate', amountRials: 10 }])
  expect(await facts('sms')).toMatchObject([{ state: 'delivered', endedSeconds: 61 }])
  expect(await facts('atm')).toMatchObject([{ action: 'enrollment.opened', data: { terminalId: '0041' } }])
  expect(await facts('staff')).toEqual([])
})

test('nobody else’s entries are shown, of any kind', async () => {
  await makeBusyCustomer()
  const { customerId } = await makeCustomer(owner, services.keys, { nowMs })
  for (const kind of [null, ...timelineKinds]) expect((await read(customerId, kind)).entries).toEqual([])
})

test('tries are told to who has the customer in hand, or reads everybody’s: the record without them until then', async () => {
  const customer = await makeBusyCustomer()
  const { customerId } = customer
  const kindsFor = async ({ ctx }: TestOperator, kind: TimelineKind | null = null) => {
    const { entries } = await readTimeline(web, ctx(nowMs), { customerId, kind, before: null })
    return new Set(entries.map((entry) => entry.kind))
  }
  for (const role of ['support', 'branch'] as const) {
    const operator = await makeOperator(owner, { role, branchId: role === 'branch' ? customer.branchId : null, nowMs })
    const before = await kindsFor(operator)
    expect(before, role).toContain('sms')
    expect(before, role).not.toContain('verification')
    expect(await kindsFor(operator, 'verification'), role).toEqual(new Set())
    const hand = { operatorId: operator.operatorId, customerId, reason: null, untilMs: nowMs + 60_000 }
    await putInHand(owner, hand)
    expect(await kindsFor(operator), role).toContain('verification')
    expect(await kindsFor(operator, 'verification'), role).toEqual(new Set(['verification']))
  }
  expect(await kindsFor(auditor)).toContain('verification')
})
