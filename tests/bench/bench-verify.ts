import { startBarePost } from './bare-post.ts'
import { askingForCodes, type Bench, verifying, verifyingMixed, writingBare, writingTheSame } from './contenders.ts'
import { perSecondOf, type RoundFigures, ratioOf, spreadOf, wholeCpu } from './figures.ts'
import { startLeastEngine } from './least-engine.ts'
import { print, printAim, printFact, printFigures, printGate } from './print-table.ts'
import { runRounds } from './run-rounds.ts'
import { bareTables } from './same-writes.ts'
import type { LoadGenerator } from './start-load-generator.ts'

export const LEVELS = [1, 16, 64]
const ROUNDS = 5
const ROUND_MS = 1_500

const names = {
  sms: 'verify, SMS codes',
  sameSms: 'pg, same writes as SMS',
  app: 'verify, app codes',
  sameApp: 'pg, same writes as app',
  mixed: 'verify, mixed, 20 % wrong',
  asks: 'OTP requests',
  least: 'least engine, SMS',
  bareWrite: 'pg, bare update + insert',
  barePost: 'bare Fastify POST',
} as const

/** The engine at each concurrency beside what bounds it, turn by turn; answers whether its gates hold. */
export async function benchVerify(bench: Bench, generator: LoadGenerator, levels: readonly number[]): Promise<boolean> {
  const rows = bench.sources.sms.cards.count
  await bench.superuser.query(bareTables(rows))
  const bare = await startBarePost(bench, names.barePost)
  const contenders = [
    verifying(bench, names.sms, { method: 'sms' }),
    writingTheSame(bench, names.sameSms, 'sms'),
    verifying(bench, names.app, { method: 'app' }),
    writingTheSame(bench, names.sameApp, 'app'),
    verifyingMixed(bench, names.mixed),
    askingForCodes(bench, names.asks),
    writingBare(bench, names.bareWrite, rows),
    bare.contender,
  ]
  const held: boolean[] = []
  try {
    for (const connections of levels) {
      // Its connections and the yardstick's together are as many as the database has, at more callers than these.
      const least = connections <= 16 ? await startLeastEngine(bench, names.least, 'sms') : null
      const together = [...contenders, ...(least ? [least.contender] : [])]
      const figures: Figures = await runRounds(generator, together, { connections, rounds: ROUNDS, limitMs: ROUND_MS })
      least?.stop()
      await generator.rest()
      printFigures(`${connections} connections, ${rows} cards, ${ROUNDS} rounds by turns: median [min..max]`, figures)
      held.push(...judge(connections, figures))
    }
  } finally {
    bare.stop()
  }
  return held.every(Boolean)
}

type Name = (typeof names)[keyof typeof names]
type Figures = Record<Exclude<Name, typeof names.least>, RoundFigures[]> & { [names.least]?: RoundFigures[] }

function judge(connections: number, figures: Figures): boolean[] {
  print('')
  const pairs = [
    [names.sms, names.sameSms],
    [names.app, names.sameApp],
  ] as const
  const held = pairs.map(([verify, same]) => {
    const [ours, theirs] = [figures[verify], figures[same]]
    const ratio = ratioOf(perSecondOf(ours), perSecondOf(theirs))
    const holds = printGate(`${verify} ÷ ${same}, ${connections} connections`, ratio, { atLeast: 0.6 })
    printFact('the same by CPU', ratioOf(wholeCpu(theirs), wholeCpu(ours)))
    return holds
  })
  const verify = figures[names.sms]
  const least = figures[names.least]
  if (least) {
    const bound = ratioOf(perSecondOf(least), perSecondOf(figures[names.sameSms]))
    printFact(`${names.least} ÷ ${names.sameSms}: no engine that takes one call at a time can do better`, bound)
    printFact(`${names.sms} ÷ ${names.least}`, ratioOf(perSecondOf(verify), perSecondOf(least)))
  }
  for (const other of [names.bareWrite, names.barePost])
    printFact(`${names.sms} ÷ ${other}`, ratioOf(perSecondOf(verify), perSecondOf(figures[other])))
  printAim('verify per second', spreadOf(perSecondOf(verify)), connections === 64 ? '≥ 2000' : 'none')
  printAim('CPU ms each, server and PostgreSQL', spreadOf(wholeCpu(verify)), '≤ 0.8')
  return held
}
