/** What one round of one contender showed. */
export type RoundFigures = {
  perSecond: number
  p50Ms: number
  p99Ms: number
  /** CPU for each of its requests: of the process that answered, of PostgreSQL with all its processes, of the load generator. */
  serverCpuMs: number | null
  databaseCpuMs: number
  generatorCpuMs: number
  serverMb: number | null
  /** How much of the machine everything else took meanwhile, 0…100. */
  othersPercent: number
}
export type Spread = { median: number; min: number; max: number }

export function spreadOf(values: readonly number[]): Spread {
  const sorted = [...values].sort((a, b) => a - b)
  return { median: percentile(sorted, 50), min: sorted[0] ?? Number.NaN, max: sorted.at(-1) ?? Number.NaN }
}

export function spreadOfFigure(rounds: readonly RoundFigures[], figure: keyof RoundFigures): Spread | null {
  const values = rounds.flatMap((round) => round[figure] ?? [])
  return values.length === 0 ? null : spreadOf(values)
}

/** Round by round, since two that stood beside each other met the same machine. */
export function ratioOf(above: readonly number[], below: readonly number[]): Spread {
  return spreadOf(above.map((value, place) => value / (below[place] ?? Number.NaN)))
}

export const perSecondOf = (rounds: readonly RoundFigures[]): number[] => rounds.map(({ perSecond }) => perSecond)

export function percentile(sorted: ArrayLike<number>, share: number): number {
  return sorted[Math.min(sorted.length - 1, Math.floor((sorted.length * share) / 100))] ?? Number.NaN
}

/** CPU of the processes that answer, for each request: a server and PostgreSQL, or PostgreSQL and its client. */
export function wholeCpu(rounds: readonly RoundFigures[]): number[] {
  return rounds.map(({ serverCpuMs, databaseCpuMs, generatorCpuMs }) => (serverCpuMs ?? generatorCpuMs) + databaseCpuMs)
}
