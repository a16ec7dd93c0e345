import { afterAll, beforeAll, expect, test } from 'vitest'
import { askForCode, presentCode } from '#tests/harness/gateway-calls.ts'
import { lengths } from '#tests/harness/lengths.ts'
import { makeCustomer, type TestCustomer } from '#tests/harness/make-customer.ts'
import { makeAppEnrollment, makeSmsEnrollment } from '#tests/harness/make-enrollment.ts'
import type { SignedAnswer } from '#tests/harness/post-signed.ts'
import { type Processes, startProcesses } from '#tests/harness/start-processes.ts'

const ROUNDS = lengths({ short: 10, long: 50 })
const USES = 64
const purchase = { amount: 1_250_000, terminalId: 'T-100' }

let system: Processes
beforeAll(async () => {
  system = await startProcesses({ names: ['channel', 'channel-2', 'worker'] })
}, 120_000)
afterAll(() => system?.stop(), 60_000)

test(`${USES} parallel uses of one SMS code at two channel servers: one is accepted, and so is the next code, ${ROUNDS} times`, async () => {
  for (let round = 0; round < ROUNDS; round++) {
    const customer = await smsCustomer()
    const { code } = await askForCode(system, customer, purchase)
    const tally = countReasons(await presentAtOnce(customer, () => code))
    expect(tally, `round ${round}`).toEqual({ accepted: 1, invalid_code: USES - 1 })
    const next = await askForCode(system, customer, purchase)
    expect((await presentCode(system, customer, { ...purchase, code: next.code })).body.reason).toBe('accepted')
    expect(await countLogged(customer)).toEqual({ accepted: 2, code_already_used: USES - 1 })
  }
}, 300_000)

test(`${USES} parallel uses of one app code at two channel servers: one is accepted, and so is the next code, ${ROUNDS} times`, async () => {
  for (let round = 0; round < ROUNDS; round++) {
    const { customer, app } = await appCustomer()
    const nowMs = Date.now()
    const tally = countReasons(await presentAtOnce(customer, () => app.codeAt(nowMs)))
    expect(tally, `round ${round}`).toEqual({ accepted: 1, invalid_code: USES - 1 })
    const next = await presentCode(system, customer, { ...purchase, code: app.codeAt(nowMs + 60_000) })
    expect(next.body).toMatchObject({ outcome: 'accepted', method: 'app' })
    expect(await countLogged(customer)).toEqual({ accepted: 2, code_already_used: USES - 1 })
  }
}, 300_000)

test(`${USES} different wrong codes for one card at once: 5 are answered as wrong, the rest as locked, and a right SMS code is still accepted`, async () => {
  const { customer, app } = await appCustomer()
  await makeSmsEnrollment(system.owner, customer, { nowMs: Date.now() })
  const waiting = { ...purchase, amount: 2_000_000 }
  const before = await askForCode(system, customer, waiting)
  const seen = Array.from({ length: 23 }, (_, place) => app.codeAt(Date.now() + (place - 11) * 60_000))
  const right = new Set([before.code, ...seen])
  const wrong = Array.from({ length: 100 }, (_, place) => String(1_000_000 + place * 7919)).filter(
    (code) => !right.has(code),
  )
  const answers = await presentAtOnce(customer, (place) => wrong[place] ?? '')
  expect(countReasons(answers)).toEqual({ invalid_code: 5, locked: USES - 5 })
  expect((await presentCode(system, customer, { ...waiting, code: before.code })).body.reason).toBe('accepted')
  const after = await askForCode(system, customer, purchase)
  expect((await presentCode(system, customer, { ...purchase, code: after.code })).body.reason).toBe('accepted')
  expect((await presentCode(system, customer, { ...purchase, code: app.codeAt(Date.now()) })).body.reason).toBe(
    'locked',
  )
}, 60_000)

function presentAtOnce(customer: TestCustomer, codeOf: (place: number) => string): Promise<SignedAnswer[]> {
  const uses = Array.from({ length: USES }, (_, at) =>
    presentCode(system, customer, { ...purchase, code: codeOf(at), at }),
  )
  return Promise.all(uses)
}

function countReasons(answers: SignedAnswer[]): Record<string, number> {
  return tally(answers.map(({ status, body }) => (status === 200 ? body.reason : `${status} ${body.code}`)))
}

async function countLogged(customer: TestCustomer): Promise<Record<string, number>> {
  const { rows } = await system.owner.query('SELECT reason FROM verification WHERE card_id = $1', [
    customer.card.cardId,
  ])
  return tally(rows.map(({ reason }) => reason))
}

function tally(words: string[]): Record<string, number> {
  const counts: Record<string, number> = {}
  for (const word of words) counts[word] = (counts[word] ?? 0) + 1
  return counts
}

async function smsCustomer(): Promise<TestCustomer> {
  const nowMs = Date.now()
  const customer = await makeCustomer(system.owner, system.keys, { nowMs })
  await makeSmsEnrollment(system.owner, customer, { nowMs })
  return customer
}

async function appCustomer() {
  const nowMs = Date.now()
  const customer = await makeCustomer(system.owner, system.keys, { nowMs })
  return { customer, app: await makeAppEnrollment(system.owner, system.keys, customer, { nowMs }) }
}
