import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { Running } from './service.ts'
import { createSupervisor, deathsMax, type Supervisor } from './supervisor.ts'

type Fake = Running & { die: (reason: string) => void; stopped: boolean }

let starts: Fake[]
let gaveUp: string | undefined
let supervisor: Supervisor

beforeEach(() => {
  vi.useFakeTimers()
  starts = []
  gaveUp = undefined
  supervisor = createSupervisor({
    report: () => undefined,
    onChange: () => undefined,
    onGiveUp: ({ reason }) => {
      gaveUp = reason
    },
  })
})
afterEach(() => {
  vi.useRealTimers()
})

test('a process that dies is started again within five seconds', async () => {
  await supervisor.run({ name: 'channel', start: startFake })
  starts[0]?.die('SIGKILL')
  await vi.advanceTimersByTimeAsync(5_000)
  expect(starts).toHaveLength(2)
})

test('five deaths within a minute end everything, with the reason', async () => {
  await supervisor.run({ name: 'worker', start: startFake })
  for (let death = 0; death < deathsMax; death++) {
    starts.at(-1)?.die('SIGKILL')
    await vi.advanceTimersByTimeAsync(2_000)
  }
  expect(gaveUp).toContain('5 processes ended within a minute: worker (SIGKILL)')
  expect(starts).toHaveLength(deathsMax)
})

test('deaths more than a minute apart are forgiven', async () => {
  await supervisor.run({ name: 'worker', start: startFake })
  for (let death = 0; death < 2 * deathsMax; death++) {
    starts.at(-1)?.die('code 1')
    await vi.advanceTimersByTimeAsync(16_000)
  }
  expect(gaveUp).toBeUndefined()
  expect(starts).toHaveLength(2 * deathsMax + 1)
})

test('a start that fails is tried again, and counts as a death', async () => {
  let tries = 0
  const start = (): Running => {
    tries++
    if (tries > 1) throw new Error('the port is taken')
    return startFake()
  }
  await supervisor.run({ name: 'postgres', start })
  starts[0]?.die('SIGKILL')
  await vi.advanceTimersByTimeAsync(10_000)
  expect(tries).toBe(deathsMax)
  expect(gaveUp).toContain('postgres (did not start)')
})

test('stopping ends processes in the given order and starts none again', async () => {
  const order: number[] = []
  for (const name of ['postgres', 'web']) await supervisor.run({ name, start: () => startFake(order) })
  const stopping = supervisor.stopAll(['web', 'postgres'])
  await vi.advanceTimersByTimeAsync(20_000)
  await stopping
  expect(order).toEqual([2, 1])
  expect(starts).toHaveLength(2)
})

test('a process whose start was under way while all were stopped is ended too', async () => {
  let finish: (running: Running) => void = () => undefined
  const running = supervisor.run({ name: 'postgres', start: () => new Promise((resolve) => (finish = resolve)) })
  await vi.advanceTimersByTimeAsync(1)
  const stopping = supervisor.stopAll(['postgres'])
  finish(startFake())
  await running
  await vi.advanceTimersByTimeAsync(20_000)
  await stopping
  expect(starts[0]?.stopped).toBe(true)
})

function startFake(order: number[] = []): Fake {
  let die: (reason: string) => void = () => undefined
  const exited = new Promise<string>((resolve) => {
    die = resolve
  })
  const fake: Fake = {
    pid: starts.length + 1,
    exited,
    die,
    stopped: false,
    stop: async () => {
      fake.stopped = true
      order.push(fake.pid)
      die('SIGTERM')
    },
  }
  starts.push(fake)
  return fake
}
