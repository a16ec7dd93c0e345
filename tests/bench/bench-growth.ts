import { verifying } from './contenders.ts'
import { perSecondOf, ratioOf, wholeCpu } from './figures.ts'
import { openEngine } from './open-engine.ts'
import { print, printFact, printFigures, printGate } from './print-table.ts'
import { runRounds } from './run-rounds.ts'
import type { LoadGenerator } from './start-load-generator.ts'

const [FEW, MANY] = [10_000, 1_000_000]
const PLAN = { connections: 16, rounds: 5, limitMs: 1_500 }

/** The same on two databases by turns, one of ten thousand cards and one of a million; answers whether the gate holds. */
export async function benchGrowth(generator: LoadGenerator): Promise<boolean> {
  const few = await openEngine({ sms: FEW, app: 0 })
  try {
    const many = await openEngine({ sms: MANY, app: 0 })
    try {
      const contenders = [
        verifying(few.bench, 'few', { method: 'sms' }),
        verifying(many.bench, 'many', { method: 'sms' }),
      ]
      const figures = await runRounds(generator, contenders, PLAN)
      await generator.rest()
      printFigures(`Growth, ${PLAN.connections} connections, SMS codes`, {
        [`${FEW} cards`]: figures.few,
        [`${MANY} cards`]: figures.many,
      })
      print('')
      const ratio = ratioOf(perSecondOf(figures.few), perSecondOf(figures.many))
      const holds = printGate(`time each, ${MANY} ÷ ${FEW} cards`, ratio, { atMost: 1.3 })
      printFact('the same by CPU', ratioOf(wholeCpu(figures.many), wholeCpu(figures.few)))
      return holds
    } finally {
      await many.close()
    }
  } finally {
    await few.close()
  }
}
