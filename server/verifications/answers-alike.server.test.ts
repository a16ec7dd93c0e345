import { expect, test } from 'vitest'
import type { Pan } from '#server/pan.ts'
import { appCustomer, type CodeFixture, smsCustomer } from '#tests/harness/code-fixture.ts'
import { drawPan, makeCustomer } from '#tests/harness/make-customer.ts'
import { makeSmsEnrollment } from '#tests/harness/make-enrollment.ts'
import { openTestDatabase } from '#tests/harness/open-test-database.ts'
import { openTestServices } from '#tests/harness/open-test-services.ts'
import { askOtp, purchase, readCode, typeCode } from '#tests/harness/type-code.ts'

const database = await openTestDatabase()
const { services, owner } = openTestServices(database, { wrongRateTriesMin: 1_000_000 })
const nowMs = Date.now()
const fixture: CodeFixture = { services, owner, database, nowMs }

/** A card of each kind: of nobody, with nothing enrolled, blocked, suspended, and enrolled in each way. */
async function cardsOfEveryKind(): Promise<Pan[]> {
  const bare = await makeCustomer(owner, services.keys, { nowMs })
  const blocked = await smsCustomer(fixture, { card: { status: 'blocked' } })
  const silent = await smsCustomer(fixture, { mobile: null })
  const bySms = await smsCustomer(fixture)
  const { customer: byApp } = await appCustomer(fixture)
  const { customer: byBoth } = await appCustomer(fixture)
  await makeSmsEnrollment(owner, byBoth, { nowMs })
  const { customer: pending } = await appCustomer(fixture, { status: 'pending', activationStatus: 'unconfirmed' })
  return [drawPan(), ...[bare, blocked, silent, bySms, byApp, byBoth, pending].map(({ card }) => card.pan)]
}

type Step = (pan: Pan, step: number, named: string[]) => Promise<unknown>
const withoutId = ({ verificationId, ...answer }: Awaited<ReturnType<typeof typeCode>>) => answer

/** What a stranger sees of each kind of card over one sequence of steps; the first is of a card of nobody. */
async function watch(steps: readonly Step[]): Promise<string[]> {
  const seen: string[] = []
  for (const pan of await cardsOfEveryKind()) {
    const named: string[] = []
    const answers: unknown[] = []
    for (const [step, run] of steps.entries()) answers.push(await run(pan, step, named))
    seen.push(JSON.stringify(answers))
  }
  return seen
}

// No code that is sent in these tests ends alike, so that a guess is never right by chance.
const guess =
  (naming: number | null, transaction = purchase): Step =>
  async (pan, step, named) => {
    const code = await codeOfNobody(pan, named)
    const otpRequestId = naming === null ? undefined : named[naming]
    return withoutId(
      await typeCode(services, {
        pan,
        code,
        nowMs: nowMs + step * 100,
        transaction,
        ...(otpRequestId && { otpRequestId }),
      }),
    )
  }
const malformed: Step = async (pan, step) =>
  withoutId(await typeCode(services, { pan, code: '12-34', nowMs: nowMs + step * 100 }))
const press: Step = async (pan, step, named) => {
  const { otpRequestId, referenceNumber, ...answer } = await askOtp(services, { pan, nowMs: nowMs + step * 100 })
  named.push(otpRequestId)
  return { ...answer, referenceDigits: referenceNumber.length }
}

async function codeOfNobody(_: Pan, named: string[]): Promise<string> {
  const sent = await Promise.all(named.map((id) => readCode(owner, database, id)))
  for (let code = 1000; ; code++)
    if (!sent.includes(String(code).padStart(7, '0'))) return String(code).padStart(7, '0')
}

const sequences: [string, Step[]][] = [
  ['seven wrong codes', Array.from({ length: 7 }, () => guess(null))],
  [
    'malformed and wrong codes by turns',
    Array.from({ length: 7 }, (_, turn) => (turn % 2 === 0 ? malformed : guess(null))),
  ],
  ['a press, then six wrong codes that name it', [press, ...Array.from({ length: 6 }, () => guess(0))]],
  [
    'a press, then unnamed wrong codes, then named ones',
    [press, guess(null), guess(null), guess(0), guess(0), guess(0), guess(0)],
  ],
  [
    'four presses, then wrong codes that name the superseded and the live',
    [press, press, press, press, guess(0), guess(1), guess(3)],
  ],
  [
    'wrong codes for another amount',
    [
      press,
      guess(0, { ...purchase, amount: 5 }),
      guess(null, { ...purchase, amount: 5 }),
      guess(0),
      guess(0),
      guess(0),
      guess(0),
    ],
  ],
]

test.each(sequences)('every kind of card answers alike over %s', async (_, steps) => {
  const [ofNobody, ...others] = await watch(steps)
  for (const other of others) expect(other).toBe(ofNobody)
})

test('a card of nobody is checked against as many secrets as a card with everything', async () => {
  const { customer } = await appCustomer(fixture)
  await makeSmsEnrollment(owner, customer, { nowMs })
  const measure = async (pan: Pan): Promise<number> => {
    const started = performance.now()
    await typeCode(services, {
      pan,
      code: '0001000',
      nowMs,
      transaction: { ...purchase, payee: { merchantId: 'M', terminalId: pan.last4 } },
    })
    return performance.now() - started
  }
  const [nobodys, holders]: [number[], number[]] = [[], []]
  const nobody = drawPan()
  for (let round = 0; round < 40; round++) {
    nobodys.push(await measure(nobody))
    holders.push(await measure(customer.card.pan))
  }
  const median = (list: number[]): number => list.sort((a, b) => a - b)[list.length / 2] ?? 0
  expect(Math.abs(median(nobodys) - median(holders))).toBeLessThan(Math.max(2, median(holders) * 0.5))
})
