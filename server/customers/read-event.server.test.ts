import { randomUUID } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { recordAuditEvent } from '#server/audit/record-audit-event.ts'
import { readEvent } from '#server/customers/read-event.ts'
import { readTimeline } from '#server/customers/read-timeline.ts'
import { at } from '#server/database.ts'
import { drawId } from '#server/draw-id.ts'
import type { RequestContext } from '#server/request-context.ts'
import { makeCustomer, type TestCustomer } from '#tests/harness/make-customer.ts'
import { makeOperator, putInHand } from '#tests/harness/make-operator.ts'
import { makeVerifications } from '#tests/harness/make-verifications.ts'
import { openTestDatabase } from '#tests/harness/open-test-database.ts'
import { openTestServices } from '#tests/harness/open-test-services.ts'
import { openTestWeb } from '#tests/harness/open-test-web.ts'

const database = await openTestDatabase()
const { services, owner } = openTestServices(database)
const web = openTestWeb(database)
const nowMs = Date.now()
const hourAgoMs = nowMs - 3_600_000
const support = await makeOperator(owner, { role: 'support', nowMs })
const customer = await makeCustomer(owner, services.keys, { nowMs })

const read = (eventId: string, of: TestCustomer = customer) =>
  readEvent(web, support.ctx(nowMs), { customerId: of.customerId, eventId })

type Press = { suppressed?: string; sms?: { state: string; endedSeconds: number | null } }

/** A press of the button and, where a code was sent, its SMS: good for two minutes. */
async function addPress(atMs: number, { suppressed, sms }: Press): Promise<{ pressId: string; smsId: string }> {
  const [pressId, smsId] = [drawId(atMs), drawId(atMs)]
  const { customerId, card } = customer
  await owner.query(
    `INSERT INTO otp_request (id, at, guard_id, card_id, customer_id, reference_number, process_type, amount, payee_name,
       merchant_id, terminal_id, channel_client_id, state, suppressed_reason, expires_at, sms_message_id)
     VALUES ($1, $2, $3, $4, $5, '1', 'purchase', 10, 'فروشگاه', 'M1', 'T1', 'gateway', $6, $7, $8, $9)`,
    [
      pressId,
      at(atMs),
      card.guardIds.second,
      card.cardId,
      customerId,
      suppressed ? 'suppressed' : 'expired',
      suppressed ?? null,
      at(atMs + 120_000),
      sms ? smsId : null,
    ],
  )
  if (sms) {
    const endedAt = sms.endedSeconds === null ? null : at(atMs + sms.endedSeconds * 1000)
    await owner.query(
      `INSERT INTO sms_message (id, at, customer_id, mobile, template, state, accepted_at, ended_at, otp_request_id)
       VALUES ($1, $2, $3, '+989121234567', 'otp', $4, $2, $5, $6)`,
      [smsId, at(atMs), customerId, sms.state, endedAt, pressId],
    )
  }
  return { pressId, smsId }
}

async function addAct(action: 'activation.refused' | 'guard.locked', data: Record<string, unknown>, atMs: number) {
  const actor = { kind: 'system', name: 'آزمون' } as const
  const ctx: RequestContext = { actor, requestId: randomUUID(), ip: null, userAgent: null, nowMs: atMs }
  const { customerId, card } = customer
  await recordAuditEvent(owner, ctx, { action, customerId, cardId: card.cardId, data })
  const { rows } = await owner.query<{ id: string }>('SELECT id FROM audit_event WHERE request_id = $1', [
    ctx.requestId,
  ])
  return rows[0]?.id ?? ''
}

test('a press that sent no code says why, on which card, and has no code whose time could be drawn', async () => {
  const { pressId } = await addPress(hourAgoMs, { suppressed: 'card_rate' })
  expect(await read(pressId)).toMatchObject({
    reason: 'card_rate',
    asked: { id: pressId, state: 'suppressed', payeeName: 'فروشگاه' },
    subject: { cardId: customer.card.cardId, pinKind: 'second', sms: null },
  })
})

test('a press refused because of a lock says until when the lock held', async () => {
  const untilMs = hourAgoMs + 900_000
  await addAct('guard.locked', { untilMs, pinKind: 'second' }, hourAgoMs - 60_000)
  const { pressId } = await addPress(hourAgoMs, { suppressed: 'enrollment_locked' })
  expect((await read(pressId)).details).toEqual({ untilMs })
})

describe('of a press and of its SMS alike it is told', () => {
  test.each([
    ['that the carrier refused it', { state: 'rejected', endedSeconds: 2 }, 'sms_rejected'],
    ['that it did not reach the phone', { state: 'failed', endedSeconds: 30 }, 'sms_failed'],
    ['that nothing was heard of it', { state: 'accepted', endedSeconds: null }, 'sms_undelivered'],
    ['that it came too late', { state: 'delivered', endedSeconds: 412 }, 'sms_late'],
  ] as const)('%s', async (_said, sms, reason) => {
    const { pressId, smsId } = await addPress(hourAgoMs, { sms })
    expect((await read(pressId)).reason).toBe(reason)
    expect(await read(smsId)).toMatchObject({ reason, asked: { id: pressId } })
  })

  test('that all went well where it did', async () => {
    const { pressId, smsId } = await addPress(hourAgoMs, { sms: { state: 'delivered', endedSeconds: 4 } })
    expect((await read(pressId)).reason).toBe('sent')
    expect((await read(smsId)).reason).toBeNull()
  })
})

test('a refused activation says why, with the figures kept when it was refused', async () => {
  const id = await addAct('activation.refused', { reason: 'part_wrong', part: 'sms', pinKind: 'second' }, hourAgoMs)
  expect(await read(id)).toMatchObject({ reason: 'part_wrong', details: { part: 'sms' }, asked: null })
})

test('what happened within ten minutes stands around it, the event itself does not', async () => {
  const atMs = nowMs - 7_200_000
  const id = await addAct('activation.refused', { reason: 'token_expired' }, atMs)
  const [near, far] = await makeVerifications(owner, customer, [
    { atMs: atMs + 599_000, reason: 'code_mismatch' },
    { atMs: atMs + 601_000 },
  ])
  const { operatorId } = support
  await putInHand(owner, { operatorId, customerId: customer.customerId, reason: null, untilMs: nowMs + 60_000 })
  const ids = (await read(id)).around.map((each) => each.id)
  expect(ids).toContain(near)
  expect(ids).not.toContain(far)
  expect(ids).not.toContain(id)
})

test('verifications around it are only for who has the customer in hand, or reads all', async () => {
  const atMs = nowMs - 9_000_000
  const id = await addAct('activation.refused', { reason: 'token_expired' }, atMs)
  await makeVerifications(owner, customer, [{ atMs: atMs + 60_000, reason: 'code_mismatch' }])
  const kindsFor = async (role: 'support' | 'fraud') => {
    const { ctx } = await makeOperator(owner, { role, nowMs })
    const { around } = await readEvent(web, ctx(nowMs), { customerId: customer.customerId, eventId: id })
    return around.map(({ kind }) => kind)
  }
  expect(await kindsFor('support')).not.toContain('verification')
  expect(await kindsFor('fraud')).toContain('verification')
})

test('every entry of the timeline that is no verification can be opened', async () => {
  const { entries } = await readTimeline(web, support.ctx(nowMs), {
    customerId: customer.customerId,
    kind: null,
    before: null,
  })
  const opened = entries.filter(({ kind }) => kind !== 'verification')
  expect(opened.length).toBeGreaterThan(5)
  for (const { id } of opened) expect((await read(id)).entry.id).toBe(id)
})

describe('it is not there', () => {
  test('as another customer’s', async () => {
    const { pressId } = await addPress(hourAgoMs, { suppressed: 'card_rate' })
    const other = await makeCustomer(owner, services.keys, { nowMs })
    await expect(read(pressId, other)).rejects.toMatchObject({ code: 'not_found' })
  })

  test('as a verification, which is read under a permission of its own', async () => {
    const [id = ''] = await makeVerifications(owner, customer, [{ atMs: hourAgoMs }])
    await expect(read(id)).rejects.toMatchObject({ code: 'not_found' })
  })

  test.each(['', 'x', randomUUID()])('under the id %j', async (id) => {
    await expect(read(id)).rejects.toMatchObject({ code: 'not_found' })
  })

  test.each(['x', '', '0198b7a2'])('of a customer whose id is %j', async (customerId) => {
    const { pressId } = await addPress(hourAgoMs, { suppressed: 'card_rate' })
    const reading = readEvent(web, support.ctx(nowMs), { customerId, eventId: pressId })
    await expect(reading).rejects.toMatchObject({ code: 'not_found' })
  })

  test('for a clerk of another branch, nor for an administrator', async () => {
    const { pressId } = await addPress(hourAgoMs, { suppressed: 'card_rate' })
    const other = await makeCustomer(owner, services.keys, { nowMs })
    for (const [role, branchId] of [
      ['branch', other.branchId],
      ['admin', null],
    ] as const) {
      const { ctx } = await makeOperator(owner, { role, branchId, nowMs })
      const wish = { customerId: customer.customerId, eventId: pressId }
      await expect(readEvent(web, ctx(nowMs), wish)).rejects.toMatchObject({
        code: role === 'admin' ? 'forbidden' : 'not_found',
      })
    }
  })
})
