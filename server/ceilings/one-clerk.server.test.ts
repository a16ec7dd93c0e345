import { randomUUID } from 'node:crypto'
import { beforeAll, expect, test } from 'vitest'
import { defaultPolicy as policy } from '#domain/operator/policy.ts'
import { listCeilingAlarms } from '#server/overview/list-ceiling-alarms.ts'
import { passProof } from '#tests/harness/approval-fixture.ts'
import { makeCustomer, type TestCustomer } from '#tests/harness/make-customer.ts'
import { makeAppEnrollment, type TestAppEnrollment } from '#tests/harness/make-enrollment.ts'
import { makeOperator, putInHand, type TestOperator } from '#tests/harness/make-operator.ts'
import { openTestDatabase } from '#tests/harness/open-test-database.ts'
import { openTestServices } from '#tests/harness/open-test-services.ts'
import { openTestWeb } from '#tests/harness/open-test-web.ts'
import { startTestChannel, type TestAnswer } from '#tests/harness/test-channel.ts'

const database = await openTestDatabase()
const channel = startTestChannel(database)
const { owner } = openTestServices(database)
const web = openTestWeb(database)
const startedMs = Date.now()

type Foreign = { customer: TestCustomer; app: TestAppEnrollment }
let clerk: TestOperator
const foreign: Foreign[] = []

beforeAll(async () => {
  const { keys } = channel.services
  const { branchId } = await makeCustomer(owner, keys, { nowMs: startedMs })
  clerk = await makeOperator(owner, { role: 'branch', branchId, nowMs: startedMs })
  for (let place = 0; place < 150; place++) {
    const customer = await makeCustomer(owner, keys, { nowMs: startedMs })
    foreign.push({ customer, app: await makeAppEnrollment(owner, keys, customer, { nowMs: startedMs }) })
  }
}, 120_000)

const call = (path: string, body: Record<string, unknown>): Promise<TestAnswer> =>
  channel.call('backoffice', 'POST', `/v1/backoffice/${path}`, body, { operatorSession: clerk.sessionId })
const act = (name: string, input: Record<string, unknown>): Promise<TestAnswer> => call(`acts/${name}`, { input })
const codesOf = (answers: TestAnswer[]) => {
  const counts: Record<string, number> = {}
  for (const { status, body } of answers) {
    const word = status < 300 ? 'done' : body.code
    counts[word] = (counts[word] ?? 0) + 1
  }
  return counts
}
const reached = async (): Promise<string[]> => {
  const { rows } = await owner.query<{ kind: string }>(
    `SELECT data->>'ceilingKind' AS kind FROM audit_event WHERE actor_id = $1 AND action = 'ceiling.reached' ORDER BY at, id`,
    [clerk.operatorId],
  )
  return rows.map(({ kind }) => kind)
}

test('150 customers of other branches with the reason “abc”, twenty at a time: ten are opened, and one alarm rings', async () => {
  const answers: TestAnswer[] = []
  for (let from = 0; from < foreign.length; from += 20) {
    const some = foreign.slice(from, from + 20)
    answers.push(
      ...(await Promise.all(
        some.map(({ customer: { customerId } }) => act('open-customer', { customerId, reason: 'abc' })),
      )),
    )
  }
  const max = policy.branchForeignRecordsPerHourMax
  expect(codesOf(answers)).toEqual({ done: max, ceiling_reached: 150 - max })
  const refused = answers.find(({ status }) => status === 409)?.body
  expect(refused).toMatchObject({ code: 'ceiling_reached', kind: 'foreign_record', max })
  expect(refused.fromMs).toBeGreaterThan(Date.now() + 3_500_000)
  const { rowCount } = await owner.query('SELECT FROM customer_in_hand WHERE operator_id = $1', [clerk.operatorId])
  expect(rowCount).toBe(max)
  expect(await reached()).toEqual(['foreign_record'])
}, 60_000)

test('25 foreign enrollments and devices on the clerk’s own word: none is ended, and it is said why', async () => {
  await takeAllInHand()
  const words = { reason: 'گوشی گم شده', proof: 'identity_document' }
  const answers = await Promise.all(
    foreign
      .slice(0, 25)
      .map(({ app: { enrollmentId, deviceId } }, place) =>
        place % 2
          ? act('deactivate-enrollment', { ...words, enrollmentId })
          : act('deactivate-device', { ...words, proof: 'card_and_pin', deviceId }),
      ),
  )
  expect(codesOf(answers)).toEqual({ foreign_customer: 25 })
  const unproved = await act('deactivate-enrollment', {
    ...words,
    proof: 'sms_code',
    enrollmentId: foreign[0]?.app.enrollmentId,
  })
  expect(unproved.body.code).toBe('proof_needed')
  expect((await owner.query(`SELECT FROM enrollment WHERE status = 'deactivated'`)).rowCount).toBe(0)
})

test('25 foreign enrollments whose customers gave a code each: ten are ended, the others stand', async () => {
  const [nowMs, some] = [Date.now(), foreign.slice(25, 50)]
  for (const { customer } of some) await passProof(owner, { operatorId: clerk.operatorId, ...customer, nowMs })
  const words = { reason: 'گوشی گم شده', proof: 'app_code' }
  const answers = await Promise.all(
    some.map(({ app: { enrollmentId } }) => act('deactivate-enrollment', { ...words, enrollmentId })),
  )
  const max = policy.branchEndsPerHourMax
  expect(codesOf(answers)).toEqual({ done: max, ceiling_reached: 25 - max })
  expect((await owner.query(`SELECT FROM enrollment WHERE status = 'deactivated'`)).rowCount).toBe(max)
  const [done] = some.filter((_, place) => answers[place]?.status === 200)
  const again = await act('deactivate-enrollment', { ...words, enrollmentId: done?.app.enrollmentId })
  expect(again.body.code, 'what is over is told before the ceiling is').toBe('enrollment_deactivated')
})

test('a foreign receipt half is neither issued nor printed again on the clerk’s own word', async () => {
  const [{ customer, app }] = foreign as [Foreign]
  const { enrollmentId } = app
  const words = { reason: 'گوشی تازه', proof: 'card_and_pin' }
  const issued = await call('activation-tokens', { ...words, enrollmentId })
  expect([issued.status, issued.body.code, issued.text.includes('receiptPart')]).toEqual([
    409,
    'foreign_customer',
    false,
  ])
  const teller = await makeOperator(owner, { role: 'branch', branchId: customer.branchId, nowMs: startedMs })
  const own = await channel.call(
    'backoffice',
    'POST',
    '/v1/backoffice/activation-tokens',
    { ...words, enrollmentId },
    {
      operatorSession: teller.sessionId,
    },
  )
  expect(own.status).toBe(201)
  for (const proof of [undefined, 'identity_document', 'card_and_pin', 'sms_code', 'spoken_answers']) {
    const path = `activation-tokens/${own.body.activationTokenId}/receipt`
    const printed = await call(path, { reason: 'گم شد', ...(proof && { proof }) })
    expect(printed.status, proof).toBeGreaterThanOrEqual(409)
    expect(printed.text).not.toContain(own.body.receiptPart)
  }
  const { rows } = await owner.query('SELECT reprints FROM activation_token WHERE id = $1', [
    own.body.activationTokenId,
  ])
  expect(rows).toEqual([{ reprints: 0 }])
})

test('forty national ids at once: ten are shown, and none more for pressing again', async () => {
  const reveal = ({ customer: { customerId } }: Foreign) =>
    act('reveal-customer-field', { customerId, field: 'national_id' })
  const answers = await Promise.all(foreign.slice(0, 40).map(reveal))
  const max = policy.branchRevealsPerHourMax
  expect(codesOf(answers)).toEqual({ done: max, ceiling_reached: 40 - max })
  const shown = answers.filter(({ status }) => status === 200).map(({ body }) => body.result.value)
  expect(new Set(shown).size).toBe(max)
  for (const { status, text } of answers) if (status !== 200) expect(text).not.toMatch(/"\d{10}"/)
  expect(codesOf(await Promise.all(foreign.slice(40, 80).map(reveal)))).toEqual({ ceiling_reached: 40 })
})

test('searches stop at sixty different ones, cards looked up among them; the same search goes on being answered', async () => {
  const max = policy.branchLookUpsPerHourMax
  const searches = Array.from({ length: max + 10 }, (_, place) => `جست‌وجوی ${place}`)
  const answers = await Promise.all(searches.map((query) => act('find-customers', { query })))
  expect(codesOf(answers)).toEqual({ done: max, ceiling_reached: 10 })
  const pan = foreign[0]?.customer.card.pan.reveal() ?? ''
  expect((await call('cards/lookup', { pan })).body).toMatchObject({ code: 'ceiling_reached', kind: 'look_up', max })
  const again = searches[answers.findIndex(({ status }) => status === 200)] ?? ''
  expect((await act('find-customers', { query: again })).status).toBe(200)
  const { rows } = await owner.query('SELECT subject FROM ceiling_use WHERE kind = $1', ['look_up'])
  const kept = JSON.stringify(rows)
  expect(kept).not.toContain('جست‌وجوی')
  expect(kept).not.toContain(pan)
})

test('fraud desk and auditor see who, what, how many and since when, each until they have seen it; the clerk does not', async () => {
  expect((await reached()).sort()).toEqual(['end', 'foreign_record', 'look_up', 'reveal'])
  const nowMs = Date.now()
  const [fraud, auditor] = [
    await makeOperator(owner, { role: 'fraud', nowMs }),
    await makeOperator(owner, { role: 'auditor', nowMs }),
  ]
  for (const { ctx } of [fraud, auditor]) {
    const alarms = await listCeilingAlarms(web, ctx(nowMs))
    expect(alarms.map(({ kind }) => kind).sort()).toEqual(['end', 'foreign_record', 'look_up', 'reveal'])
    for (const alarm of alarms) {
      expect(alarm).toMatchObject({ operatorId: clerk.operatorId, role: 'branch', used: alarm.max })
      expect(alarm.sinceMs).toBeGreaterThanOrEqual(startedMs)
    }
  }
  const [alarm] = await listCeilingAlarms(web, fraud.ctx(nowMs))
  const see = (session: string, alarmId = alarm?.id) =>
    channel.call(
      'backoffice',
      'POST',
      '/v1/backoffice/acts/see-alarm',
      { input: { alarmId } },
      { operatorSession: session },
    )
  expect((await Promise.all([see(fraud.sessionId), see(fraud.sessionId)])).map(({ status }) => status)).toEqual([
    200, 200,
  ])
  expect(await listCeilingAlarms(web, fraud.ctx(nowMs))).toHaveLength(3)
  expect(await listCeilingAlarms(web, auditor.ctx(nowMs))).toHaveLength(4)
  expect((await see(clerk.sessionId)).status).toBe(404)
  for (const none of [randomUUID(), 'x', clerk.operatorId]) expect((await see(fraud.sessionId, none)).status).toBe(404)
  const seen = await owner.query(`SELECT FROM audit_event WHERE action = 'alarm.seen' AND actor_id = $1`, [
    fraud.operatorId,
  ])
  expect(seen.rowCount).toBe(1)
  await expect(listCeilingAlarms(web, clerk.ctx(nowMs))).rejects.toMatchObject({ code: 'forbidden' })
})

/** As if each had been opened an hour ago and were still in hand: what is asked here is the act, not the opening. */
async function takeAllInHand(): Promise<void> {
  await owner.query('DELETE FROM customer_in_hand WHERE operator_id = $1', [clerk.operatorId])
  const { operatorId } = clerk
  for (const { customer } of foreign)
    await putInHand(owner, {
      operatorId,
      customerId: customer.customerId,
      reason: 'abc',
      untilMs: startedMs + 3_600_000,
    })
}
