import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import { roles } from '#domain/operator/permission.ts'
import { at } from '#server/database.ts'
import { makeCustomer, type TestCustomer } from '#tests/harness/make-customer.ts'
import { makeAppEnrollment } from '#tests/harness/make-enrollment.ts'
import { makeOperator } from '#tests/harness/make-operator.ts'
import { openTestDatabase } from '#tests/harness/open-test-database.ts'
import { openTestServices } from '#tests/harness/open-test-services.ts'
import { askForProof, checkProofCode } from '#tests/harness/prove.ts'
import { readAudit } from '#tests/harness/read-audit.ts'
import { readLatestCode, readSms } from '#tests/harness/read-sms.ts'
import { startTestChannel } from '#tests/harness/test-channel.ts'

const database = await openTestDatabase()
const { services, owner } = openTestServices(database)
const channel = startTestChannel(database)
const minuteMs = 60_000

const openCustomer = () => makeCustomer(owner, services.keys, { nowMs: Date.now() })
const openSupport = () => makeOperator(owner, { role: 'support', nowMs: Date.now() })
const sent = (customer: TestCustomer) =>
  readLatestCode(owner, database, { mobile: customer.mobile ?? '', template: 'proof_code' })
const otherThan = (code: string) => String((Number(code) + 1) % 1_000_000).padStart(6, '0')
const age = (proofId: string, ms: number) =>
  owner.query(
    `ALTER TABLE proof DISABLE TRIGGER hold_proof; UPDATE proof SET created_at = created_at - interval '${ms} milliseconds',
       code_expires_at = code_expires_at - interval '${ms} milliseconds',
       last_wrong_at = last_wrong_at - interval '${ms} milliseconds' WHERE id = '${proofId}';
     ALTER TABLE proof ENABLE TRIGGER hold_proof`,
  )

async function openScene() {
  const [customer, operator] = [await openCustomer(), await openSupport()]
  const { customerId } = customer
  const ask = () => askForProof(channel, operator, { customerId, level: 'sms_code' })
  const check = (proofId: string, code: string) => checkProofCode(channel, operator, { proofId, code })
  return { customer, customerId, operator, ask, check }
}

test('the code goes to the number on file and nowhere else, and read out it proves the customer for ten minutes', async () => {
  const { customer, customerId, operator, ask, check } = await openScene()
  const asked = await ask()
  expect([asked.status, asked.body.mobile]).toEqual([
    201,
    `${(customer.mobile ?? '').replace('+98', '0').slice(0, 4)}***${customer.mobile?.slice(-4)}`,
  ])
  const code = await sent(customer)
  expect(code).toMatch(/^\d{6}$/)
  expect(asked.text).not.toContain(code)
  const passed = await check(asked.body.proofId, code)
  expect([passed.status, passed.body.level]).toEqual([200, 'sms_code'])
  expect(Math.abs(Date.parse(passed.body.expiresAt) - Date.now() - 10 * minuteMs)).toBeLessThan(5_000)
  const rows = (await readAudit(owner, customerId)).filter(({ actorId }) => actorId === operator.operatorId)
  expect(rows.map(({ action, proof }) => [action, proof])).toEqual([
    ['proof.asked', 'sms_code'],
    ['proof.passed', 'sms_code'],
  ])
  expect(JSON.stringify(rows)).not.toContain(code)
})

test('a code typed in Persian digits, with a space as it was read out, is the same code', async () => {
  const { customer, ask, check } = await openScene()
  const { body } = await ask()
  const code = await sent(customer)
  const persian = `${code.slice(0, 3)} ${code.slice(3)}`.replace(/\d/g, (digit) =>
    String.fromCharCode(0x6f0 + Number(digit)),
  )
  expect((await check(body.proofId, persian)).status).toBe(200)
})

test('three wrong codes end it: the right one comes too late, and another is not sent for the rest of ten minutes', async () => {
  const { customer, customerId, ask, check } = await openScene()
  const { body } = await ask()
  const code = await sent(customer)
  for (const attemptsLeft of [2, 1, 0]) {
    expect((await check(body.proofId, otherThan(code))).body).toMatchObject({ code: 'invalid_code', attemptsLeft })
  }
  expect((await check(body.proofId, code)).body.code).toBe('attempts_exhausted')
  const again = await ask()
  expect([again.status, again.body.code]).toEqual([429, 'rate_limited'])
  expect(Number(again.headers.get('retry-after'))).toBeGreaterThan(590)
  expect((await readSms(owner, database, { mobile: customer.mobile ?? '' })).length).toBe(1)
  expect((await readAudit(owner, customerId)).filter(({ action }) => action === 'proof.failed')).toHaveLength(3)
  await age(body.proofId, 10 * minuteMs)
  expect((await ask()).status).toBe(201)
})

test('wrong codes count from when they were typed: those of a code’s last minute are not forgotten with its first', async () => {
  const { customer, ask, check } = await openScene()
  const { body } = await ask()
  await age(body.proofId, 4 * minuteMs)
  const code = await sent(customer)
  for (let wrong = 0; wrong < 3; wrong++) await check(body.proofId, otherThan(code))
  await age(body.proofId, 7 * minuteMs)
  const again = await ask()
  expect(again.status).toBe(429)
  const retryAfterSeconds = Number(again.headers.get('retry-after'))
  expect(retryAfterSeconds).toBeGreaterThan(170)
  expect(retryAfterSeconds).toBeLessThanOrEqual(180)
  await age(body.proofId, 3 * minuteMs)
  expect((await ask()).status).toBe(201)
})

test('ten parallel wrong codes are counted three times, and ten parallel right ones prove once', async () => {
  const wrong = await openScene()
  const first = await wrong.ask()
  const code = await sent(wrong.customer)
  const answers = await Promise.all(Array.from({ length: 10 }, () => wrong.check(first.body.proofId, otherThan(code))))
  expect(
    answers
      .filter(({ body }) => body.code === 'invalid_code')
      .map(({ body }) => body.attemptsLeft)
      .sort(),
  ).toEqual([0, 1, 2])
  expect(answers.filter(({ body }) => body.code === 'attempts_exhausted')).toHaveLength(7)

  const right = await openScene()
  const second = await right.ask()
  const typed = await sent(right.customer)
  const checked = await Promise.all(Array.from({ length: 10 }, () => right.check(second.body.proofId, typed)))
  expect(checked.map(({ status }) => status).sort()).toEqual([200, ...Array(9).fill(409)])
})

test('an operator who asks once more ends the earlier code; another operator’s stays', async () => {
  const { customer, customerId, ask, check } = await openScene()
  const first = await ask()
  const firstCode = await sent(customer)
  const colleague = await openSupport()
  const theirs = await askForProof(channel, colleague, { customerId, level: 'sms_code' })
  const theirCode = await sent(customer)
  const second = await ask()
  expect((await check(first.body.proofId, firstCode)).body.code).toBe('superseded')
  expect((await check(theirs.body.proofId, theirCode)).status).toBe(404)
  expect((await checkProofCode(channel, colleague, { proofId: theirs.body.proofId, code: theirCode })).status).toBe(200)
  expect((await check(second.body.proofId, theirCode)).body.code).toBe('invalid_code')
})

test('of twenty asked for at once three are sent, whoever asks', async () => {
  const customer = await openCustomer()
  const operators = await Promise.all(Array.from({ length: 4 }, openSupport))
  const asked = await Promise.all(
    operators.flatMap((operator) =>
      Array.from({ length: 5 }, () =>
        askForProof(channel, operator, { customerId: customer.customerId, level: 'sms_code' }),
      ),
    ),
  )
  expect(asked.filter(({ status }) => status === 201)).toHaveLength(3)
  expect(asked.filter(({ status }) => status === 429)).toHaveLength(17)
  expect(await readSms(owner, database, { mobile: customer.mobile ?? '' })).toHaveLength(3)
})

test('ten wrong codes in a day, by however many operators, close the customer to codes of any kind', async () => {
  const customer = await openCustomer()
  const { customerId } = customer
  const app = await makeAppEnrollment(owner, services.keys, customer, { nowMs: Date.now() })
  for (let operators = 0; operators < 4; operators++) {
    const operator = await openSupport()
    const { body } = await askForProof(channel, operator, { customerId, level: 'app_code' })
    for (let wrong = 0; wrong < 3; wrong++)
      await checkProofCode(channel, operator, { proofId: body.proofId, code: '0' })
  }
  const { rows } = await owner.query('SELECT sum(wrong_tries)::int AS wrong FROM proof WHERE customer_id = $1', [
    customerId,
  ])
  expect(rows).toEqual([{ wrong: 10 }])
  for (const level of ['app_code', 'sms_code'] as const) {
    expect((await askForProof(channel, await openSupport(), { customerId, level })).status).toBe(429)
  }
  expect(app.codeAt(Date.now())).toMatch(/^\d{7}$/)
})

test('a code is too late after five minutes', async () => {
  const { customer, ask, check } = await openScene()
  const { body } = await ask()
  await age(body.proofId, 5 * minuteMs)
  expect((await check(body.proofId, await sent(customer))).body.code).toBe('expired')
})

test('during a cooling-off the new number is sent nothing, and without a number nobody is', async () => {
  const { customer, customerId, ask } = await openScene()
  const until = Date.now() + minuteMs
  await owner.query('UPDATE customer SET cooling_off_until = $2 WHERE id = $1', [customerId, at(until)])
  expect((await ask()).body).toMatchObject({ code: 'cooling_off', until: new Date(until).toISOString() })
  expect(await readSms(owner, database, { mobile: customer.mobile ?? '' })).toEqual([])
  await owner.query('UPDATE customer SET mobile = NULL, cooling_off_until = NULL WHERE id = $1', [customerId])
  expect((await ask()).body.code).toBe('mobile_missing')
})

test('one press sent twice sends one code', async () => {
  const { customer, customerId, operator } = await openScene()
  const press = { customerId, level: 'sms_code', requestId: randomUUID() } as const
  const answers = await Promise.all([1, 2, 3].map(() => askForProof(channel, operator, press)))
  expect(new Set(answers.map(({ text }) => text)).size).toBe(1)
  expect(await readSms(owner, database, { mobile: customer.mobile ?? '' })).toHaveLength(1)
})

test.each(roles)('role %s may or may not ask for a code, as for stopping a card', async (role) => {
  const customer = await openCustomer()
  const branchId = role === 'branch' ? customer.branchId : null
  const operator = await makeOperator(owner, { role, branchId, nowMs: Date.now() })
  const { status } = await askForProof(channel, operator, { customerId: customer.customerId, level: 'sms_code' })
  expect(status).toBe(['branch', 'support', 'fraud'].includes(role) ? 201 : 404)
})

test('a branch asks no customer of another branch', async () => {
  const [customer, elsewhere] = [await openCustomer(), await openCustomer()]
  const clerk = await makeOperator(owner, { role: 'branch', branchId: elsewhere.branchId, nowMs: Date.now() })
  expect((await askForProof(channel, clerk, { customerId: customer.customerId, level: 'sms_code' })).status).toBe(404)
})

test('the database keeps what was tried and proved', async () => {
  const { customer, ask, check } = await openScene()
  const { body } = await ask()
  await check(body.proofId, otherThan(await sent(customer)))
  const refused = [
    `UPDATE proof SET wrong_tries = 0 WHERE id = '${body.proofId}'`,
    `UPDATE proof SET code_expires_at = code_expires_at + interval '1 h' WHERE id = '${body.proofId}'`,
    `UPDATE proof SET operator_id = (SELECT id FROM operator WHERE id <> operator_id LIMIT 1) WHERE id = '${body.proofId}'`,
    `DELETE FROM proof WHERE id = '${body.proofId}'`,
  ]
  for (const statement of refused) await expect(owner.query(statement)).rejects.toThrow(/not changed/)
})
