import { monitorEventLoopDelay } from 'node:perf_hooks'
import { Counter, Gauge, Histogram, Registry } from 'prom-client'
import type { Clock } from '#server/clock/watch-clock.ts'
import type { Pool } from '#server/database.ts'
import { countSpreadAlarms } from '#server/rates/spread-alarm.ts'

export type Metrics = {
  registry: Registry
  observe: (call: { route: string; method: string; status: number; seconds: number }) => void
  render: () => Promise<string>
  contentType: string
  stop: () => void
}

const secondsBuckets = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5]

/** Requests by route and status, how long they took, and whether the process and its pool keep up. */
export function openMetrics({ pool, clock }: { pool: Pool; clock: Clock }): Metrics {
  const registers = [new Registry()]
  const registry = registers[0] as Registry
  const requests = new Counter({
    name: 'ramzban_channel_requests_total',
    help: 'Requests answered',
    labelNames: ['method', 'route', 'status'] as const,
    registers,
  })
  const duration = new Histogram({
    name: 'ramzban_channel_request_seconds',
    help: 'From the first byte of a request to the last of its answer',
    labelNames: ['route'] as const,
    buckets: secondsBuckets,
    registers,
  })
  const stopLag = watchEventLoop(registers)
  watchPool(pool, registers)
  watchClock(clock, registers)
  watchGuesses(pool, registers)
  return {
    registry,
    observe: ({ route, method, status, seconds }) => {
      requests.inc({ method, route, status: String(status) })
      duration.observe({ route }, seconds)
    },
    render: () => registry.metrics(),
    contentType: registry.contentType,
    stop: stopLag,
  }
}

function watchEventLoop(registers: Registry[]): () => void {
  const delay = monitorEventLoopDelay({ resolution: 20 })
  delay.enable()
  new Gauge({
    name: 'ramzban_channel_event_loop_lag_seconds',
    help: 'How late the event loop ran since the last scrape, by quantile',
    labelNames: ['quantile'] as const,
    registers,
    collect() {
      for (const quantile of [0.5, 0.99])
        this.set({ quantile: String(quantile) }, delay.percentile(quantile * 100) / 1e9)
      delay.reset()
    },
  })
  return () => delay.disable()
}

function watchPool(pool: Pool, registers: Registry[]): void {
  new Gauge({
    name: 'ramzban_channel_pool_connections',
    help: 'Connections to the database, and requests that wait for one',
    labelNames: ['state'] as const,
    registers,
    collect() {
      this.set({ state: 'idle' }, pool.idleCount)
      this.set({ state: 'used' }, pool.totalCount - pool.idleCount)
      this.set({ state: 'waiting' }, pool.waitingCount)
    },
  })
}

function watchGuesses(pool: Pool, registers: Registry[]): void {
  new Counter({
    name: 'ramzban_channel_spread_guess_alarms_total',
    help: 'Alarms that codes are guessed over many cards, through a client or a merchant',
    labelNames: ['of'] as const,
    registers,
    collect() {
      this.reset()
      for (const [of, count] of Object.entries(countSpreadAlarms(pool))) this.inc({ of }, count)
    },
  })
}

function watchClock(clock: Clock, registers: Registry[]): void {
  new Gauge({
    name: 'ramzban_clock_skew_seconds',
    help: 'This process ahead of the database; NaN while unknown',
    registers,
    collect() {
      const { skewMs } = clock.judge()
      this.set(skewMs === null ? Number.NaN : skewMs / 1000)
    },
  })
  new Gauge({
    name: 'ramzban_clock_state',
    help: '1 for the state the clock is in',
    labelNames: ['state'] as const,
    registers,
    collect() {
      const now = clock.judge().state
      for (const state of ['trusted', 'alarmed', 'refused']) this.set({ state }, state === now ? 1 : 0)
    },
  })
  new Counter({
    name: 'ramzban_clock_jumps_total',
    help: 'Steps of the wall clock beyond the alarm’s bound, noticed since the start',
    registers,
    collect() {
      this.reset()
      this.inc(clock.countJumps())
    },
  })
}
