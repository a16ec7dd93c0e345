import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { Admission, type AdmissionLimits, type LaneName } from '#channel/admission/admission.ts'

const TARGET_MS = 100
const LONGEST_WAIT_MS = TARGET_MS / 2
const limits: AdmissionLimits = { requestsPerSecondMax: 200, concurrentMax: 256, latencyTargetMs: TARGET_MS }

beforeEach(() => vi.useFakeTimers())
afterEach(() => vi.useRealTimers())

type Client = { line: string; perSecond: number; lane?: LaneName; serviceMs?: number }
type Seen = { served: number; refused: number; longestWaitMs: number }

/** Calls that come evenly, whatever became of those before, for some seconds of a clock that is wound by hand. */
async function offer(admission: Admission, clients: readonly Client[], seconds: number) {
  const seen: Record<string, Seen> = {}
  let [mostWaiting, mostUnderWay] = [0, 0]
  const call = async ({ line, lane = 'machines', serviceMs = 5 }: Client, own: Seen): Promise<void> => {
    const atMs = performance.now()
    const isRefused = admission.isPressed && admission.refusesAtDoor(lane, line)
    const verdict = isRefused
      ? 'full'
      : await admission.enter(
          lane,
          () => line,
          () => false,
        )
    own.longestWaitMs = Math.max(own.longestWaitMs, performance.now() - atMs)
    if (verdict !== 'admitted') own.refused += 1
    else {
      own.served += 1
      setTimeout(() => admission.leave(lane, serviceMs), serviceMs)
    }
  }
  for (let ms = 0; ms < seconds * 1000; ms++) {
    for (const [place, client] of clients.entries()) {
      seen[client.line] ??= { served: 0, refused: 0, longestWaitMs: 0 }
      const begun = place / clients.length
      const due =
        Math.floor((ms * client.perSecond) / 1000 + begun) - Math.floor(((ms - 1) * client.perSecond) / 1000 + begun)
      for (let n = 0; n < due; n++) void call(client, seen[client.line] as Seen)
    }
    const { lanes } = admission.describe()
    mostWaiting = Math.max(mostWaiting, ...lanes.map(({ waiting }) => waiting))
    mostUnderWay = Math.max(mostUnderWay, ...lanes.map(({ underWay }) => underWay))
    await vi.advanceTimersByTimeAsync(1)
  }
  await vi.advanceTimersByTimeAsync(2_000)
  return { seen, mostWaiting, mostUnderWay }
}

const clients = (count: number, perSecond: number): Client[] =>
  Array.from({ length: count }, (_, place) => ({ line: `client ${place}`, perSecond }))
const sum = (seen: Record<string, Seen>, of: 'served' | 'refused'): number =>
  Object.values(seen).reduce((total, one) => total + one[of], 0)

test('below the cap nobody is refused, and nobody waits', async () => {
  const { seen } = await offer(new Admission(limits), clients(9, 20), 5)
  expect(sum(seen, 'refused')).toBe(0)
  expect(Math.max(...Object.values(seen).map(({ longestWaitMs }) => longestWaitMs))).toBe(0)
})

test('five times the cap: as much is served as the cap allows, a share each, and nobody waits longer than half the target', async () => {
  const { seen } = await offer(new Admission(limits), clients(10, 100), 10)
  expect(sum(seen, 'served')).toBeGreaterThan(1_980)
  expect(sum(seen, 'served')).toBeLessThanOrEqual(2_020)
  for (const { served, longestWaitMs } of Object.values(seen)) {
    expect(served).toBeGreaterThan(190)
    expect(served).toBeLessThan(210)
    expect(longestWaitMs).toBeLessThanOrEqual(LONGEST_WAIT_MS + 2)
  }
})

test('a client within its share is not refused, and hardly waits, whatever the others send', async () => {
  const good = { line: 'good', perSecond: 18 }
  const { seen } = await offer(new Admission(limits), [good, ...clients(9, 500)], 10)
  expect(seen.good?.refused).toBe(0)
  expect(seen.good?.longestWaitMs).toBeLessThanOrEqual(15)
  expect(sum(seen, 'served')).toBeGreaterThan(1_980)
})

test('what one client does not use, the others may', async () => {
  const { seen } = await offer(
    new Admission(limits),
    [
      { line: 'little', perSecond: 5 },
      { line: 'much', perSecond: 1_000 },
    ],
    5,
  )
  expect(seen.little).toMatchObject({ served: 25, refused: 0 })
  expect(seen.much?.served).toBeGreaterThan(950)
})

test('a wave at the start of every second is not let in as one', async () => {
  const admission = new Admission(limits)
  const admittedAtMs: number[] = []
  for (let second = 0; second < 3; second++) {
    for (let n = 0; n < 500; n++) {
      void admission
        .enter(
          'machines',
          () => `client ${n % 5}`,
          () => false,
        )
        .then((verdict) => {
          if (verdict === 'admitted') admittedAtMs.push(performance.now())
          admission.leave('machines', 1)
        })
    }
    await vi.advanceTimersByTimeAsync(1_000)
  }
  for (const startMs of admittedAtMs) {
    const within = admittedAtMs.filter((atMs) => atMs >= startMs && atMs < startMs + 20)
    expect(within.length).toBeLessThanOrEqual(10 + 4 + 1)
  }
})

test('while nothing is answered, what is under way and what waits keep their bounds, and who waited is told in time', async () => {
  const stalled = new Admission({ ...limits, requestsPerSecondMax: null })
  const stuck = clients(20, 200).map((client) => ({ ...client, serviceMs: 1_500 }))
  const { seen, mostWaiting, mostUnderWay } = await offer(stalled, stuck, 3)
  expect(mostUnderWay).toBe(256)
  expect(mostWaiting).toBeLessThanOrEqual(256 + 20)
  expect(Math.max(...Object.values(seen).map(({ longestWaitMs }) => longestWaitMs))).toBeLessThanOrEqual(
    LONGEST_WAIT_MS + 2,
  )
  expect(sum(seen, 'served') + sum(seen, 'refused')).toBe(12_000)
  expect(stalled.describe().lanes.map(({ waiting, underWay }) => [waiting, underWay])).toEqual([
    [0, 0],
    [0, 0],
    [0, 0],
  ])
})

test('staff and the app have their part of the capacity while machines flood', async () => {
  const flood = clients(10, 200)
  const staff: Client = { line: 'operator', lane: 'staff', perSecond: 38 }
  const app: Client = { line: '10.0.0.7', lane: 'app', perSecond: 38 }
  const { seen } = await offer(new Admission(limits), [staff, app, ...flood], 5)
  for (const line of ['operator', '10.0.0.7']) {
    expect(seen[line]?.refused).toBe(0)
    expect(seen[line]?.longestWaitMs).toBeLessThanOrEqual(30)
  }
})

test('staff and the app have places of their own while every place of the machines is taken', async () => {
  const admission = new Admission({ ...limits, requestsPerSecondMax: null, concurrentMax: 8 })
  const enter = (lane: LaneName) =>
    admission.enter(
      lane,
      () => 'x',
      () => false,
    )
  for (let n = 0; n < 8; n++) expect(await enter('machines')).toBe('admitted')
  const ninth = enter('machines')
  for (let n = 0; n < 4; n++) expect(await enter('app')).toBe('admitted')
  for (let n = 0; n < 2; n++) expect(await enter('staff')).toBe('admitted')
  await vi.advanceTimersByTimeAsync(LONGEST_WAIT_MS + 1)
  expect(await ninth).toBe('late')
})

test('a place that becomes free is taken by who waits, one for one', async () => {
  const admission = new Admission({ ...limits, requestsPerSecondMax: null, concurrentMax: 4 })
  const enter = (line: string) =>
    admission.enter(
      'machines',
      () => line,
      () => false,
    )
  for (let n = 0; n < 4; n++) await enter('a')
  const waiting = [enter('a'), enter('b')]
  admission.leave('machines', 5)
  expect(await waiting[0]).toBe('admitted')
  expect(admission.describe().lanes[0]).toMatchObject({ underWay: 4, waiting: 1 })
  admission.leave('machines', 5)
  expect(await waiting[1]).toBe('admitted')
})

test('who has gone away while waiting takes nothing of the capacity', async () => {
  const admission = new Admission({ ...limits, requestsPerSecondMax: null, concurrentMax: 4 })
  for (let n = 0; n < 4; n++)
    await admission.enter(
      'machines',
      () => 'a',
      () => false,
    )
  const gone = admission.enter(
    'machines',
    () => 'b',
    () => true,
  )
  const patient = admission.enter(
    'machines',
    () => 'c',
    () => false,
  )
  admission.leave('machines', 5)
  expect([await gone, await patient]).toEqual(['late', 'admitted'])
})

test('callers that are invented by the hundred thousand leave nothing behind', async () => {
  const admission = new Admission({ ...limits, requestsPerSecondMax: 1_000 })
  for (let n = 0; n < 100_000; n++) {
    void admission
      .enter(
        'app',
        () => `address ${n}`,
        () => false,
      )
      .then((verdict) => verdict === 'admitted' && admission.leave('app', 1))
    if (n % 100 === 0) await vi.advanceTimersByTimeAsync(10)
  }
  await vi.advanceTimersByTimeAsync(1_000)
  const [, app] = admission.describe().lanes
  expect(app?.lines).toBeLessThanOrEqual(1_025)
  expect(app?.waiting).toBe(0)
})
