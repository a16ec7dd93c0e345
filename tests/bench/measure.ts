import { performance } from 'node:perf_hooks'

export type Round = { latenciesMs: number[]; seconds: number }

/** `connections` workers, each with its next piece of work as soon as its last is done, until time or work is over. */
export async function measureRound(
  connections: number,
  limitMs: number,
  next: (connection: number) => Promise<boolean>,
): Promise<Round> {
  const latenciesMs: number[] = []
  const startedAt = performance.now()
  const work = async (connection: number): Promise<void> => {
    while (performance.now() - startedAt < limitMs) {
      const sentAt = performance.now()
      if (!(await next(connection))) return
      latenciesMs.push(performance.now() - sentAt)
    }
  }
  await Promise.all(Array.from({ length: connections }, (_, connection) => work(connection)))
  return { latenciesMs, seconds: (performance.now() - startedAt) / 1000 }
}

export type Figures = { perSecond: number; p50Ms: number; p99Ms: number; count: number }

export function summarise(rounds: readonly Round[]): Figures {
  const all = rounds.flatMap(({ latenciesMs }) => latenciesMs).sort((a, b) => a - b)
  const seconds = rounds.reduce((sum, round) => sum + round.seconds, 0)
  return { perSecond: all.length / seconds, p50Ms: percentile(all, 50), p99Ms: percentile(all, 99), count: all.length }
}

export function percentile(sorted: readonly number[], share: number): number {
  return sorted[Math.min(sorted.length - 1, Math.floor((sorted.length * share) / 100))] ?? Number.NaN
}
