import { performance } from 'node:perf_hooks'
import { openCustomer } from '#server/customers/open-customer.ts'
import { readCustomer } from '#server/customers/read-customer.ts'
import { readTimeline } from '#server/customers/read-timeline.ts'
import { makeOperator } from '#tests/harness/make-operator.ts'
import { percentile } from './figures.ts'
import type { Million } from './open-million.ts'
import { print } from './print-table.ts'

const SAMPLES = 300
const WARM = 20
const P95_MAX_MS = 120
const chosen = {
  'any customer': `SELECT id FROM customer TABLESAMPLE SYSTEM (2) ORDER BY random() LIMIT $1`,
  'whoever paid lately': `SELECT DISTINCT customer_id AS id FROM verification TABLESAMPLE SYSTEM (0.2)
    WHERE at > now() - interval '60 days' LIMIT $1`,
  'those with thousands of payments': `SELECT customer_id AS id FROM verification WHERE customer_id IS NOT NULL
    GROUP BY 1 ORDER BY count(*) DESC LIMIT least($1, 50)`,
}
type Step = 'open' | 'read' | 'timeline' | 'whole'

/** What the page asks of the server when a customer is opened, one after another; answers whether its time holds. */
export async function benchCustomerPage(million: Million): Promise<boolean> {
  const { desk, superuser, owner, nowMs } = million
  const { ctx } = await makeOperator(owner, { role: 'support', nowMs })
  print(`\nOpening a customer: the use cases of the page, ${SAMPLES} of each, ms`)
  print('| customer | opening p95 | record p95 | timeline p95 | whole p50 | whole p95 | may be | gate |')
  print('|---|---|---|---|---|---|---|---|')
  const held: boolean[] = []
  for (const [kind, text] of Object.entries(chosen)) {
    const { rows } = await superuser.query<{ id: string }>(text, [SAMPLES + WARM])
    const took: Record<Step, number[]> = { open: [], read: [], timeline: [], whole: [] }
    for (let turn = 0; turn < SAMPLES + WARM; turn++) {
      const customerId = rows[turn % rows.length]?.id ?? ''
      const times = await timeSteps([
        () => openCustomer(desk, ctx(nowMs), { customerId }),
        () => readCustomer(desk, ctx(nowMs), { customerId }),
        () => readTimeline(desk, ctx(nowMs), { customerId, kind: null, before: null }),
      ])
      if (turn < WARM) continue
      for (const [place, step] of (['open', 'read', 'timeline', 'whole'] as const).entries())
        took[step].push(times[place] ?? 0)
    }
    held.push(printRow(kind, took))
  }
  return !held.includes(false)
}

/** Each step's milliseconds, and the sum. */
async function timeSteps(steps: (() => Promise<unknown>)[]): Promise<number[]> {
  const times: number[] = []
  for (const step of steps) {
    const startedAt = performance.now()
    await step()
    times.push(performance.now() - startedAt)
  }
  return [...times, times.reduce((sum, ms) => sum + ms, 0)]
}

function printRow(kind: string, took: Record<Step, number[]>): boolean {
  for (const times of Object.values(took)) times.sort((a, b) => a - b)
  const p95Ms = percentile(took.whole, 95)
  const parts = [took.open, took.read, took.timeline].map((times) => percentile(times, 95))
  const ms = [...parts, percentile(took.whole, 50), p95Ms].map((value) => value.toFixed(1))
  print(`| ${kind} | ${ms.join(' | ')} | ${P95_MAX_MS} | ${p95Ms <= P95_MAX_MS ? 'PASS' : 'FAIL'} |`)
  return p95Ms <= P95_MAX_MS
}
