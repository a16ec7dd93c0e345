import { randomInt } from 'node:crypto'
import { afterAll, expect, test } from 'vitest'
import { openPool } from '#server/database.ts'
import type { Pan } from '#server/pan.ts'
import type { ChannelServices } from '#server/services.ts'
import { lengths } from '#tests/harness/lengths.ts'
import { openTestDatabase } from '#tests/harness/open-test-database.ts'
import { openChannelServices } from '#tests/harness/open-test-services.ts'
import { askOtp, typeCode } from '#tests/harness/type-code.ts'
import { openWorkCounter, type Work } from '#tests/timing/count-work.ts'
import { type CardKind, cardKinds, makeCards } from '#tests/timing/make-cards.ts'

const CARDS = lengths({ short: 3, long: 9 })
// A guard that is made takes two index entries more than one that moves, and ids that are null take no room: of three
// thousand bytes a few hundred, where the SMS's rows alone have twelve hundred.
const WAL_RECORDS_PERCENT = 40
const WAL_BYTES_PERCENT = 25

const database = await openTestDatabase()
const owner = openPool({ connectionString: database.ownerUrl, max: 1, applicationName: 'timing-test' })
afterAll(() => owner.end())
const counter = openWorkCounter(database)
const services: ChannelServices = {
  ...openChannelServices(database, { wrongRateTriesMin: 10_000 }),
  pool: counter.pool,
}
const nowMs = Date.now()

type Step = 'press' | 'wrong' | 'wrong named' | 'wrong first PIN'
const sequences: [string, Step[]][] = [
  ['seven wrong codes', repeat('wrong', 7)],
  ['four presses, then wrong codes', [...repeat('press', 4), ...repeat('wrong', 3)]],
  ['a press, then wrong codes that name it', ['press', ...repeat('wrong named', 6)]],
  ['wrong first PINs at an ATM', repeat('wrong first PIN', 2)],
]

function repeat(step: Step, times: number): Step[] {
  return Array.from({ length: times }, () => step)
}

/** What each step of a sequence costs on one card. */
async function follow(pan: Pan, steps: readonly Step[]): Promise<Work[]> {
  let otpRequestId: string | undefined
  const works: Work[] = []
  for (const [place, step] of steps.entries()) {
    const at = { pan, nowMs: nowMs + place * 10 }
    const code = String(randomInt(10 ** 7)).padStart(7, '0')
    const named = step === 'wrong named' && otpRequestId ? { otpRequestId } : {}
    const pinKind = step === 'wrong first PIN' ? 'first' : 'second'
    const act = async (): Promise<void> => {
      if (step === 'press') otpRequestId = (await askOtp(services, at)).otpRequestId
      else await typeCode(services, { ...at, pinKind, code, ...named })
    }
    works.push(await counter.count(act))
  }
  return works
}

/** The usual cost of each step on cards of one kind: what the rates' exchange or a page that is full adds is left out. */
async function followKind(kind: CardKind, steps: readonly Step[]): Promise<Work[]> {
  const byCard: Work[][] = []
  const pans = await makeCards(owner, services.keys, kind, CARDS)
  // What was written here is told by the statistics now, and not in the middle of a step.
  await owner.query('SELECT pg_stat_force_next_flush()')
  for (const pan of pans) byCard.push(await follow(pan, steps))
  return steps.map((_, place) => usual(byCard.map((works) => works[place] as Work)))
}

function usual(works: readonly Work[]): Work {
  const said = works.map(({ statements, rows }) => JSON.stringify({ statements, rows }))
  const most = said.toSorted(
    (a, b) => said.filter((one) => one === b).length - said.filter((one) => one === a).length,
  )[0]
  return {
    ...JSON.parse(most ?? '{}'),
    walRecords: Math.min(...works.map(({ walRecords }) => walRecords)),
    walBytes: Math.min(...works.map(({ walBytes }) => walBytes)),
  }
}

test.each(sequences)(
  'every kind of card costs the same statements and rows, and as much WAL, at each step of %s',
  async (_, steps) => {
    await followKind('sms', steps)
    const costs = {} as Record<CardKind, Work[]>
    for (const kind of cardKinds) costs[kind] = await followKind(kind, steps)
    for (const [place, step] of steps.entries()) {
      const works = cardKinds.map((kind) => ({ kind, ...(costs[kind][place] as Work) }))
      const said = works.map(
        ({ kind, statements, walRecords, walBytes }) => `${kind} ${statements.length}/${walRecords}/${walBytes}`,
      )
      const what = `${place + 1} ${step}: statements/WAL records/WAL bytes: ${said.join(', ')}`
      process.stdout.write(`${what}\n`)
      const [first] = works
      for (const { statements, rows } of works)
        expect.soft({ statements, rows }, what).toEqual({ statements: first?.statements, rows: first?.rows })
      expect.soft(spread(works.map(({ walRecords }) => walRecords)), what).toBeLessThanOrEqual(WAL_RECORDS_PERCENT)
      expect.soft(spread(works.map(({ walBytes }) => walBytes)), what).toBeLessThanOrEqual(WAL_BYTES_PERCENT)
    }
  },
)

function spread(figures: number[]): number {
  const [least, most] = [Math.min(...figures), Math.max(...figures)]
  return ((most - least) / least) * 100
}
