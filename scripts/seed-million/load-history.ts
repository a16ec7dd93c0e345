import type pg from 'pg'
import { rememberCards } from './card-facts.ts'
import type { Drawing } from './draw-attempt.ts'
import { attach, detach, layAsideIndexes, listPartitions, type Partition } from './lay-aside-indexes.ts'
import { loadMonth, type MonthlyTable, type MonthWriters, monthly } from './load-month.ts'
import type { IndexBuilders } from './open-index-builders.ts'
import { openWriter } from './open-writer.ts'
import type { Plan } from './plan-million.ts'
import { drawCustomers, type Month, monthsOf } from './spread-attempts.ts'

type Loading = {
  client: pg.Client
  open: () => Promise<pg.Client>
  plan: Plan
  builders: IndexBuilders
  report: (line: string) => void
}
type Copiers = Record<MonthlyTable, pg.Client>

/** Month by month, each partition by itself: its indexes are built while the next month is being copied. */
export async function loadHistory({ client, open, plan, builders, report }: Loading): Promise<void> {
  const customers = drawCustomers(plan)
  const drawing = { plan, factsOf: rememberCards(plan) }
  const [verification, otpRequest, smsMessage, auditEvent] = await Promise.all(monthly.map(open))
  if (!verification || !otpRequest || !smsMessage || !auditEvent) throw new Error('a connection for each table')
  const copiers = { verification, otp_request: otpRequest, sms_message: smsMessage, audit_event: auditEvent }
  const detached: Partition[] = []
  try {
    for (const month of monthsOf(plan)) {
      detached.push(...(await fillMonth({ client, drawing, builders, copiers }, month, customers)))
      report(`${month.name} copied`)
    }
    await builders.settle()
    report('indexes built')
    for (const partition of detached) await attach(client, partition)
  } finally {
    for (const copier of Object.values(copiers)) await copier.end()
  }
}

type Filling = Pick<Loading, 'client' | 'builders'> & { drawing: Drawing; copiers: Copiers }

async function fillMonth(
  { client, drawing, builders, copiers }: Filling,
  month: Month,
  customers: Uint32Array,
): Promise<Partition[]> {
  const partitions: Partition[] = []
  for (const table of monthly) {
    const partition = (await listPartitions(client, table)).find(({ name }) => name === `${table}_${month.name}`)
    if (!partition) throw new Error(`${table} has no partition for ${month.name}`)
    await detach(client, partition)
    partitions.push(partition)
  }
  const names = partitions.map(({ name }) => name)
  const { indexes } = await layAsideIndexes(client, names)
  const writers = Object.fromEntries(
    monthly.map((table) => [table, openWriter(copiers[table], `${table}_${month.name}`)]),
  ) as MonthWriters
  await loadMonth(drawing, month, customers, writers)
  await Promise.all(monthly.map((table) => writers[table].end()))
  for (const name of names) for (const { table, text } of indexes) if (table === name) builders.start([text])
  return partitions
}
