import { randomInt } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openPool } from '#server/database.ts'
import type { Pan } from '#server/pan.ts'
import { lengths } from '#tests/harness/lengths.ts'
import { openTestDatabase } from '#tests/harness/open-test-database.ts'
import { startTestChannel } from '#tests/harness/test-channel.ts'
import { compareMedians, median, type Timings } from '#tests/timing/compare-medians.ts'
import { type CardKind, cardKinds, makeCards } from '#tests/timing/make-cards.ts'
import { type Call, type Gateway, openGateway, timeInterleaved } from '#tests/timing/time-calls.ts'

const ROUNDS = lengths({ short: 100, long: 2_000 })
const LIMIT_MS = lengths({ short: 4_000, long: 600_000 })
const AGAIN = 3
const ALLOWED_PERCENT = 5

const database = await openTestDatabase()
const channel = startTestChannel(database, {
  policy: { wrongRateTriesMin: 1_000_000, otpRequestsPerTerminalPerMinuteMax: 1_000_000 },
})
const owner = openPool({ connectionString: database.ownerUrl, max: 2, applicationName: 'timing-test' })
let gateway: Gateway
beforeAll(() => {
  gateway = openGateway(channel.url, channel.signers.gateway)
})
afterAll(async () => {
  gateway.close()
  await owner.end()
})

const purchase = { processType: 'purchase', amount: 1_250_000 }
const payee = { merchantId: 'M-100', terminalId: 'T-100' }
const bodies: Record<Call, (pan: Pan) => Record<string, unknown>> = {
  'otp-requests': (pan) => ({ ...purchase, pan: pan.reveal(), payee: { ...payee, name: 'فروشگاه آزمون' } }),
  verifications: (pan) => ({ ...purchase, pan: pan.reveal(), payee, pinKind: 'second', code: drawWrongCode() }),
}

// Right by chance once in three million; the answer is 200 then, too.
function drawWrongCode(): string {
  return String(randomInt(10 ** 7)).padStart(7, '0')
}

async function makeAll(count: number): Promise<Record<CardKind, Pan[]>> {
  const made = {} as Record<CardKind, Pan[]>
  for (const kind of cardKinds) made[kind] = await makeCards(owner, channel.services.keys, kind, count)
  return made
}

/**
 * Chance alone makes some medians of short runs on a busy machine differ by more than that: refused is a difference that
 * the timings make believable, which at 2 000 of them on a quiet machine is nearly the difference itself.
 */
function expectAlike(timings: Timings<CardKind>, what: string): void {
  const twins = compareMedians(timings.sms, timings.twin, randomInt)
  const differing = cardKinds.filter((kind) => kind !== 'twin')
  const pairs = differing.flatMap((kind, place) => differing.slice(place + 1).map((other) => [kind, other] as const))
  const compared = pairs.map(([kind, other]) => ({
    said: `${kind} and ${other}`,
    ...compareMedians(timings[kind], timings[other], randomInt),
  }))
  const [most] = compared.toSorted((a, b) => b.percent - a.percent)
  const medians = cardKinds.map((kind) => `${kind} ${median(timings[kind]).toFixed(3)} ms`).join(', ')
  process.stdout.write(
    `${what}, ${timings.sms.length} each: ${medians}; identical groups differ by ${twins.percent.toFixed(1)} %, ` +
      `of the others most ${most?.said} by ${most?.percent.toFixed(1)} %\n`,
  )
  for (const { said, percent, leastPercent } of compared)
    expect
      .soft(leastPercent, `${what}: ${said} differ by ${percent.toFixed(1)} %`)
      .toBeLessThanOrEqual(twins.percent + ALLOWED_PERCENT)
}

test.each(['otp-requests', 'verifications'] as const)(
  'the time of %s does not tell whether a card is known or enrolled, at its first sight and later',
  async (call) => {
    const course = { body: bodies[call], call, limitMs: LIMIT_MS }
    await timeInterleaved(gateway, { ...course, cards: await makeAll(10), rounds: 30 })
    const cards = await makeAll(ROUNDS)
    const first = await timeInterleaved(gateway, { ...course, cards, rounds: ROUNDS })
    expectAlike(first, `first ${call}`)
    const tried = Math.ceil(first.sms.length / AGAIN)
    const seen = {} as Record<CardKind, Pan[]>
    for (const kind of cardKinds) seen[kind] = cards[kind].slice(0, tried)
    const later = await timeInterleaved(gateway, { ...course, cards: seen, rounds: tried * AGAIN })
    expectAlike(later, `later ${call}`)
  },
  2_400_000,
)
