import { cpus } from 'node:os'
import { percentile, type RoundFigures } from './figures.ts'
import type { Load } from './load-protocol.ts'
import { cpuMsOf, cpuMsOfFamily, cpuMsOfMachine, residentMb } from './process-cost.ts'
import type { LoadGenerator } from './start-load-generator.ts'

/** One of those that take turns; `prepare` makes what `count` of its requests need, outside the time measured. */
export type Contender<Name extends string = string> = {
  name: Name
  /** The process that answers, beside PostgreSQL. */
  serverPid: number | null
  databasePid: number
  prepare: (count: number) => Promise<DistributiveOmit<Load, 'connections' | 'limitMs' | 'perSecond'>>
}
type DistributiveOmit<T, Key extends PropertyKey> = T extends unknown ? Omit<T, Key> : never

export type Plan = { connections: number; rounds: number; limitMs: number; perSecond?: number }

// Enough for every connection to have its statements planned for good, which PostgreSQL does at their sixth use.
const WARM_COUNT = 1_500
const WARM_MS = 4_000

/** Turn by turn, each round beginning with another; a warm-up first, which also tells how much a round will need. */
export async function runRounds<Name extends string>(
  generator: LoadGenerator,
  contenders: readonly Contender<Name>[],
  plan: Plan,
): Promise<Record<Name, RoundFigures[]>> {
  const needs = new Map<Name, number>()
  for (const contender of contenders) {
    const { perSecond } = await runRound(generator, contender, { ...plan, limitMs: WARM_MS }, WARM_COUNT)
    needs.set(contender.name, Math.ceil((perSecond * 1.7 * plan.limitMs) / 1000) + plan.connections)
  }
  const figures = Object.fromEntries(contenders.map(({ name }) => [name, []])) as unknown as Record<
    Name,
    RoundFigures[]
  >
  for (let round = 0; round < plan.rounds; round++) {
    for (const place of contenders.keys()) {
      const contender = contenders[(place + round) % contenders.length]
      if (!contender) continue
      figures[contender.name].push(await runRound(generator, contender, plan, needs.get(contender.name) ?? WARM_COUNT))
    }
  }
  return figures
}

/** @throws Error when an answer was not what its request must be answered */
export async function runRound(
  generator: LoadGenerator,
  { name, serverPid, databasePid, prepare }: Contender,
  { connections, limitMs, perSecond }: Omit<Plan, 'rounds'>,
  count: number,
): Promise<RoundFigures> {
  const given = await prepare(count)
  await generator.load({ ...given, connections, limitMs, ...(perSecond === undefined ? {} : { perSecond }) })
  const before = costs({ serverPid, databasePid })
  const { latenciesMs, seconds, generatorCpuMs, unexpected } = await generator.go()
  const after = costs({ serverPid, databasePid })
  if (unexpected.count > 0) throw new Error(`${name}: ${unexpected.count} answers not as expected: ${unexpected.first}`)
  const done = latenciesMs.length
  latenciesMs.sort()
  const server = after.server - before.server
  const database = after.database - before.database
  const others = after.machine - before.machine - server - database - generatorCpuMs
  return {
    perSecond: done / seconds,
    p50Ms: percentile(latenciesMs, 50),
    p99Ms: percentile(latenciesMs, 99),
    serverCpuMs: serverPid === null ? null : server / done,
    databaseCpuMs: database / done,
    generatorCpuMs: generatorCpuMs / done,
    serverMb: serverPid === null ? null : residentMb(serverPid),
    othersPercent: Math.max(0, others / (seconds * 10 * cpus().length)),
  }
}

function costs({ serverPid, databasePid }: { serverPid: number | null; databasePid: number }) {
  const server = serverPid === null ? 0 : cpuMsOf(serverPid)
  return { server, database: cpuMsOfFamily(databasePid), machine: cpuMsOfMachine() }
}
