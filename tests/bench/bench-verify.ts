import { startBarePost } from './bare-post.ts'
import { askingForCodes, type Bench, verifying, verifyingMixed, writingBare, writingTheSame } from './contenders.ts'
import { type RoundFigures, ratioOf, spreadOf, spreadOfFigure } from './figures.ts'
import { print, printAim, printFigures, printGate } from './print-table.ts'
import { runRounds } from './run-rounds.ts'
import { bareTables } from './same-writes.ts'
import type { LoadGenerator } from './start-load-generator.ts'

export const LEVELS = [1, 16, 64]
const ROUNDS = 5
const ROUND_MS = 1_500

/** The engine at each concurrency beside what bounds it, turn by turn; answers what a verification does at most. */
export async function benchVerify(bench: Bench, generator: LoadGenerator, levels: readonly number[]): Promise<void> {
  const rows = bench.sources.sms.cards.count
  await bench.superuser.query(bareTables(rows))
  const bare = await startBarePost(bench, 'bare Fastify POST')
  const contenders = [
    verifying(bench, 'verify, SMS codes', { method: 'sms' }),
    writingTheSame(bench, 'pg, same writes as SMS', 'sms'),
    verifying(bench, 'verify, app codes', { method: 'app' }),
    writingTheSame(bench, 'pg, same writes as app', 'app'),
    verifyingMixed(bench, 'verify, mixed, 20 % wrong'),
    askingForCodes(bench, 'OTP requests'),
    writingBare(bench, 'pg, bare update + insert', rows),
    bare.contender,
  ]
  try {
    for (const connections of levels) {
      const figures = await runRounds(generator, contenders, { connections, rounds: ROUNDS, limitMs: ROUND_MS })
      await generator.rest()
      const title = `${connections} connections, ${rows} cards, ${ROUNDS} rounds by turns: median [min..max]`
      printFigures(title, figures)
      printVerdicts(connections, figures)
    }
  } finally {
    bare.stop()
  }
}

type Figures = Record<string, RoundFigures[]>

function printVerdicts(connections: number, figures: Figures): void {
  const of = (name: string): RoundFigures[] => figures[name] ?? []
  print('')
  for (const [verify, same] of [
    ['verify, SMS codes', 'pg, same writes as SMS'],
    ['verify, app codes', 'pg, same writes as app'],
  ] as const) {
    const ratio = ratioOf(of(verify), of(same), 'perSecond')
    printGate(`${verify} ÷ ${same}, ${connections} connections`, ratio, { atLeast: 0.6 })
  }
  const sms = of('verify, SMS codes')
  printAim('verify ÷ pg, bare update + insert', ratioOf(sms, of('pg, bare update + insert'), 'perSecond'), 'none')
  printAim('verify ÷ bare Fastify POST', ratioOf(sms, of('bare Fastify POST'), 'perSecond'), 'none')
  if (connections !== 64) return
  printAim('verify per second', spreadOfFigure(sms, 'perSecond'), '≥ 2000')
  const cpu = sms.map(({ serverCpuMs, databaseCpuMs }) => (serverCpuMs ?? 0) + databaseCpuMs)
  printAim('CPU ms each, server and PostgreSQL', spreadOf(cpu), '≤ 0.8')
}
