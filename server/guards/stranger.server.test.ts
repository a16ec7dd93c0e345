import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Pan } from '#server/pan.ts'
import { appCustomer, type CodeFixture, sentCode, smsCustomer, wrongFor } from '#tests/harness/code-fixture.ts'
import { drawPan } from '#tests/harness/make-customer.ts'
import { openTestDatabase } from '#tests/harness/open-test-database.ts'
import { openTestServices } from '#tests/harness/open-test-services.ts'
import { askOtp, purchase, readCode, typeCode } from '#tests/harness/type-code.ts'

const database = await openTestDatabase()
// The tests' own strangers together would ring the alarm that one of them is about.
const { services, owner } = openTestServices(database, { spreadTriesMin: 10_000 })
// The last noon in Tehran that is over for an hour: no midnight falls into an attack, and none into the rates of now.
const nowMs = Math.floor((Date.now() - 9.5 * 3_600_000) / 86_400_000) * 86_400_000 + 8.5 * 3_600_000
const fixture: CodeFixture = { services, owner, database, nowMs }
const minuteMs = 60_000

type Where = { merchantId: string; terminalId: string; requesterId?: string; clientIp?: string; amount?: number }
const at = ({ merchantId, terminalId, ...more }: Where) => ({ ...purchase, payee: { merchantId, terminalId }, ...more })
let drawn = 0
const place = (): Where => ({ merchantId: `M-${++drawn}`, terminalId: `T-${drawn}` })

/** Presses and guesses by turns, as quickly as the answers come: the story of a card closed in 81 calls. */
async function attack(pan: Pan, where: readonly Where[], { presses, tries }: { presses: number; tries: number }) {
  const ids = new Map<Where, string>()
  for (let n = 0; n < Math.max(presses, tries); n++)
    for (const each of where) {
      const transaction = at(each)
      const nowAtMs = nowMs + n
      if (n < presses) ids.set(each, (await askOtp(services, { pan, nowMs: nowAtMs, transaction })).otpRequestId)
      const named = n % 2 === 0 ? ids.get(each) : undefined
      if (n < tries)
        await typeCode(services, {
          pan,
          code: '0000000',
          nowMs: nowAtMs,
          transaction,
          ...(named && { otpRequestId: named }),
        }).catch(() => null)
    }
}

async function paysBySms(customer: { card: { pan: Pan } }, where: Where, atMs = nowMs + 30_000): Promise<string> {
  const { pan } = customer.card
  const transaction = at(where)
  const { otpRequestId } = await askOtp(services, { pan, nowMs: atMs, transaction })
  const code = await readCode(owner, database, otpRequestId)
  if (code === null) return 'no SMS'
  return (await typeCode(services, { pan, code, nowMs: atMs + 1_000, transaction, otpRequestId })).reason
}

describe('a stranger with a card number', () => {
  test('who presses 19 times and tries 62 codes neither closes the card nor uses up its SMS', async () => {
    const customer = await smsCustomer(fixture)
    const known = place()
    expect(await paysBySms(customer, known, nowMs - 5 * minuteMs)).toBe('accepted')
    await attack(customer.card.pan, [place()], { presses: 19, tries: 62 })
    expect(await paysBySms(customer, known)).toBe('accepted')
    expect(await paysBySms(customer, place())).toBe('accepted')
  })

  test('who sits at the customer’s own terminal, of whom nothing else is known, stops them for ten quiet minutes at most', async () => {
    const { customer, app } = await appCustomer(fixture)
    const { pan } = customer.card
    const here = place()
    await attack(pan, [here], { presses: 2, tries: 62 })
    const laterMs = nowMs + 16 * minuteMs
    const typed = { pan, code: app.codeAt(laterMs), nowMs: laterMs, transaction: at(here) }
    expect(await typeCode(services, typed)).toMatchObject({ reason: 'accepted' })
  })

  test('spends what was suppressed for a rate on nothing', async () => {
    const customer = await smsCustomer(fixture)
    const { pan } = customer.card
    const here = place()
    await attack(pan, [here], { presses: 13, tries: 0 })
    const { otpRequestId } = await askOtp(services, { pan, nowMs: nowMs + 20, transaction: at(here) })
    await attack(pan, [here], { presses: 0, tries: 5 })
    const before = await owner.query('SELECT new_spent FROM guard WHERE id = $1', [customer.card.guardIds.second])
    const later = nowMs + 3 * minuteMs
    const suppressed = await askOtp(services, { pan, nowMs: later, transaction: at(here) })
    const locked = {
      pan,
      code: '0000000',
      nowMs: later + 1,
      transaction: at(here),
      otpRequestId: suppressed.otpRequestId,
    }
    expect(await typeCode(services, locked)).toMatchObject({ reason: 'locked' })
    const after = await owner.query('SELECT new_spent FROM guard WHERE id = $1', [customer.card.guardIds.second])
    expect(after.rows).toEqual(before.rows)
    expect(otpRequestId).not.toBe(suppressed.otpRequestId)
  })
})

const kinds: [string, (n: number) => Where][] = [
  ['merchants', () => place()],
  ['terminals of one merchant', (n) => ({ merchantId: 'M-one', terminalId: `T-one-${n}` })],
  ['merchants, each under many addresses and requesters', (n) => ({ merchantId: `M-${n}`, terminalId: `T-${n}` })],
]

describe.each(kinds)('while attacked from ten %s', (name, whereOf) => {
  const names = name.includes('addresses') ? 3 : 1
  const sources = Array.from({ length: 10 }, (_, n) => whereOf(n)).flatMap((where) =>
    Array.from({ length: names }, (_, who): Where => {
      return names === 1 ? where : { ...where, requesterId: `R-${who}`, clientIp: `5.160.${who}.${++drawn % 250}` }
    }),
  )

  test('a customer with SMS pays at once where they are known and where they are new', async () => {
    const customer = await smsCustomer(fixture)
    const known = place()
    expect(await paysBySms(customer, known, nowMs - 5 * minuteMs)).toBe('accepted')
    await attack(customer.card.pan, sources, { presses: 5, tries: 6 })
    expect(await paysBySms(customer, place())).toBe('accepted')
    expect(await paysBySms(customer, known)).toBe('accepted')
    await attack(customer.card.pan, sources, { presses: 2, tries: 2 })
    expect(await paysBySms(customer, place())).toBe('accepted')
  }, 240_000)

  test('a customer with the app alone pays at once where they are new', async () => {
    const { customer, app } = await appCustomer(fixture)
    const { pan } = customer.card
    await attack(pan, sources, { presses: 2, tries: 7 })
    const atMs = nowMs + 30_000
    const typed = { pan, code: app.codeAt(atMs), nowMs: atMs, transaction: at(place()) }
    expect(await typeCode(services, typed)).toMatchObject({ reason: 'accepted', method: 'app' })
  }, 240_000)
})

test('very many sources close the card to new ones until midnight, and leave the known ones', async () => {
  const { customer, app } = await appCustomer(fixture)
  const { pan } = customer.card
  const home = place()
  const typed = (atMs: number, where: Where) => ({ pan, code: app.codeAt(atMs), nowMs: atMs, transaction: at(where) })
  expect(await typeCode(services, typed(nowMs - 5 * minuteMs, home))).toMatchObject({ reason: 'accepted' })
  let compared = 0
  for (let n = 0; n < 70; n++) {
    const guess = { pan, code: wrongFor('0000000'), nowMs: nowMs + n, transaction: at(place()) }
    if ((await typeCode(services, guess)).reason === 'invalid_code') compared += 1
  }
  expect(compared).toBeGreaterThan(40)
  expect(compared * 3).toBeLessThanOrEqual(150)
  expect(await typeCode(services, typed(nowMs + minuteMs, place()))).toMatchObject({ reason: 'locked' })
  expect(await typeCode(services, typed(nowMs + minuteMs, home))).toMatchObject({ reason: 'accepted' })
})

test('240 wrong codes from 240 terminals over 60 cards meet a limit and ring an alarm, and no customer pays for it', async () => {
  const { services: watched } = openTestServices(database)
  // Rates are counted by the process's own clock.
  const justNowMs = Date.now()
  const customer = await smsCustomer(fixture)
  const cards = Array.from({ length: 60 }, drawPan)
  const guess = (pan: Pan) => typeCode(watched, { pan, code: '0000000', nowMs: justNowMs, transaction: at(place()) })
  let refused = 0
  for (let n = 0; n < 240; n++)
    await guess(cards[n % 60] as Pan).catch((error) => {
      expect(error.code).toBe('rate_limited')
      refused += 1
    })
  expect(refused).toBeGreaterThanOrEqual(140)
  const { rows } = await owner.query(
    `SELECT actor_id AS client, data FROM audit_event WHERE action = 'guess.spread' ORDER BY at DESC LIMIT 1`,
  )
  expect(rows).toMatchObject([{ client: 'gateway-test', data: { merchantId: null, wrong: expect.any(Number) } }])
  const transaction = at(place())
  const { code } = await sentCode(fixture, customer, { transaction, atMs: justNowMs })
  const use = { pan: customer.card.pan, code, nowMs: justNowMs + 1, transaction }
  expect(await typeCode(watched, use)).toMatchObject({ reason: 'accepted' })
})

test('whatever the order of a stranger’s calls, the customer’s next press at a new place is sent and its code accepted', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.record({ from: fc.nat(9), press: fc.boolean(), named: fc.boolean() }), { maxLength: 60 }),
      async (calls) => {
        const customer = await smsCustomer(fixture)
        const { pan } = customer.card
        const sources = Array.from({ length: 10 }, place)
        let otpRequestId: string | undefined
        for (const { from, press, named } of calls) {
          const transaction = at(sources[from] ?? place())
          if (press) otpRequestId = (await askOtp(services, { pan, nowMs, transaction })).otpRequestId
          else
            await typeCode(services, {
              pan,
              code: '0000000',
              nowMs,
              transaction,
              ...(named && otpRequestId && { otpRequestId }),
            })
        }
        expect(await paysBySms(customer, place())).toBe('accepted')
      },
    ),
    { numRuns: 6 },
  )
}, 240_000)
