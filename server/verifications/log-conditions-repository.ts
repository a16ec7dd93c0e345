import { at } from '#server/database.ts'
import type { LogQuery } from '#server/verifications/log-schemas.ts'

const equals = {
  customer: 'v.customer_id',
  outcome: 'v.outcome',
  reason: 'v.reason',
  card: 'right(v.card_masked, 4)',
  merchant: 'v.merchant_id',
  terminal: 'v.terminal_id',
  requester: 'v.requester_id',
  ip: 'v.client_ip',
  device: 'v.device_id',
  client: 'v.channel_client_id',
} as const
const orMissing = { method: 'v.method', type: 'v.process_type' } as const

/** The query as SQL conditions over `verification v`; $1 and $2 are the window. */
export function conditionsOf({ window, filters }: LogQuery): { where: string[]; values: unknown[] } {
  const values: unknown[] = [at(window.fromMs), at(window.toMs)]
  const where = ['v.at >= $1', 'v.at < $2']
  const add = (condition: string, value: unknown): void => {
    values.push(value)
    where.push(`${condition} $${values.length}`)
  }
  for (const [name, column] of Object.entries(equals)) {
    const value = filters[name as keyof typeof equals]
    if (value !== undefined) add(`${column} =`, value)
  }
  for (const [name, column] of Object.entries(orMissing)) {
    const value = filters[name as keyof typeof orMissing]
    if (value === 'none') where.push(`${column} IS NULL`)
    else if (value !== undefined) add(`${column} =`, value)
  }
  // The index of reasons holds the rejected alone.
  if (filters.reason !== undefined && filters.reason !== 'accepted') where.push(`v.outcome = 'rejected'`)
  if (filters.min !== undefined) add('v.amount >=', filters.min)
  if (filters.max !== undefined) add('v.amount <=', filters.max)
  return { where, values }
}
