import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { presentCode } from '#tests/harness/gateway-calls.ts'
import { lengths } from '#tests/harness/lengths.ts'
import { type Processes, startProcesses } from '#tests/harness/start-processes.ts'
import { isAlive } from '../../scripts/run/processes-in-folder.ts'
import { statusOf } from '../../scripts/run/wait-for.ts'
import { type Acceptance, type Deeds, makeShoppers, purchase, workUntil } from './customers-at-work.ts'
import { watchCounters } from './watch-counters.ts'

const BACK_WITHIN_MS = 5_000
// How long PostgreSQL's recovery takes is the disk's affair; beyond this it is not back.
const READY_WITHIN_MS = 20_000
// Ten steps back are looked for, the present one has begun, and it takes a while to be asked.
const KNOWN_APP_CODES_MS = 8.5 * 60_000
const AT_ONCE = 64
// Five deaths in a minute end everything, so that the pauses keep the kills of a long run below that.
const { kills, everyMs, clients } = lengths({
  short: { kills: 4, everyMs: 5_000, clients: 40 },
  long: { kills: 40, everyMs: 16_000, clients: 200 },
})

// Each card pays far more often than a customer would: as often as a policy can allow.
const unhurried = {
  otpRequestsPerCardPerTenMinutesMax: 1_000,
  otpRequestsPerCardPerDayMax: 10_000,
  otpRequestsPerMobilePerTenMinutesMax: 1_000,
  otpRequestsPerMobilePerDayMax: 10_000,
  otpRequestsPerTerminalPerMinuteMax: 100_000,
  otpRequestsPerMerchantPerMinuteMax: 1_000_000,
}

let system: Processes
let deeds: Deeds
let comebacks: { name: string; startedAgainMs: number; readyMs: number }[]
let counters: { wentBack: string[]; looks: number }

beforeAll(
  async () => {
    system = await startProcesses({ names: ['channel', 'worker'], policy: unhurried })
    const shoppers = await makeShoppers(system, clients)
    const watch = watchCounters(system)
    let over = false
    const working = workUntil(system, shoppers, () => over)
    comebacks = []
    for (let kill = 0; kill < kills; kill++) {
      await pause(everyMs)
      comebacks.push(await killAndTime(kill % 2 === 0 ? 'channel' : 'postgres'))
    }
    await pause(2_000)
    over = true
    deeds = await working
    counters = await watch.stop()
    const count = (method: string): number => deeds.acceptances.filter((one) => one.method === method).length
    const [sms, app] = [count('sms'), count('app')]
    console.info({ kills: comebacks, acknowledged: { sms, app }, answersLost: deeds.abandoned, looks: counters.looks })
  },
  kills * (everyMs + 20_000) + 120_000,
)
afterAll(() => system?.stop(), 60_000)

test(`killed ${kills} times, the channel server and PostgreSQL are started again within 5 s, serve again, and take nothing else down`, () => {
  for (const { name, startedAgainMs, readyMs } of comebacks) {
    expect(startedAgainMs, name).toBeLessThan(BACK_WITHIN_MS)
    expect(readyMs, name).toBeLessThan(READY_WITHIN_MS)
  }
  expect(comebacks).toHaveLength(kills)
  expect(system.said.filter((line) => line.includes('ended'))).toHaveLength(kills)
  expect(system.said.filter((line) => line.startsWith('gave up'))).toEqual([])
})

test('every client that kept asking was answered as if nothing had happened', () => {
  expect(deeds.unexpected).toEqual([])
  for (const method of ['sms', 'app'])
    expect(deeds.acceptances.filter((one) => one.method === method).length).toBeGreaterThan(5)
})

test('every acknowledged acceptance is in the log, once', async () => {
  const { rows } = await system.owner.query<{ id: string; outcome: string }>('SELECT id, outcome FROM verification')
  const accepted = rows.filter(({ outcome }) => outcome === 'accepted').map(({ id }) => id)
  expect(new Set(accepted).size).toBe(accepted.length)
  const logged = new Set(accepted)
  expect(deeds.acceptances.filter(({ verificationId }) => !logged.has(verificationId))).toEqual([])
})

test(
  'every acknowledged acceptance is refused afterwards: as used already for as long as its code is known',
  async () => {
    const again: { acceptance: Acceptance; id: string; atMs: number }[] = []
    // The newest first: what an app showed longer ago than is looked for is a wrong code, and wrong codes lock.
    for (let end = deeds.acceptances.length; end > 0; end -= AT_ONCE) {
      const some = deeds.acceptances.slice(Math.max(0, end - AT_ONCE), end)
      const atMs = Date.now()
      const ids = await Promise.all(some.map(presentAgain))
      again.push(...some.map((acceptance, place) => ({ acceptance, id: ids[place] ?? '', atMs })))
    }
    const { rows } = await system.owner.query<{ id: string; reason: string }>(
      'SELECT id, reason FROM verification WHERE id = ANY($1)',
      [again.map(({ id }) => id)],
    )
    const reasons = new Map(rows.map(({ id, reason }) => [id, reason]))
    const isForgotten = ({ acceptance, atMs }: (typeof again)[number]): boolean =>
      acceptance.method === 'app' && atMs - acceptance.atMs > KNOWN_APP_CODES_MS
    const said = (answers: typeof again): Set<string | undefined> => new Set(answers.map(({ id }) => reasons.get(id)))
    expect(said(again.filter((answer) => !isForgotten(answer)))).toEqual(new Set(['code_already_used']))
    expect(said(again.filter(isForgotten)).has('accepted')).toBe(false)
  },
  lengths({ short: 60_000, long: 900_000 }),
)

test('no code was accepted twice, answered or not', async () => {
  const { rows } = await system.owner.query(
    `SELECT otp_request_id FROM verification WHERE outcome = 'accepted' AND otp_request_id IS NOT NULL
     GROUP BY otp_request_id HAVING count(*) > 1`,
  )
  expect(rows).toEqual([])
  const acknowledged = new Map<string, number>()
  for (const { customer } of deeds.acceptances) {
    acknowledged.set(customer.card.cardId, (acknowledged.get(customer.card.cardId) ?? 0) + 1)
  }
  const { rows: logged } = await system.owner.query<{ card: string; count: number }>(
    `SELECT card_id AS card, count(*) FROM verification WHERE outcome = 'accepted' AND card_id = ANY($1) GROUP BY card_id`,
    [[...acknowledged.keys()]],
  )
  expect(new Map(logged.map(({ card, count }) => [card, count]))).toEqual(acknowledged)
})

test('no counter ever went back, and no row was lost, across all crashes', () => {
  expect(counters.wentBack).toEqual([])
  expect(counters.looks).toBeGreaterThan(20)
})

test('wrong codes whose answers were asked for until they came were counted exactly once each', async () => {
  for (const { customer, acknowledged } of deeds.wrongTries) {
    const { rows } = await system.owner.query('SELECT day_count AS run FROM guard WHERE id = $1', [
      customer.card.guardIds.second,
    ])
    expect(rows).toEqual([{ run: acknowledged }])
  }
})

async function killAndTime(name: 'channel' | 'postgres') {
  const pid = runningPid(name)
  const killedAtMs = Date.now()
  process.kill(pid, 'SIGKILL')
  const giveUpAtMs = killedAtMs + 30_000
  while ((runningPid(name) === pid || !isAlive(runningPid(name))) && Date.now() < giveUpAtMs) await pause(20)
  const startedAgainMs = Date.now() - killedAtMs
  const isReady = (): Promise<boolean> =>
    statusOf(`${system.channelUrls[0]}/readyz`).then(
      (status) => status === 200,
      () => false,
    )
  while (!(await isReady()) && Date.now() < giveUpAtMs) await pause(20)
  return { name, startedAgainMs, readyMs: Date.now() - killedAtMs }
}

/** PostgreSQL's own file names it from its start on; the supervisor names it once its crash recovery is done. */
function runningPid(name: 'channel' | 'postgres'): number {
  if (name === 'channel') return system.pidOf(name)
  const file = join(system.dataFolder, 'postgres', 'postmaster.pid')
  return existsSync(file) ? Number.parseInt(readFileSync(file, 'utf8'), 10) : 0
}

async function presentAgain({ customer, code }: Acceptance): Promise<string> {
  const { body } = await presentCode(system, customer, { ...purchase, code })
  return body.verificationId
}
