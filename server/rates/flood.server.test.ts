import { expect, test } from 'vitest'
import { defaultPolicy } from '#domain/operator/policy.ts'
import { countRequest, countTry, exchangeRates, findWrongRate } from '#server/rates/track-rates.ts'
import type { ChannelServices } from '#server/services.ts'
import { type CodeFixture, sentCode, smsCustomer } from '#tests/harness/code-fixture.ts'
import { drawPan } from '#tests/harness/make-customer.ts'
import { openTestDatabase } from '#tests/harness/open-test-database.ts'
import { openChannelServices, openTestServices } from '#tests/harness/open-test-services.ts'
import { askOtp, purchase, typeCode } from '#tests/harness/type-code.ts'

const database = await openTestDatabase()
const limits = {
  otpRequestsPerMerchantPerMinuteMax: 4,
  otpRequestsPerRequesterPerMinuteMax: 4,
  otpRequestsPerAddressPerMinuteMax: 4,
}
const { services, owner } = openTestServices(database, limits)
const other = openChannelServices(database, limits)
// What is spread over sources and cards has a limit of its own (server/guards/stranger).
const usual = openChannelServices(database, { spreadTriesMin: 10_000 })
const nowMs = Date.now()
const fixture: CodeFixture = { services, owner, database, nowMs }
const limited = { code: 'rate_limited' }

type From = { merchantId?: string; terminalId?: string; requesterId?: string; clientIp?: string }
let drawn = 0
const from = ({ merchantId = `M-${++drawn}`, terminalId = `T-${++drawn}`, ...named }: From) => ({
  ...purchase,
  payee: { merchantId, terminalId },
  ...named,
})

async function pressedReason(where: From, on: ChannelServices = services): Promise<string | null> {
  return (await press(where, on)).reason
}

async function press(where: From, on: ChannelServices): Promise<{ reason: string | null; whose: string | null }> {
  const customer = await smsCustomer(fixture)
  const asked = await askOtp(on, { pan: customer.card.pan, nowMs, transaction: from(where) })
  expect(asked).toEqual({
    otpRequestId: expect.any(String),
    referenceNumber: expect.stringMatching(/^[0-9]{12}$/),
    validitySeconds: 120,
  })
  const { rows } = await owner.query(
    'SELECT suppressed_reason AS reason, over_rate_of AS whose FROM otp_request WHERE id = $1',
    [asked.otpRequestId],
  )
  return rows[0]
}

test.each([
  ['merchant with many terminals', { merchantId: 'M-flood' }, { reason: 'terminal_rate', whose: 'merchant' }],
  ['requester at many merchants', { requesterId: 'R-flood' }, { reason: 'requester_rate', whose: 'requester' }],
  ['payer’s address at many merchants', { clientIp: '5.160.1.2' }, { reason: 'requester_rate', whose: 'address' }],
] as const)(
  'the presses of one %s beyond its minute are suppressed with their reason, and answered alike',
  async (_, where, recorded) => {
    for (let press = 0; press < 4; press++) expect(await pressedReason(where)).toBeNull()
    expect(await press(where, services)).toEqual(recorded)
    expect(await pressedReason({})).toBeNull()
  },
)

test('the addresses of one IPv6 subscriber count as one', async () => {
  for (let press = 0; press < 4; press++) expect(await pressedReason({ clientIp: `2001:db8:7:7::${press}` })).toBeNull()
  expect(await pressedReason({ clientIp: '2001:db8:7:7:ffff::1' })).toBe('requester_rate')
  expect(await pressedReason({ clientIp: '2001:db8:7:8::1' })).toBeNull()
})

test('presses over their merchant’s rate end nobody’s live code', async () => {
  for (let press = 0; press < 4; press++) await pressedReason({ merchantId: 'M-full' })
  const customer = await smsCustomer(fixture)
  const { pan } = customer.card
  const transaction = from({})
  const { code } = await sentCode(fixture, customer, { transaction })
  for (let press = 0; press < 5; press++)
    await askOtp(services, { pan, nowMs: nowMs + 1, transaction: from({ merchantId: 'M-full' }) })
  expect(await typeCode(services, { pan, code, nowMs: nowMs + 2, transaction })).toMatchObject({ reason: 'accepted' })
})

test('presses at two processes are counted together after an exchange', async () => {
  const where = { merchantId: 'M-two' }
  for (let press = 0; press < 2; press++) await pressedReason(where)
  for (let press = 0; press < 2; press++) await pressedReason(where, other)
  await exchangeRates(services.pool)
  await exchangeRates(other.pool)
  await exchangeRates(services.pool)
  expect(await pressedReason(where)).toBe('terminal_rate')
  expect(await pressedReason(where, other)).toBe('terminal_rate')
})

/** Two tries on each card, then the next card, until refused. */
async function guessUntilRefused(transactionOf: () => ReturnType<typeof from>): Promise<number> {
  for (let guesses = 0; guesses < 300; guesses += 2) {
    const pan = drawPan()
    for (let guess = 0; guess < 2; guess++) {
      const typed = typeCode(usual, { pan, code: '1234567', nowMs, transaction: transactionOf() })
      const refused = await typed.then(
        () => false,
        (error) => error.code === 'rate_limited',
      )
      if (refused) return guesses + guess
    }
  }
  return Number.POSITIVE_INFINITY
}

test('who spreads guesses over many cards at one terminal gets a hundred in ten minutes, then 429 for any card', async () => {
  expect(await guessUntilRefused(() => from({ merchantId: 'M-g', terminalId: 'T-g' }))).toBe(100)
  const transaction = from({ merchantId: 'M-g', terminalId: 'T-g' })
  await expect(typeCode(usual, { pan: drawPan(), code: '1234567', nowMs, transaction })).rejects.toMatchObject(limited)
  await expect(askOtp(usual, { pan: drawPan(), nowMs, transaction })).rejects.toMatchObject(limited)
  const wait = await findWrongRate(usual.pool, usual.policy(), {
    source: { clientId: 'gateway-test', terminalId: 'T-g', requesterId: null },
    nowMs,
  })
  expect(wait).toBeGreaterThan(480)
})

test('who spreads them over many terminals as well, as one requester, gets no more', async () => {
  expect(await guessUntilRefused(() => from({ requesterId: 'R-g' }))).toBe(100)
})

test('a busy terminal where fewer than four in five codes are wrong is never slowed, and may press 600 times a minute', async () => {
  const source = { clientId: 'gateway-test', terminalId: 'T-honest', requesterId: 'R-honest' }
  for (let place = 0; place < 20_000; place++) {
    const atMs = nowMs + place * 30
    await countTry(usual.pool, { source, nowMs: atMs, counted: (place * 79) % 100 < 79 })
    if (place % 50 === 0) expect(await findWrongRate(usual.pool, defaultPolicy, { source, nowMs: atMs })).toBeNull()
  }
  const pressed = { ...source, merchantId: 'M-honest', clientIp: null }
  for (let press = 0; press < 600; press++)
    expect((await countRequest(usual.pool, { source: pressed, nowMs })).terminalPerMinute).toBe(press)
})
