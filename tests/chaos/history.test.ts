import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { lengths } from '#tests/harness/lengths.ts'
import { checkHistory } from './history/check-history.ts'
import { deliberateBreaks, runBroken, withoutVersion } from './history/deliberate-breaks.ts'
import { planDisturbances } from './history/disturb-cluster.ts'
import type { FinalTables, Violation } from './history/history.ts'
import { huntViolation } from './history/hunt-violation.ts'
import { keepEvidence } from './history/keep-evidence.ts'
import { readFinalTables } from './history/read-final-tables.ts'
import { type Recorder, recordHistory } from './history/record-history.ts'
import { type Figures, runWorkload } from './history/run-workload.ts'
import { seededRandom } from './history/seeded-random.ts'
import { type Cluster, startCluster } from './history/start-cluster.ts'

const CLIENTS = 64
const FOUND_WITHIN_MS = 60_000
const { verifications, kills, faults, pauseMs, limitMs, enough, breaks } = lengths({
  short: {
    verifications: 300,
    kills: 2,
    faults: 6,
    pauseMs: 200,
    limitMs: 300_000,
    enough: 3,
    breaks: [withoutVersion],
  },
  long: {
    verifications: 200_000,
    kills: 24,
    faults: 60,
    pauseMs: 2_000,
    limitMs: 3_600_000,
    enough: 1_000,
    breaks: deliberateBreaks,
  },
})
// Given, it plans the same operations and faults again.
const seed = Number(process.env.HISTORY_SEED) || Date.now() % 1_000_000_000
const clientId = 'gateway-history'

let cluster: Cluster
let recorder: Recorder
let figures: Figures
let tables: FinalTables
let violations: Violation[]

beforeAll(async () => {
  cluster = await startCluster()
  const file = join(cluster.dataFolder, 'history.jsonl')
  recorder = recordHistory(file, seed)
  const disturbances = planDisturbances(seededRandom(seed).fork('disturbances'), { kills, faults })
  const isEnough = (answered: number): boolean => answered >= verifications
  const work = { seed, clientId, recorder, clients: CLIENTS, disturbances, pauseMs, firstPlace: 0, isEnough }
  figures = await runWorkload(cluster, work)
  const { history } = recorder
  tables = await readFinalTables(cluster.owner, { clientId, guardIds: [...history.cards.keys()] })
  violations = checkHistory(history, tables)
  await recorder.close()
  console.info({ seed, ...figures, ...sumUp() })
  if (violations.length > 0) console.info(`Everything is kept in ${keepEvidence(file, tables)}`)
}, limitMs)
afterAll(() => cluster?.stop(), 60_000)

test('whatever was killed and cut, the clients and the database tell one story, and it is the one of the rules', () => {
  expect(violations.slice(0, 10)).toEqual([])
})

test('the story is worth telling: killed, cut, lost and asked again, right and wrong, alone and contended for', () => {
  const { answersLost, acceptances, usedAlready, counted, closed, unknownYet, contended, asked } = sumUp()
  const done = Object.values(figures.disturbances).reduce((sum, count) => sum + count, 0)
  expect(done).toBe(kills + faults)
  expect(figures.answered).toBeGreaterThanOrEqual(verifications)
  for (const figure of [answersLost, acceptances, usedAlready, counted, contended, asked])
    expect(figure).toBeGreaterThanOrEqual(enough)
  if (enough > 100) expect(closed).toBeGreaterThan(enough)
  expect(unknownYet).toBeLessThan(figures.answered / 5)
})

test.each(breaks.map((one) => [one.name, one] as const))(
  '%s: found within a minute by the same work',
  async (name, one) => {
    const clearAway = await runBroken(cluster, one)
    const place = breaks.findIndex((one) => one.name === name) + 1
    const hunt = { seed: seed + place, clientId: `broken-${place}`, clients: CLIENTS, firstPlace: place * 10_000_000 }
    const found = await huntViolation(cluster, { ...hunt, limitMs: FOUND_WITHIN_MS })
    clearAway()
    const kinds = [...new Set(found.violations.map(({ kind }) => kind))]
    console.info({ name, seed: hunt.seed, foundAfterSeconds: found.seconds, answered: found.answered, kinds })
    expect(kinds.length).toBeGreaterThan(0)
  },
  FOUND_WITHIN_MS * 4,
)

function sumUp() {
  const { attempts, presentations, looks } = recorder.history
  const rowsOf = (reason: string): number => tables.verifications.filter((row) => row.reason === reason).length
  const sent = Map.groupBy(attempts, ({ requestId }) => requestId)
  const isAnswered = (requestId: string): boolean => sent.get(requestId)?.some(({ status }) => status === 200) ?? false
  const clientsOf = new Map<string, Set<number>>()
  for (const { requestId, client } of attempts) {
    const key = presentations.get(requestId)?.codeKey
    if (key) clientsOf.set(key, (clientsOf.get(key) ?? new Set()).add(client))
  }
  return {
    rows: tables.verifications.length,
    attempts: attempts.length,
    answersLost: attempts.filter(({ status }) => status === null).length,
    busy: attempts.filter(({ status }) => status === 503).length,
    refused: attempts.filter(({ status }) => status === 429).length,
    unknownYet: [...presentations.keys()].filter((requestId) => !isAnswered(requestId)).length,
    asked: [...sent.values()].filter((sendings) => sendings.length > 1).length,
    acceptances: rowsOf('accepted'),
    usedAlready: rowsOf('code_already_used'),
    counted: tables.verifications.filter((row) => row.counted).length,
    closed: rowsOf('enrollment_locked'),
    contended: [...clientsOf.values()].filter((clients) => clients.size > 1).length,
    looks: looks.length,
  }
}
