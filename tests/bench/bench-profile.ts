import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Bench, verifying } from './contenders.ts'
import { countStatements, forgetStatements, printStatements } from './count-statements.ts'
import type { Method } from './make-cards.ts'
import { openEngine } from './open-engine.ts'
import { print, printFigures } from './print-table.ts'
import { type CpuProfile, readProfile } from './read-profile.ts'
import { runRounds } from './run-rounds.ts'
import type { LoadGenerator } from './start-load-generator.ts'

const CARDS = 100_000
const PLAN = { rounds: 1, limitMs: 8_000 }
const FUNCTIONS_SHOWN = 40

type Wish = { method: Method; connections: number }

/** Where the time of a verification goes: in the channel process by its CPU profile, in PostgreSQL by its own counts. */
export async function benchProfile(generator: LoadGenerator, wish: Wish): Promise<void> {
  const { method } = wish
  const folder = mkdtempSync(join(tmpdir(), 'ramzban-profile-'))
  const counts = { sms: 0, app: 0, [method]: CARDS }
  const { bench, close } = await openEngine(counts, {
    NODE_OPTIONS: `--cpu-prof --cpu-prof-interval=200 --cpu-prof-dir=${folder}`,
  })
  try {
    const span = await loadOnce(bench, generator, wish).finally(close)
    printProfile(folder, span)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

type Span = { fromUs: number; toUs: number }

async function loadOnce(bench: Bench, generator: LoadGenerator, { method, connections }: Wish): Promise<Span> {
  const { system, superuser } = bench
  await countStatements(system, superuser)
  const contender = verifying(bench, `verify, ${method} codes`, { method })
  let [fromUs, fromMs] = [0, 0]
  const prepare: typeof contender.prepare = async (count) => {
    const made = await contender.prepare(count)
    await forgetStatements(superuser)
    ;[fromUs, fromMs] = [monotonicUs(), Date.now()]
    return made
  }
  const figures = await runRounds(generator, [{ ...contender, prepare }], { ...PLAN, connections })
  const span = { fromUs, toUs: monotonicUs() }
  printFigures(`Under the profiler, ${connections} connections`, figures)
  await printStatements(superuser, fromMs)
  return span
}

const monotonicUs = (): number => Number(process.hrtime.bigint() / 1000n)

function printProfile(folder: string, span: Span): void {
  const [file = ''] = readdirSync(folder)
  const profile = JSON.parse(readFileSync(join(folder, file), 'utf8')) as CpuProfile
  const { busyPercent, groups, lines } = readProfile(profile, span)
  print(`\nThe channel process: at work ${busyPercent.toFixed(0)} % of the time; of that, by group`)
  for (const [group, percent] of groups.filter(([, share]) => share >= 0.5))
    print(`${percent.toFixed(1).padStart(5)} %  ${group}`)
  print('\nby function, its own time')
  for (const { where, percent } of lines.slice(0, FUNCTIONS_SHOWN))
    print(`${percent.toFixed(1).padStart(5)} %  ${where}`)
}
