import { checkAcceptances } from './check-acceptances.ts'
import { checkAnswers } from './check-answers.ts'
import { checkGuards } from './check-guards.ts'
import { checkOrder } from './check-order.ts'
import { checkRequests } from './check-requests.ts'
import type { FinalTables, History, Violation } from './history.ts'
import { indexHistory } from './index-history.ts'

/** Everything that is wrong between what clients saw and what the database holds; nothing is, or some code is lost. */
export function checkHistory(history: History, tables: FinalTables): Violation[] {
  const index = indexHistory(history, tables)
  return [
    ...checkAcceptances(index),
    ...checkAnswers(index),
    ...checkRequests(index),
    ...checkOrder(index),
    ...checkGuards(index),
  ]
}
