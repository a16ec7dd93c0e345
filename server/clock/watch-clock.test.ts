import { expect, test } from 'vitest'
import type { ClockLook } from '#domain/otp/clock-sample.ts'
import { watchClock } from '#server/clock/watch-clock.ts'

const epochMs = Date.UTC(2026, 10, 22, 12)

/** A process and a database whose clocks are moved by hand; a second passes at each look, 2 ms of it on the way. */
function openWorld() {
  const world = { monotonicMs: 0, processAheadMs: 0, databaseAheadMs: 0, wayMs: 2, away: false, said: [] as string[] }
  const lookAtDatabase = async (): Promise<ClockLook> => {
    world.monotonicMs += 1_000
    if (world.away) throw new Error('away')
    const sentMs = world.monotonicMs
    world.monotonicMs += world.wayMs
    return { sentMs, receivedMs: world.monotonicMs, databaseMs: epochMs + sentMs + world.wayMs + world.databaseAheadMs }
  }
  const read = () => ({
    wallMs: epochMs + world.monotonicMs + world.processAheadMs,
    monotonicMs: world.monotonicMs,
    errorMs: 0,
  })
  const say = (words: Record<string, unknown>, text: string): void => {
    world.said.push(words.jumpedSeconds === undefined ? `${words.state} ${words.reason}` : `${text}`)
  }
  const bounds = { alarmMs: 500, refuseMs: 5_000 }
  const watch = watchClock({ lookAtDatabase, bounds, log: { warn: say, info: say }, read })
  const state = (): string => watch.judge().state
  return { world, watch, state }
}

test('before the first look nothing is trusted; after it everything is, and nothing needs to be said', async () => {
  const { world, watch, state } = openWorld()
  expect(watch.judge()).toMatchObject({ state: 'refused', reason: 'unknown' })
  await watch.look()
  expect(state()).toBe('trusted')
  expect(world.said).toEqual([])
})

test('a jump of the process’s clock is refused at once, before the next look, and forgiven when it is undone', async () => {
  const { world, watch, state } = openWorld()
  await watch.look()
  for (const aheadMs of [3_600_000, -10_000]) {
    world.processAheadMs = aheadMs
    expect(watch.judge()).toMatchObject({ state: 'refused', reason: 'skew', skewMs: expect.closeTo(aheadMs, -1) })
    await watch.look()
    expect(state()).toBe('refused')
    world.processAheadMs = 0
    await watch.look()
    expect(state()).toBe('trusted')
  }
})

test('an instant is told with the judgement on itself, whatever the clock does next', async () => {
  const { world, watch } = openWorld()
  await watch.look()
  world.processAheadMs = 3_600_000
  const wrong = watch.tell()
  world.processAheadMs = 0
  const right = watch.tell()
  expect([wrong.clock.state, right.clock.state]).toEqual(['refused', 'trusted'])
  expect(wrong.nowMs - right.nowMs).toBe(3_600_000)
})

test('a jump that the database shares is refused until the next look agrees, and is told', async () => {
  const { world, watch, state } = openWorld()
  await watch.look()
  world.processAheadMs = world.databaseAheadMs = 3_600_000
  expect(state()).toBe('refused')
  await watch.look()
  expect(state()).toBe('trusted')
  expect(world.said).toEqual(['the wall clock of this machine jumped'])
  expect(watch.countJumps()).toBe(1)
})

test('a machine set back with its database is refused until it has caught up: no instant is decided twice', async () => {
  const { world, watch } = openWorld()
  await watch.look()
  watch.judge()
  world.processAheadMs = world.databaseAheadMs = -60_000
  await watch.look()
  expect(watch.judge()).toMatchObject({ state: 'refused', reason: 'went_back' })
  world.monotonicMs += 54_000
  await watch.look()
  expect(watch.judge()).toMatchObject({ state: 'alarmed', reason: 'went_back' })
  world.monotonicMs += 6_000
  await watch.look()
  expect(watch.judge().state).toBe('trusted')
})

test('what a wrong clock showed while it was refused does not count as an instant that was trusted', async () => {
  const { world, watch, state } = openWorld()
  await watch.look()
  world.processAheadMs = 3_600_000
  for (let round = 0; round < 3; round++) {
    await watch.look()
    expect(state()).toBe('refused')
  }
  world.processAheadMs = 0
  expect(state()).toBe('trusted')
})

test('a leap second is alarmed at the most, never refused', async () => {
  const { world, watch, state } = openWorld()
  await watch.look()
  watch.judge()
  const seen: string[] = []
  const steps: Partial<typeof world>[] = [{ databaseAheadMs: -1_000 }, { processAheadMs: -1_000 }]
  for (const step of steps) {
    Object.assign(world, step)
    seen.push(state())
    await watch.look()
    seen.push(state())
  }
  expect(seen).not.toContain('refused')
  world.monotonicMs += 1_000
  expect(state()).toBe('trusted')
})

test('a slow database raises no alarm, an absent one changes nothing', async () => {
  const { world, watch, state } = openWorld()
  await watch.look()
  for (const wayMs of [800, 4_000, 9_000, 60_000]) {
    world.wayMs = wayMs
    await watch.look()
    expect(state()).toBe('trusted')
  }
  world.away = true
  for (let round = 0; round < 100; round++) await watch.look()
  expect(state()).toBe('trusted')
  expect(world.said).toEqual([])
})

test('each change is told once, and what lasts is told again every minute', async () => {
  const { world, watch } = openWorld()
  await watch.look()
  world.processAheadMs = 3_000
  for (let round = 0; round < 10; round++) await watch.look()
  world.processAheadMs = 30_000
  for (let round = 0; round < 125; round++) await watch.look()
  world.processAheadMs = 0
  await watch.look()
  const jumps = world.said.filter((text) => text.startsWith('the wall'))
  const states = world.said.filter((text) => !text.startsWith('the wall'))
  expect(jumps).toHaveLength(3)
  expect(states).toEqual(['alarmed skew', 'refused skew', 'refused skew', 'refused skew', 'trusted null'])
})
