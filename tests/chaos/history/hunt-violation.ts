import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { checkHistory } from './check-history.ts'
import { cutHistory } from './cut-history.ts'
import type { Violation } from './history.ts'
import { readFinalTables } from './read-final-tables.ts'
import { recordHistory } from './record-history.ts'
import { runWorkload } from './run-workload.ts'
import type { Cluster } from './start-cluster.ts'

export type Hunt = {
  seed: number
  clientId: string
  clients: number
  firstPlace: number
  limitMs: number
}
export type Found = { violations: Violation[]; seconds: number; answered: number }

const EVERY_MS = 1_000

/** The same work, checked while it goes on, until something is found to be wrong or the time is over. */
export async function huntViolation(cluster: Cluster, { limitMs, ...hunt }: Hunt): Promise<Found> {
  const recorder = recordHistory(join(cluster.dataFolder, `${hunt.clientId}.jsonl`), hunt.seed)
  const startedAtMs = Date.now()
  const secondsNow = (): number => (Date.now() - startedAtMs) / 1000
  let found: Found = { violations: [], seconds: 0, answered: 0 }
  const isOver = (): boolean => found.violations.length > 0 || Date.now() > startedAtMs + limitMs
  const running = runWorkload(cluster, { ...hunt, recorder, disturbances: [], pauseMs: 500, isEnough: isOver })
  while (!isOver()) {
    await pause(EVERY_MS)
    const violations = await check(cluster, hunt.clientId, recorder.history)
    found = { ...found, violations, seconds: secondsNow() }
  }
  const { answered } = await running
  await recorder.close()
  return { ...found, answered }
}

async function check({ owner }: Cluster, clientId: string, history: Parameters<typeof cutHistory>[0]) {
  const guardIds = [...history.cards.keys()]
  const asOfNow = cutHistory(history)
  const tables = await readFinalTables(owner, { clientId, guardIds }).catch(() => null)
  return tables ? checkHistory(asOfNow(), tables) : []
}
