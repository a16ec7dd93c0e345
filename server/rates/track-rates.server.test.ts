import { expect, test, vi } from 'vitest'
import { exchangeRates } from '#server/rates/track-rates.ts'
import type { ChannelServices } from '#server/services.ts'
import { type CodeFixture, sentCode, smsCustomer } from '#tests/harness/code-fixture.ts'
import { drawPan, makeCustomer } from '#tests/harness/make-customer.ts'
import { makeAppEnrollment } from '#tests/harness/make-enrollment.ts'
import { openTestDatabase } from '#tests/harness/open-test-database.ts'
import { openChannelServices, openTestServices } from '#tests/harness/open-test-services.ts'
import { askOtp, drawKey, purchase, typeCode } from '#tests/harness/type-code.ts'

const database = await openTestDatabase()
const limits = { wrongRateTriesMin: 10, otpRequestsPerTerminalPerMinuteMax: 5 }
const { services, owner } = openTestServices(database, limits)
const nowMs = Date.now()
const fixture: CodeFixture = { services, owner, database, nowMs }
const limited = { code: 'rate_limited' }

const at = (terminalId: string, requesterId?: string) => ({
  ...purchase,
  payee: { ...purchase.payee, terminalId },
  ...(requesterId && { requesterId }),
})

async function guess(count: number, transaction: ReturnType<typeof at>, on: ChannelServices = services): Promise<void> {
  for (let place = 0; place < count; place++)
    await typeCode(on, { pan: drawPan(), code: '1234567', nowMs, transaction })
}

async function rightUse(transaction: ReturnType<typeof at>, atMs = nowMs): Promise<string> {
  const customer = await makeCustomer(owner, services.keys, { nowMs })
  const app = await makeAppEnrollment(owner, services.keys, customer, { nowMs })
  const answer = await typeCode(services, { pan: customer.card.pan, code: app.codeAt(atMs), nowMs: atMs, transaction })
  return answer.outcome
}

test('a terminal that mostly guesses is refused verifications and OTP requests, told when to come back, and others are not', async () => {
  await guess(10, at('T-guess'))
  const refused = rightUse(at('T-guess'))
  await expect(refused).rejects.toMatchObject(limited)
  const wait = await refused.catch(({ retryAfterSeconds }) => retryAfterSeconds)
  expect(wait).toBeGreaterThan(0)
  expect(wait).toBeLessThanOrEqual(600)
  const pan = drawPan()
  await expect(askOtp(services, { pan, nowMs, transaction: at('T-guess') })).rejects.toMatchObject(limited)
  const { rows } = await owner.query(
    `SELECT suppressed_reason AS reason FROM otp_request WHERE terminal_id = 'T-guess'`,
  )
  expect(rows).toEqual([{ reason: 'requester_rate' }])
  expect(await rightUse(at('T-other'))).toBe('accepted')
  expect(await rightUse(at('T-guess'), nowMs + wait * 1000 + 60_000)).toBe('accepted')
})

test('a terminal whose tries are mostly right is not refused however many are wrong', async () => {
  await guess(8, at('T-busy'))
  for (let place = 0; place < 4; place++) expect(await rightUse(at('T-busy'))).toBe('accepted')
  await guess(6, at('T-busy'))
  expect(await rightUse(at('T-busy'))).toBe('accepted')
})

test('a requester that guesses at many terminals is refused at all of them', async () => {
  for (let terminal = 0; terminal < 10; terminal++) await guess(1, at(`T-r${terminal}`, 'R-1'))
  await expect(rightUse(at('T-fresh', 'R-1'))).rejects.toMatchObject(limited)
  expect(await rightUse(at('T-fresh', 'R-2'))).toBe('accepted')
})

test('an answer given before is given again, refused source or not', async () => {
  const transaction = at('T-again')
  const key = drawKey(nowMs)
  const pan = drawPan()
  const first = await typeCode(services, { pan, code: '1234567', nowMs, transaction, key })
  await guess(9, transaction)
  expect(await typeCode(services, { pan, code: '1234567', nowMs, transaction, key })).toEqual(first)
})

test('two processes know of each other’s tries after an exchange, and a new one from its start', async () => {
  const other = openChannelServices(database, limits)
  await guess(5, at('T-two'))
  await guess(5, at('T-two'), other)
  await exchangeRates(services.pool)
  await exchangeRates(other.pool)
  await exchangeRates(services.pool)
  await expect(rightUse(at('T-two'))).rejects.toMatchObject(limited)
  await expect(guess(1, at('T-two'), other)).rejects.toMatchObject(limited)
  await expect(guess(1, at('T-two'), openChannelServices(database, limits))).rejects.toMatchObject(limited)
  const { rows } = await owner.query(`SELECT sum(tries)::int AS tries FROM rate_bucket WHERE key LIKE '%/T-two'`)
  expect(rows[0].tries).toBe(10)
})

test('an exchange reads of a source in use the last minutes alone, and of one that others tried meanwhile all of them', async () => {
  vi.useFakeTimers({ toFake: ['Date'] })
  const tryAgo = async (minutes: number, on: ChannelServices) => {
    vi.setSystemTime(nowMs - minutes * 60_000)
    await typeCode(on, { pan: drawPan(), code: '1234567', nowMs: Date.now(), transaction: at('T-long') })
  }
  const other = openChannelServices(database, limits)
  await tryAgo(6, services)
  await exchangeRates(services.pool)
  for (const minutes of [5, 5, 4, 4, 3, 3, 2, 2, 1]) await tryAgo(minutes, other)
  await exchangeRates(other.pool)
  const read = watchReadRows('/T-long')
  await tryAgo(0, services)
  await exchangeRates(services.pool)
  await expect(tryAgo(0, services)).rejects.toMatchObject(limited)
  await exchangeRates(services.pool)
  vi.useRealTimers()
  expect(read()).toEqual([7, 2])
})

/** How many rows of a key each exchange read. */
function watchReadRows(key: string): () => number[] {
  const counts: number[] = []
  const query = services.pool.query.bind(services.pool) as (asked: unknown) => Promise<{ rows: { key: string }[] }>
  const watch = vi.spyOn(services.pool, 'query').mockImplementation((async (asked: { name?: string }) => {
    const answer = await query(asked)
    if (asked.name === 'list_rate_buckets_of') counts.push(answer.rows.filter((row) => row.key.endsWith(key)).length)
    return answer
  }) as never)
  return () => {
    watch.mockRestore()
    return counts
  }
}

test('a terminal’s OTP requests beyond its minute are suppressed and answered alike', async () => {
  const transaction = at('T-press')
  for (let press = 0; press < 5; press++) {
    const customer = await smsCustomer(fixture)
    await sentCode(fixture, customer, { transaction })
  }
  const customer = await smsCustomer(fixture)
  const { otpRequestId } = await askOtp(services, { pan: customer.card.pan, nowMs, transaction })
  const { rows } = await owner.query('SELECT suppressed_reason AS reason FROM otp_request WHERE id = $1', [
    otpRequestId,
  ])
  expect(rows).toEqual([{ reason: 'terminal_rate' }])
})
